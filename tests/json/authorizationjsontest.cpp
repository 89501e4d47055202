#include "authorizationjson.h"

#include "testdata.h"

#include <QRandomGenerator>
#include <array>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

Authorization decoded(const QString &name)
{
    const std::optional<Authorization> authorization =
        authorizationFromJson(objectOf(u"authorization/"_s + name));
    if (!authorization)
        qFatal("%s could not be read", qPrintable(name));
    return *authorization;
}

QJsonValue valueOf(const QByteArray &text)
{
    return parsed("{\"v\":" + text + "}").value("v"_L1);
}

constexpr std::array updatableFields{"name"_L1, "allowedFromDate"_L1, "allowedUntilDate"_L1,
    "allowedWeekDays"_L1, "allowedFromTime"_L1, "allowedUntilTime"_L1, "accountUserId"_L1, "enabled"_L1,
    "remoteAllowed"_L1, "code"_L1};

// A record with any of the updatable fields, spelled in any of the service's ways.
QJsonObject anyRecord(QRandomGenerator &random)
{
    const auto chance = [&] { return random.bounded(3) > 0; };
    const std::array types{0, 1, 2, 3, 13, 13, 13, 14, 15, 99};
    const std::array dates{u"2026-09-22T22:00:00.000Z"_s, u"2026-09-22T22:00:00Z"_s, u"2026-09-22T22:00Z"_s,
        u"2026-09-22T22:00:00+02:00"_s, u"2026-09-22T22:00:00"_s, u"no date"_s};
    const auto date = [&] { return dates.at(random.bounded(int(dates.size()))); };
    QJsonObject record{{u"id"_s, u"%1"_s.arg(random.generate64(), 24, 16, QChar(u'0'))},
        {u"smartlockId"_s, qint64(21913877581)}, {u"lockCount"_s, 3}, {u"authId"_s, 8200}};
    const int type = types.at(random.bounded(int(types.size())));
    record.insert(u"type"_s, type);
    record.insert(u"name"_s, u"Náme \"%1\" 🚪"_s.arg(random.bounded(1000)));
    if (type == 13 && chance())
        record.insert(u"code"_s, random.bounded(100000, 999999));
    if (chance())
        record.insert(u"allowedFromDate"_s, date());
    if (chance())
        record.insert(u"allowedUntilDate"_s, date());
    if (chance())
        record.insert(u"allowedWeekDays"_s, random.bounded(0, 300));
    if (chance())
        record.insert(u"allowedFromTime"_s, random.bounded(-1, 1442));
    if (chance())
        record.insert(u"allowedUntilTime"_s, random.bounded(-1, 1442));
    if (chance())
        record.insert(u"accountUserId"_s, random.bounded(0, std::numeric_limits<int>::max()));
    if (chance())
        record.insert(u"enabled"_s, random.bounded(2) == 1);
    if (chance())
        record.insert(u"remoteAllowed"_s, random.bounded(2) == 1);
    return record;
}

QJsonObject updatablePart(const QJsonObject &record)
{
    QJsonObject part;
    for (const auto field : updatableFields) {
        if (record.contains(field))
            part.insert(field, record.value(field));
    }
    return part;
}

} // namespace

class AuthorizationJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAKeypadCodeWithAllLimits()
    {
        Authorization expected;
        expected.id = *AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60718");
        expected.smartlockId = SmartlockId(21913877581);
        expected.type = AuthorizationType::KeypadCode;
        expected.name = u"Cleaner"_s;
        expected.lockAuthId = 8200;
        expected.code = KeypadCode::fromServer(487213);
        expected.enabled = true;
        expected.schedule.fromDate = Instant::fromText(u"2026-09-22T22:00:00.000Z"_s);
        expected.schedule.untilDate = Instant::fromText(u"2026-12-31T23:00:00.000Z"_s);
        expected.schedule.weekDays = 124;
        expected.schedule.fromTime = 360;
        expected.schedule.untilTime = 600;
        expected.useCount = 33;
        expected.lastActive = QDateTime(QDate(2026, 9, 28), QTime(5, 1, 9), QTimeZone::utc());
        expected.created = QDateTime(QDate(2026, 9, 22), QTime(17, 43, 15), QTimeZone::utc());
        expected.updated = QDateTime(QDate(2026, 9, 22), QTime(17, 43, 27, 905), QTimeZone::utc());
        QCOMPARE(decoded(u"keypadcode"_s), expected);
    }

    void readsAnAppAuthorization()
    {
        const Authorization app = decoded(u"app"_s);
        QCOMPARE(app.type, AuthorizationType::App);
        QCOMPARE(app.accountUserId, AccountUserId(510023377));
        QCOMPARE(app.lockAuthId, 82004);
        QCOMPARE(app.useCount, 417);
        QVERIFY(!app.code);
        QCOMPARE(app.schedule, AccessSchedule());
        QVERIFY(!app.operationPending);
    }

    // Listed, but the lock has not echoed it: no updateDate, no authId, an operation pending (nuki-facts
    // chapter 3).
    void readsACodeTheLockHasNotConfirmed()
    {
        const Authorization code = decoded(u"unconfirmedcode"_s);
        QCOMPARE(code.code, KeypadCode::fromServer(964751)); // from a string
        QVERIFY(!code.updated.isValid());
        QVERIFY(!code.lockAuthId);
        QVERIFY(code.operationPending);
        QCOMPARE(code.schedule.untilDate->toText(), u"2026-09-28T12:00+02:00"_s);
        QVERIFY(code.unreadable.isEmpty());
    }

    void readsTheOtherTypes()
    {
        QCOMPARE(decoded(u"bridge"_s).type, AuthorizationType::Bridge);
        QCOMPARE(decoded(u"fob"_s).type, AuthorizationType::Fob);
        QCOMPARE(decoded(u"fob"_s).remoteAllowed, false);
        QCOMPARE(decoded(u"zkey"_s).type, AuthorizationType::ZKey);
        const Authorization keypad = decoded(u"keypad"_s);
        QCOMPARE(keypad.type, AuthorizationType::Keypad);
        QCOMPARE(keypad.fingerprints,
            (QMap<QString, QString>{{u"1"_s, u"Right thumb"_s}, {u"2"_s, u"Left index"_s}}));
        const Authorization nobody = decoded(u"virtual"_s);
        QCOMPARE(nobody.type, AuthorizationType::Virtual);
        QCOMPARE(nobody.enabled, false);
        QCOMPARE(nobody.error, u"Rejected"_s);
    }

    void readsAGhost()
    {
        Authorization expected;
        expected.id = *AuthorizationId::fromString(u"5fa1be33a1b2c3d4e5f6071b");
        expected.smartlockId = SmartlockId(21913877581);
        QCOMPARE(decoded(u"ghost"_s), expected);
    }

    void readsEveryShapeOfACode_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code"); // -1: absent
        QTest::addColumn<bool>("isUnreadable");
        QTest::newRow("number") << "487213"_ba << 487213 << false;
        QTest::newRow("digits") << "\"487213\""_ba << 487213 << false;
        QTest::newRow("array of a number") << "[487213]"_ba << 487213 << false;
        QTest::newRow("array of digits") << "[\"487213\"]"_ba << 487213 << false;
        QTest::newRow("breaks the rule, kept") << "120000"_ba << 120000 << false;
        QTest::newRow("zero") << "0"_ba << 0 << false;
        QTest::newRow("null") << "null"_ba << -1 << false;
        QTest::newRow("empty array") << "[]"_ba << -1 << true;
        QTest::newRow("which of two") << "[487213,487214]"_ba << -1 << true;
        QTest::newRow("nested") << "[[487213]]"_ba << -1 << true;
        QTest::newRow("words") << "\"secret\""_ba << -1 << true;
        QTest::newRow("empty text") << "\"\""_ba << -1 << true;
        QTest::newRow("fraction") << "4872.5"_ba << -1 << true;
        QTest::newRow("negative") << "-487213"_ba << -1 << true;
        QTest::newRow("2^63") << "9223372036854775808"_ba << -1 << true;
        QTest::newRow("beyond 32 bits") << "21913877581"_ba << -1 << true;
        QTest::newRow("true") << "true"_ba << -1 << true;
        QTest::newRow("object") << "{\"n\":1}"_ba << -1 << true;
    }
    void readsEveryShapeOfACode()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        QFETCH(bool, isUnreadable);
        QJsonObject object = objectOf(u"authorization/keypadcode"_s);
        object.insert(u"code"_s, valueOf(text));
        const std::optional<Authorization> read = authorizationFromJson(object);
        QCOMPARE(read->code, code < 0 ? std::nullopt : std::optional(KeypadCode::fromServer(code)));
        QCOMPARE(read->unreadable, isUnreadable ? QStringList(u"code"_s) : QStringList());
        const QJsonValue sent = authorizationUpdateToJson(*read).value("code"_L1);
        QCOMPARE(sent, code < 0 ? QJsonValue(QJsonValue::Undefined) : QJsonValue(code));

        object.insert(u"type"_s, 0); // a code that would not be sent anyway blocks nothing
        QVERIFY(authorizationFromJson(object)->unreadable.isEmpty());
    }

    void namesWhatCannotGoBack()
    {
        QCOMPARE(decoded(u"unreadable"_s).unreadable,
            (QStringList{u"enabled"_s, u"code"_s, u"allowedFromDate"_s, u"allowedFromTime"_s}));
    }

    // Without the type nobody knows whether an update must carry the code.
    void aCodeWithoutATypeCannotGoBack()
    {
        QJsonObject object = objectOf(u"authorization/keypadcode"_s);
        object.remove(u"type"_s);
        QCOMPARE(authorizationFromJson(object)->unreadable, QStringList(u"type"_s));
        object.insert(u"type"_s, u"13"_s);
        QCOMPARE(authorizationFromJson(object)->unreadable, QStringList(u"type"_s));
        object.remove(u"code"_s);
        object.remove(u"type"_s);
        QVERIFY(authorizationFromJson(object)->unreadable.isEmpty());
    }

    // JSON-2
    void refusesWhatIsNoId()
    {
        const QJsonObject object = objectOf(u"authorization/app"_s);
        for (const char *id :
            {"9223372036854775808", "-1", "0", "1.5", "\"x\"", "\"21913877581\"", "null", "true"}) {
            QJsonObject bad = object;
            bad.insert(u"smartlockId"_s, valueOf(id));
            QVERIFY2(!authorizationFromJson(bad), id);
        }
        for (const char *id :
            {"\"\"", "\"../../account\"", "5", "null", "\"6AB2BE33A1B2C3D4E5F60718\"", "[]"}) {
            QJsonObject bad = object;
            bad.insert(u"id"_s, valueOf(id));
            QVERIFY2(!authorizationFromJson(bad), id);
        }
        for (const qint64 id : {qint64(439041101), qint64(21913877581), (qint64(1) << 53) + 1,
                 std::numeric_limits<qint64>::max()}) {
            QJsonObject good = object;
            good.insert(u"smartlockId"_s, id);
            QCOMPARE(toNumber(authorizationFromJson(good)->smartlockId), id);
        }
    }

    // JSON-4
    void keepsEveryTypeNumber()
    {
        QJsonObject object = objectOf(u"authorization/app"_s);
        for (int number = 0; number <= 255; ++number) {
            object.insert(u"type"_s, number);
            QCOMPARE(authorizationFromJson(object)->type, AuthorizationType(number));
        }
    }

    // CON-3, the part without the network: what is read and sent back is what was there, no more and no less.
    void updateCarriesExactlyWhatTheRecordHad()
    {
        QRandomGenerator random(20260302);
        for (int i = 0; i < 500; ++i) {
            const QJsonObject record = anyRecord(random);
            const std::optional<Authorization> authorization = authorizationFromJson(record);
            QVERIFY(authorization);
            QVERIFY(authorization->unreadable.isEmpty());
            QCOMPARE(authorizationUpdateToJson(*authorization), updatablePart(record));
            QJsonObject withId = updatablePart(record);
            withId.insert(u"id"_s, record.value(u"id"_s));
            QCOMPARE(authorizationMultiUpdateToJson(*authorization), withId);
        }
    }

    void writesACodeForOneKeypad()
    {
        Authorization code;
        code.smartlockId = SmartlockId(21913877581);
        code.type = AuthorizationType::KeypadCode;
        code.name = u"Guest"_s;
        code.code = KeypadCode::fromServer(964751);
        code.enabled = true; // not a field of creating
        QCOMPARE(authorizationCreateToJson(code),
            (QJsonObject{
                {u"name"_s, u"Guest"_s}, {u"type"_s, 13}, {u"code"_s, 964751}, {u"remoteAllowed"_s, false}}));
    }

    void writesAnInviteForSeveralDevices()
    {
        Authorization invite;
        invite.name = u"Anna"_s;
        invite.accountUserId = AccountUserId(510023377);
        invite.remoteAllowed = true;
        invite.code = KeypadCode::fromServer(964751); // never with type 0: the service answers 400
        invite.schedule.fromDate = Instant::fromText(u"2026-06-16T10:30:00.000Z"_s);
        invite.schedule.weekDays = 127;
        const QJsonObject expected{{u"name"_s, u"Anna"_s}, {u"type"_s, 0}, {u"accountUserId"_s, 510023377},
            {u"remoteAllowed"_s, true}, {u"allowedFromDate"_s, u"2026-06-16T10:30:00.000Z"_s},
            {u"allowedWeekDays"_s, 127},
            {u"smartlockIds"_s, QJsonArray{qint64(439041101), qint64(21913877581), (qint64(1) << 53) + 1}}};
        const QJsonObject written = authorizationCreateToJson(
            invite, {SmartlockId(439041101), SmartlockId(21913877581), SmartlockId((qint64(1) << 53) + 1)});
        QCOMPARE(written, expected);
        // JSON-2: byte by byte, as digits.
        QVERIFY(QJsonDocument(written)
                    .toJson(QJsonDocument::Compact)
                    .contains("[439041101,21913877581,9007199254740993]"));
    }
};

QTEST_APPLESS_MAIN(AuthorizationJsonTest)
#include "authorizationjsontest.moc"
