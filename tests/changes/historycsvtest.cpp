#include "historycsv.h"

#include "csvtext.h"
#include "utc.h"

#include <QLocale>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

HistoryLine line()
{
    return {utcFromMSecs(1'772'442'000'000), u"School, old"_s, ChangeSetId(3),
        utcFromMSecs(1'772'442'000'000), u"Set"_s, u"=HYPERLINK(\"x\")"_s, u"Front\ndoor"_s,
        u"Enabled: yes"_s, u"Enabled: no"_s, ChangeStatus::Failed, u"No answer"_s};
}

} // namespace

class HistoryCsvTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas()
    {
        const QByteArray bytes = historyCsv({line()}, QTimeZone("Europe/Berlin"), QLocale::c());
        const auto table = csvFromBytes(bytes);
        QVERIFY(table.isOk());
        QCOMPARE(table->header,
            (QStringList{u"When"_s, u"Who"_s, u"Set"_s, u"Change"_s, u"Device"_s, u"Before"_s, u"After"_s,
                u"Outcome"_s, u"Reason"_s}));
        QCOMPARE(table->rows.size(), 1);
        QCOMPARE(table->rows.first().fields,
            (QStringList{u"2026-03-02 10:00 +01:00"_s, u"School, old"_s, u"Set"_s, u"=HYPERLINK(\"x\")"_s,
                u"Front\ndoor"_s, u"Enabled: yes"_s, u"Enabled: no"_s, u"Failed"_s, u"No answer"_s}));
    }

    void noFieldRunsAsAFormula()
    {
        const QByteArray bytes = historyCsv({line()}, QTimeZone::utc(), QLocale::c());
        QVERIFY(bytes.contains("'=HYPERLINK"));
        QVERIFY(!bytes.contains(",=HYPERLINK") && !bytes.contains("\"=HYPERLINK"));
    }

    void delimiterSuitsTheSpreadsheet()
    {
        QVERIFY(historyCsv({}, {}, QLocale(QLocale::German)).contains("When;Who;"));
        QVERIFY(historyCsv({}, {}, QLocale(QLocale::English)).contains("When,Who,"));
    }
};

QTEST_GUILESS_MAIN(HistoryCsvTest)
#include "historycsvtest.moc"
