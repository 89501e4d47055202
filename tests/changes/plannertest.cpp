#include "planner.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

const SmartlockId door{17958143231};
const QDateTime now(QDate(2026, 3, 2), QTime(9, 0), QTimeZone::utc());

Smartlock lock()
{
    Smartlock l;
    l.id = door;
    l.type = DeviceType::SmartLock34;
    l.name = u"Garage"_s;
    l.keypadPaired = true;
    return l;
}

Authorization code(int number, const QString &name = u"Cleaner"_s)
{
    Authorization a;
    a.smartlockId = door;
    a.type = AuthorizationType::KeypadCode;
    a.name = name;
    a.code = KeypadCode::fromServer(number);
    return a;
}

Authorization existing(Authorization a, const QString &id = u"6ab2be33a1b2c3d4e5f60718"_s)
{
    a.id = *AuthorizationId::fromString(id);
    return a;
}

Change changeOf(const ChangeSubject &subject)
{
    Change change;
    change.smartlockId = door;
    change.deviceType = DeviceType::SmartLock34;
    change.subject = subject;
    return change;
}

QString problem(const ChangeSubject &subject, const Snapshot &snapshot)
{
    return problemOf(changeOf(subject), snapshot, now);
}

} // namespace

class PlannerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatStandsInTheWayOfACode()
    {
        Snapshot snapshot{{lock()}, {existing(code(345678, u"Guest"_s))}};
        QVERIFY(problem(CreateAuthorization{code(987654)}, snapshot).isEmpty());
        QVERIFY(problem(CreateAuthorization{code(345678)}, snapshot).contains(u"Guest"_s));
        QVERIFY(!problem(CreateAuthorization{code(123456)}, snapshot).isEmpty());
        QVERIFY(!problem(CreateAuthorization{code(987650)}, snapshot).isEmpty());
        QVERIFY(!problem(CreateAuthorization{code(987654, QString(21, u'a'))}, snapshot).isEmpty());
        snapshot.smartlocks.first().keypadPaired = false;
        QVERIFY(problem(CreateAuthorization{code(987654)}, snapshot).contains(u"keypad"_s));
        snapshot.smartlocks.clear();
        QVERIFY(problem(CreateAuthorization{code(987654)}, snapshot).contains(u"no longer"_s));
    }

    void neverShowsTheCodeInAProblem()
    {
        const Snapshot snapshot{{lock()}, {existing(code(345678, u"Guest"_s))}};
        QVERIFY(!problem(CreateAuthorization{code(345678)}, snapshot).contains(u"345678"_s));
    }

    // One app access a person and lock (nuki-facts chapter 5).
    void refusesASecondAccessOfAPerson()
    {
        Authorization anna;
        anna.smartlockId = door;
        anna.type = AuthorizationType::App;
        anna.name = u"Anna"_s;
        QVERIFY(!problem(CreateAuthorization{anna}, {{lock()}, {}}).isEmpty());
        anna.accountUserId = AccountUserId(7);
        QVERIFY(problem(CreateAuthorization{anna}, {{lock()}, {}}).isEmpty());
        QVERIFY(!problem(CreateAuthorization{anna}, {{lock()}, {existing(anna)}}).isEmpty());
    }

    // The decision of safety.md: an old record that breaks a rule is kept and warned about, never blocked.
    void warnsOfAnOldRuleBreakAndRefusesANewOne()
    {
        Authorization before = existing(code(987654));
        before.schedule.fromTime = 1320;
        before.schedule.untilTime = 360;
        Authorization after = before;
        after.name = u"Night"_s;
        const Snapshot snapshot{{lock()}, {before}};
        QVERIFY(problem(UpdateAuthorization{before, after, false}, snapshot).isEmpty());
        QVERIFY(!warningsOf(changeOf(UpdateAuthorization{before, after, false}), snapshot, now).isEmpty());
        QVERIFY(!problem(UpdateAuthorization{before, after, true}, snapshot).isEmpty());
    }

    void keepsAnOldCodeThatBreaksARule()
    {
        const Authorization before = existing(code(123456));
        Authorization after = before;
        after.name = u"Old"_s;
        QVERIFY(problem(UpdateAuthorization{before, after, false}, {{lock()}, {before}}).isEmpty());
    }

    void sendsNoRecordItCannotRead()
    {
        Authorization before = existing(code(987654));
        before.unreadable = {u"allowedFromDate"_s};
        Authorization after = before;
        after.name = u"New"_s;
        QVERIFY(problem(UpdateAuthorization{before, after, false}, {{lock()}, {before}})
                    .contains(u"allowedFromDate"_s));
    }

    // CON-3: what nobody touched goes back as it stands on the server.
    void sendsTheFullRecord()
    {
        Authorization fresh = existing(code(987654));
        fresh.schedule.fromDate = Instant::fromText(u"2026-03-01T00:00:00Z"_s);
        fresh.schedule.weekDays = 124;
        fresh.remoteAllowed = true;
        Authorization after = fresh;
        after.name = u"New"_s;
        after.schedule.fromDate = Instant::fromText(u"2026-03-01T00:00:00.000Z"_s);
        const Authorization sent = recordToSend({fresh, after, false}, fresh);
        QCOMPARE(sent.name, u"New"_s);
        QCOMPARE(sent.schedule.fromDate->toText(), u"2026-03-01T00:00:00Z"_s);
        QCOMPARE(updatableDifferences(sent, fresh), QStringList{u"name"_s});
        QVERIFY(!sent.enabled.has_value());
    }

    void namesAreShownVerbatim() // UI-4
    {
        Snapshot snapshot{{lock()}, {}};
        snapshot.smartlocks.first().name = u"%2\u202E%3"_s;
        for (int i = 0; i < 200; ++i)
            snapshot.authorizations.append(existing(code(111111 + i, u"%1\n"_s)));
        const Change change = changeOf(CreateAuthorization{code(111111)});
        QVERIFY(warningsOf(change, snapshot, now)
                    .first()
                    .startsWith(u"%2<U+202E>%3 already holds 200 of 200 authorizations."));
        QVERIFY(problemOf(change, snapshot, now).contains(u"taken on %2<U+202E>%3 by “%1␊”"));
    }

    void warnsBeforeSendingToAnOfflineOrFullLock()
    {
        Snapshot snapshot{{lock()}, {}};
        const Change change = changeOf(CreateAuthorization{code(987654)});
        QVERIFY(warningsOf(change, snapshot, now).isEmpty());
        snapshot.smartlocks.first().serverState = ServerState::Offline;
        QVERIFY(warningsOf(change, snapshot, now).first().contains(u"offline"_s));
        snapshot = {{lock()}, QList<Authorization>(200, code(345678))};
        QVERIFY(warningsOf(change, snapshot, now).first().contains(u"200"_s));
    }

    void refusesAnActionTheTypeDoesNotHave()
    {
        Snapshot snapshot{{lock()}, {}};
        QVERIFY(!problem(OperateDevice{LockAction::ActivateContinuousMode, 1, 2}, snapshot).isEmpty());
        QVERIFY(problem(OperateDevice{LockAction::Unlock, 1, 2}, snapshot).isEmpty());
    }
};

QTEST_APPLESS_MAIN(PlannerTest)
#include "plannertest.moc"
