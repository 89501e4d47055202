#include "logjson.h"

#include "testdata.h"

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

QList<LogEntry> rows()
{
    QList<LogEntry> entries;
    for (const QJsonValue row : arrayOf(u"log/rows"_s)) {
        const std::optional<LogEntry> entry = logEntryFromJson(row.toObject());
        if (!entry)
            qFatal("A row of the log could not be read");
        entries.append(*entry);
    }
    return entries;
}

} // namespace

class LogJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnActionFromTheApp()
    {
        LogEntry expected;
        expected.id = u"69a53b90a1b2c3d4e5f60801"_s;
        expected.smartlockId = SmartlockId(21913877581);
        expected.deviceType = DeviceType::SmartLock5;
        expected.accountUserId = AccountUserId(510023377);
        expected.authorizationId = AuthorizationId::fromString(u"6981dba9a1b2c3d4e5f60701");
        expected.name = u"Anna Lindqvist"_s;
        expected.action = 1;
        expected.trigger = Trigger::App;
        expected.result = 0;
        expected.date = QDateTime(QDate(2026, 3, 2), QTime(7, 31, 12), QTimeZone::utc());
        QCOMPARE(rows().at(0), expected);
    }

    void readsDoorEventsWithoutAnActor()
    {
        const LogEntry opened = rows().at(1);
        QCOMPARE(opened.action, 240);
        QCOMPARE(opened.name, QString());
        QVERIFY(!opened.authorizationId);
        QVERIFY(!opened.accountUserId);
        QVERIFY(!opened.source);
    }

    void readsKeypadRows()
    {
        const QList<LogEntry> entries = rows();
        QCOMPARE(entries.at(3).source, 1);
        QCOMPARE(entries.at(3).trigger, Trigger::Keypad);
        QCOMPARE(entries.at(4).result, 224); // wrong code
        QCOMPARE(entries.at(5).result, 225); // wrong fingerprint
        QCOMPARE(entries.at(6).trigger, Trigger::KeypadError);
        QCOMPARE(entries.at(6).source, 3);
        QCOMPARE(entries.at(6).result, 37);
    }

    void readsFailuresAndOtherDevices()
    {
        const QList<LogEntry> entries = rows();
        QCOMPARE(entries.at(7).result, 1);
        QCOMPARE(entries.at(7).error, u"Motor blocked"_s);
        QCOMPARE(entries.at(10).deviceType, DeviceType::Opener);
        QVERIFY(!entries.at(10).source); // openerLog.source is another thing
        QVERIFY(entries.at(11).autoUnlock);
    }

    // JSON-2
    void refusesRowsWithoutIds()
    {
        const QJsonObject row = arrayOf(u"log/rows"_s).at(0).toObject();
        for (const char *id : {"9223372036854775808", "-1", "0", "1.5", "\"x\"", "null"}) {
            QJsonObject bad = row;
            bad.insert(u"smartlockId"_s, parsed("{\"n\":" + QByteArray(id) + "}").value(u"n"_s));
            QVERIFY2(!logEntryFromJson(bad), id);
        }
        QJsonObject nameless = row;
        nameless.insert(u"id"_s, QString());
        QVERIFY(!logEntryFromJson(nameless));
        nameless.insert(u"id"_s, 5);
        QVERIFY(!logEntryFromJson(nameless));
        nameless.remove(u"id"_s);
        QVERIFY(!logEntryFromJson(nameless));
    }

    void anAuthorizationIdThatIsNoneIsAbsent()
    {
        QJsonObject row = arrayOf(u"log/rows"_s).at(0).toObject();
        for (const QJsonValue &bad : {QJsonValue(u"../../account"_s), QJsonValue(8200), QJsonValue()}) {
            row.insert(u"authId"_s, bad);
            QVERIFY(!logEntryFromJson(row)->authorizationId);
        }
    }

    // JSON-4
    void keepsEveryNumberOfAnEnum()
    {
        for (int number = 0; number <= 255; ++number) {
            const std::optional<LogEntry> entry = logEntryFromJson(
                {{u"id"_s, u"a"_s}, {u"smartlockId"_s, 1}, {u"deviceType"_s, number}, {u"action"_s, number},
                    {u"trigger"_s, number}, {u"state"_s, number}, {u"source"_s, number}});
            QVERIFY(entry);
            QCOMPARE(entry->deviceType, DeviceType(number));
            QCOMPARE(entry->action, number);
            QCOMPARE(entry->trigger, Trigger(number));
            QCOMPARE(entry->result, number);
            QCOMPARE(entry->source, number);
        }
    }
};

QTEST_APPLESS_MAIN(LogJsonTest)
#include "logjsontest.moc"
