#include "accessbench.h"

#include <QApplication>
#include <QLoggingCategory>
#include <QTextStream>

using namespace lockdesk;
using namespace Qt::StringLiterals;

// The lists of very many authorizations come and change while they are on show, and how promptly the event
// loop turns meanwhile: lockdesk-accessbench [records [rounds [bound]]]. Fails where the longest delay of a
// step, the median of the rounds, is more than `bound` milliseconds over the idle window's.
int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const int records = arguments.value(1, u"200000"_s).toInt();
    const int rounds = arguments.value(2, u"3"_s).toInt();
    const double bound = arguments.value(3, u"0"_s).toDouble();
    QTextStream out(stdout);
    if (records < 2'000 || rounds < 1 || bound < 0) {
        out << "usage: lockdesk-accessbench [records [rounds [bound]]], of 2000 records or more\n";
        return 2;
    }
    QLoggingCategory::setFilterRules(u"lockdesk.*=false"_s);

    HeartbeatReport report;
    for (int round = 0; round < rounds; ++round)
        AccessBench(records).run(report);
    out << records << " records; milliseconds between two ticks of 1 ms, medians of " << rounds << '\n';
    return report.print(out, bound) ? 0 : 1;
}
