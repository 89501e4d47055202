#include "changesbench.h"

#include <QApplication>
#include <QLoggingCategory>
#include <QTextStream>
#include <algorithm>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

// A large set of changes is added, looked through, thrown away and sent, and how promptly the event loop
// turns meanwhile: lockdesk-heartbeatbench [rows [rounds [bound]]]. Fails where the longest delay of a step,
// the median of the rounds, is more than `bound` milliseconds over the idle window's.
int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const int rows = arguments.value(1, u"10000"_s).toInt();
    const int rounds = arguments.value(2, u"3"_s).toInt();
    const double bound = arguments.value(3, u"0"_s).toDouble();
    QTextStream out(stdout);
    if (rows < 100 || rounds < 1 || bound < 0) {
        out << "usage: lockdesk-heartbeatbench [rows [rounds [bound]]], of 100 rows or more\n";
        return 2;
    }
    QLoggingCategory::setFilterRules(u"lockdesk.*=false"_s);

    QStringList names;
    std::vector<std::vector<double>> p99, longest;
    for (int round = 0; round < rounds; ++round) {
        ChangesBench bench(rows);
        const QList<ChangesBench::Step> steps = bench.run();
        out << bench.confirmedCount() << " of the changes sent are confirmed\n";
        p99.resize(size_t(steps.size()));
        longest.resize(size_t(steps.size()));
        names.clear();
        for (size_t i = 0; i < p99.size(); ++i) {
            const ChangesBench::Step &step = steps.at(qsizetype(i));
            names += step.name;
            p99[i].push_back(step.delays.p99);
            longest[i].push_back(step.delays.longest);
        }
    }

    out << rows << " changes; milliseconds between two ticks of 1 ms, medians of " << rounds << '\n';
    bool isGood = true;
    for (size_t i = 0; i < p99.size(); ++i) {
        out << names.at(qsizetype(i)).leftJustified(24)
            << u"p99 %1, longest %2 (%3 to %4)\n"_s.arg(median(p99[i]), 7, 'f', 2)
                   .arg(median(longest[i]), 7, 'f', 2)
                   .arg(std::ranges::min(longest[i]), 0, 'f', 2)
                   .arg(std::ranges::max(longest[i]), 0, 'f', 2);
        isGood = isGood && (bound == 0 || median(longest[i]) <= median(longest[0]) + bound);
    }
    if (!isGood)
        out << u"expected: at most %1 ms more than idle\n"_s.arg(bound);
    return isGood ? 0 : 1;
}
