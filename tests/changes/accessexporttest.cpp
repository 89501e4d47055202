#include "accessexport.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

const SmartlockId door{17958143231};

Snapshot snapshot()
{
    Smartlock device;
    device.id = door;
    device.name = u"Garage"_s;
    device.timeZoneId = 37; // Europe/Berlin
    Authorization a;
    a.id = *AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60718"_s);
    a.smartlockId = door;
    a.type = AuthorizationType::KeypadCode;
    a.name = u"=Cleaner"_s;
    a.code = KeypadCode::fromServer(987654);
    a.enabled = true;
    a.schedule.fromDate = Instant::fromText(u"2026-03-02T08:00:00Z"_s);
    a.schedule.weekDays = 124;
    a.schedule.fromTime = 540;
    a.schedule.untilTime = 1020;
    return {{device}, {a}};
}

QString csv(const AccessExport &what)
{
    const Snapshot world = snapshot();
    return QString::fromUtf8(accessCsv(world.authorizations, AccessDirectory(world, {}), what));
}

AccessExport choice(const QList<AccessColumn> &columns)
{
    AccessExport what;
    what.columns = columns;
    what.style.hasByteOrderMark = false;
    return what;
}

} // namespace

class AccessExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheColumnsChosen()
    {
        QCOMPARE(csv(choice({AccessColumn::Device, AccessColumn::Name, AccessColumn::Type})),
            u"Device,Name,Type\r\nGarage,'=Cleaner,Keypad code\r\n"_s);
        QCOMPARE(csv(choice({AccessColumn::Days, AccessColumn::FromTime, AccessColumn::UntilTime,
                     AccessColumn::ValidUntil})),
            u"Weekdays,From time,Until time,Valid until (lock’s time)\r\n"
            "Mon Tue Wed Thu Fri,09:00,17:00,none\r\n"_s);
    }

    void saysWhoseClockItIs()
    {
        AccessExport what = choice({AccessColumn::ValidFrom});
        QCOMPARE(csv(what), u"Valid from (lock’s time)\r\n2026-03-02 09:00 +01:00\r\n"_s);
        what.format.clock = ShownClock::Utc;
        QCOMPARE(csv(what), u"Valid from (UTC)\r\n2026-03-02 08:00 +00:00\r\n"_s);
        what.format.clock = ShownClock::Mine;
        what.format.mine = QTimeZone("America/New_York");
        QCOMPARE(csv(what), u"Valid from (America/New_York)\r\n2026-03-02 03:00 -05:00\r\n"_s);
    }

    void speaksTheLanguageChosen()
    {
        AccessExport what = choice({AccessColumn::ValidFrom, AccessColumn::Days, AccessColumn::Enabled});
        what.format.language = FileLanguage::German;
        what.style.delimiter = u';';
        QCOMPARE(csv(what),
            u"Gültig ab (Zeit des Schlosses);Wochentage;Aktiviert\r\n"
            "2026-03-02 09:00 +01:00;Mo Di Mi Do Fr;Ja\r\n"_s);
    }

    void holdsCodesOnPurposeOnly() // CSV-2
    {
        QVERIFY(!usualColumns().contains(AccessColumn::Code));
        AccessExport what = choice(accessColumns());
        QVERIFY(!csv(what).contains(u"987654"_s));
        QVERIFY(!csv(what).contains(u"Code,"_s));
        what.includesCodes = true;
        QVERIFY(csv(what).contains(u"987654"_s));
        what.columns = usualColumns();
        QVERIFY(!csv(what).contains(u"987654"_s));
    }

    void marksItselfForSpreadsheetPrograms()
    {
        AccessExport what = choice({AccessColumn::Name});
        what.style.hasByteOrderMark = true;
        const Snapshot world = snapshot();
        QVERIFY(
            accessCsv(world.authorizations, AccessDirectory(world, {}), what).startsWith("\xEF\xBB\xBFName"));
    }
};

QTEST_APPLESS_MAIN(AccessExportTest)
#include "accessexporttest.moc"
