#include "changesbench.h"
#include "heartbeatreport.h"

#include <QApplication>
#include <QLoggingCategory>
#include <QTextStream>

using namespace lockdesk;
using namespace Qt::StringLiterals;

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

    HeartbeatReport report;
    for (int round = 0; round < rounds; ++round) {
        ChangesBench bench(rows);
        const QList<ChangesBench::Step> steps = bench.run();
        out << bench.confirmedCount() << " of the changes sent are confirmed\n";
        for (const ChangesBench::Step &step : steps)
            report.add(step.name, step.delays);
    }
    out << rows << " changes; milliseconds between two ticks of 1 ms, medians of " << rounds << '\n';
    return report.print(out, bound) ? 0 : 1;
}
