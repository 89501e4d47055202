#include "historycsv.h"

#include "csvmoment.h"
#include "csvtext.h"

#include <QCoreApplication>
#include <QLocale>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HistoryCsv)
};

QStringList header()
{
    return {Words::tr("When"), Words::tr("Who"), Words::tr("Set"), Words::tr("Change"), Words::tr("Device"),
        Words::tr("Before"), Words::tr("After"), Words::tr("Outcome"), Words::tr("Reason")};
}

} // namespace

QByteArray historyCsv(const QList<HistoryLine> &lines, const QTimeZone &zone, const QLocale &locale)
{
    QList<QStringList> cells{header()};
    cells.reserve(lines.size() + 1);
    for (const HistoryLine &line : lines) {
        cells.append({momentText(line.when, zone), line.who, line.set, line.change, line.device, line.before,
            line.after, text(line.outcome), line.reason});
    }
    CsvStyle style;
    if (locale.decimalPoint() == ","_L1)
        style.delimiter = u';';
    return csvToBytes(cells, style);
}

} // namespace lockdesk
