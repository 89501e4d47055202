#include "confirmation.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

const SmartlockId door{17958143231};

QDateTime at(int minute)
{
    return QDateTime(QDate(2026, 3, 2), QTime(9, minute), QTimeZone::utc());
}

Authorization code(const QString &name = u"Cleaner"_s)
{
    Authorization a;
    a.smartlockId = door;
    a.type = AuthorizationType::KeypadCode;
    a.name = name;
    a.code = KeypadCode::fromServer(987654);
    a.enabled = true;
    a.schedule.fromDate = Instant::fromText(u"2026-03-01T00:00:00.000Z"_s);
    a.schedule.weekDays = 124;
    a.schedule.fromTime = 540;
    a.schedule.untilTime = 1020;
    return a;
}

Authorization listed(Authorization a)
{
    a.id = *AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60718");
    return a;
}

Authorization onTheLock(Authorization a)
{
    a = listed(a);
    a.updated = at(1);
    return a;
}

Change changeOf(const ChangeSubject &subject)
{
    Change change;
    change.smartlockId = door;
    change.deviceType = DeviceType::SmartLock34;
    change.subject = subject;
    change.asked = at(0);
    return change;
}

} // namespace

class ConfirmationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Two-stage visibility (nuki-facts chapter 3): listed is not on the lock.
    void followsACreation()
    {
        const Change change = changeOf(CreateAuthorization{code()});
        QCOMPARE(verdictOf(change, QList<Authorization>{}).status, ChangeStatus::Accepted);
        Authorization pending = listed(code());
        QCOMPARE(verdictOf(change, {pending}).status, ChangeStatus::Listed);
        pending = onTheLock(code());
        pending.operationPending = true;
        QCOMPARE(verdictOf(change, {pending}).status, ChangeStatus::Listed);
        const Verdict proven = verdictOf(change, {onTheLock(code())});
        QCOMPARE(proven.status, ChangeStatus::Confirmed);
        QVERIFY(proven.found && !proven.found->id.isNull());
    }

    void doesNotTakeAnotherCodeForIt()
    {
        Authorization other = onTheLock(code());
        other.code = KeypadCode::fromServer(456789);
        QCOMPARE(verdictOf(changeOf(CreateAuthorization{code()}), {other}).status, ChangeStatus::Accepted);
    }

    void findsAPersonsAccessByThePerson()
    {
        Authorization wanted;
        wanted.type = AuthorizationType::App;
        wanted.name = u"Anna"_s;
        wanted.accountUserId = AccountUserId(7);
        Authorization found = onTheLock(wanted);
        QCOMPARE(verdictOf(changeOf(CreateAuthorization{wanted}), {found}).status, ChangeStatus::Confirmed);
        found.accountUserId = AccountUserId(8);
        QCOMPARE(verdictOf(changeOf(CreateAuthorization{wanted}), {found}).status, ChangeStatus::Accepted);
    }

    // Every field must read back equal: one lost limit and the change is not proven.
    void isNotContentWithALostLimit_data()
    {
        QTest::addColumn<int>("lost");
        for (int i = 0; i < 6; ++i)
            QTest::addRow("field %d", i) << i;
    }
    void isNotContentWithALostLimit()
    {
        QFETCH(int, lost);
        Authorization after = onTheLock(code(u"Cleaning"_s));
        Authorization found = after;
        if (lost == 0)
            found.schedule.fromDate.reset();
        else if (lost == 1)
            found.schedule.weekDays.reset();
        else if (lost == 2)
            found.schedule.fromTime.reset();
        else if (lost == 3)
            found.schedule = {};
        else if (lost == 4)
            found.name = u"Cleaner"_s;
        else
            found.enabled = false;
        const Change change = changeOf(UpdateAuthorization{onTheLock(code()), after, false});
        QCOMPARE(verdictOf(change, {after}).status, ChangeStatus::Confirmed);
        QCOMPARE(verdictOf(change, {found}).status, ChangeStatus::Accepted);
        QVERIFY(!verdictOf(change, {found}).reason.isEmpty());
    }

    void takesALeftOutDefaultForItsValue()
    {
        Authorization wanted = onTheLock(code());
        wanted.schedule.weekDays = 127;
        wanted.schedule.fromTime = 0;
        wanted.schedule.untilTime = 0;
        wanted.remoteAllowed = false;
        Authorization found = wanted;
        found.schedule.weekDays.reset();
        found.schedule.fromTime.reset();
        found.schedule.untilTime.reset();
        found.remoteAllowed.reset();
        found.enabled.reset();
        QVERIFY(differencesInMeaning(wanted, found).isEmpty());
        found.schedule.fromTime = 1;
        QVERIFY(!differencesInMeaning(wanted, found).isEmpty());
    }

    // A start that cannot be read is none that was taken away.
    void doesNotTakeAnUnreadableFieldForAnAbsentOne()
    {
        Authorization wanted = onTheLock(code());
        wanted.schedule.fromDate.reset();
        Authorization found = wanted;
        QVERIFY(differencesInMeaning(wanted, found).isEmpty());
        found.unreadable = {u"allowedFromDate"_s};
        const Change change = changeOf(UpdateAuthorization{onTheLock(code()), wanted, true});
        QCOMPARE(verdictOf(change, {found}).status, ChangeStatus::Accepted);
    }

    void saysWhatTheServiceSays()
    {
        const Authorization before = onTheLock(code());
        const Authorization after = onTheLock(code(u"Cleaning"_s));
        const Change change = changeOf(UpdateAuthorization{before, after, false});
        for (Authorization found : {before, after}) { // in the cloud or not
            found.error = u"too many entries"_s;
            const Verdict verdict = verdictOf(change, {found});
            QCOMPARE(verdict.status, ChangeStatus::Failed);
            QVERIFY(verdict.reason.contains(u"too many entries"_s));
            found.operationPending = true;
            QVERIFY(verdictOf(change, {found}).status != ChangeStatus::Failed);
        }
    }

    // What the record said before the write, too, is no answer to it, and no proof either.
    void isNotContentWithAnOldError()
    {
        Authorization before = onTheLock(code());
        before.error = u"too many entries"_s;
        Authorization found = before;
        const Change change =
            changeOf(UpdateAuthorization{onTheLock(code()), onTheLock(code(u"Cleaning"_s)), false});
        const Baseline baseline{before, {}, {}, 0};
        QCOMPARE(verdictOf(change, {found}, baseline).status, ChangeStatus::Accepted);
        found.name = u"Cleaning"_s;
        const Verdict verdict = verdictOf(change, {found}, baseline);
        QCOMPARE(verdict.status, ChangeStatus::Listed);
        QVERIFY(verdict.reason.contains(u"too many entries"_s));
        found.updated = at(2); // the lock has done something since
        QCOMPARE(verdictOf(change, {found}, baseline).status, ChangeStatus::Confirmed);
        const Change removal = changeOf(DeleteAuthorization{onTheLock(code())});
        QCOMPARE(verdictOf(removal, {found}, baseline).status, ChangeStatus::Accepted);
        QCOMPARE(verdictOf(removal, {found}).status, ChangeStatus::Failed);
    }

    void doesNotProveADeletionByOneList()
    {
        const Change change = changeOf(DeleteAuthorization{onTheLock(code())});
        QVERIFY(!verdictOf(change, {onTheLock(code())}).reason.isEmpty());
        QCOMPARE(verdictOf(change, {onTheLock(code())}).status, ChangeStatus::Accepted);
        QCOMPARE(verdictOf(change, QList<Authorization>{}).status, ChangeStatus::Accepted);
    }

    // The lock's mark is later than the record's own before the write; no clock is compared.
    void needsALaterMarkForAnEdit()
    {
        const Authorization before = onTheLock(code());
        Change change = changeOf(UpdateAuthorization{before, onTheLock(code(u"Cleaning"_s)), false});
        change.attempts = {{at(0), change.subject, at(1), AttemptOutcome::Accepted}};
        Authorization found = onTheLock(code(u"Cleaning"_s));
        QCOMPARE(verdictOf(change, {found}).status, ChangeStatus::Listed);
        found.updated = at(1).addMSecs(1);
        QCOMPARE(verdictOf(change, {found}).status, ChangeStatus::Confirmed);
        found.operationPending = true;
        QCOMPARE(verdictOf(change, {found}).status, ChangeStatus::Listed);
        found.operationPending = false;
        change.attempts.last().updatedBefore = {}; // it had none: any is later
        QCOMPARE(verdictOf(change, {found}).status, ChangeStatus::Confirmed);
    }

    // Where codes are hidden, by its being new, its name and its schedule, as long as nothing else may be
    // meant.
    void findsACreationWhereCodesAreHidden()
    {
        const Change change = changeOf(CreateAuthorization{code()});
        Authorization found = onTheLock(code());
        found.code.reset();
        QCOMPARE(verdictOf(change, {found}).status, ChangeStatus::Accepted); // it may be an old one
        Baseline baseline{{}, QSet<AuthorizationId>{}, {}, 0};
        QCOMPARE(verdictOf(change, {found}, baseline).status, ChangeStatus::Confirmed);
        baseline.rivals = 1;
        QCOMPARE(verdictOf(change, {found}, baseline).status, ChangeStatus::Accepted);
        baseline = {{}, QSet<AuthorizationId>{}, {found.id}, 0};
        QCOMPARE(verdictOf(change, {found}, baseline).status, ChangeStatus::Accepted);
        baseline = {{}, QSet<AuthorizationId>{found.id}, {}, 0};
        QCOMPARE(verdictOf(change, {found}, baseline).status, ChangeStatus::Accepted);
        baseline = {{}, QSet<AuthorizationId>{}, {}, 0};
        found.name = u"Somebody"_s;
        QCOMPARE(verdictOf(change, {found}, baseline).status, ChangeStatus::Accepted);
    }

    // An absent mask of weekdays may mean that the limits are not armed; an absent "remote access" is its
    // default.
    void asksForWhatIsSpelledOtherwiseInTheLimitsAlone()
    {
        Authorization before = onTheLock(code());
        before.schedule.weekDays.reset();
        before.remoteAllowed = false;
        Authorization fresh = before;
        fresh.remoteAllowed.reset();
        UpdateAuthorization update{before, before, true};
        QVERIFY(fieldsToChange(update, fresh).isEmpty());
        update.after.schedule.weekDays = 127;
        QCOMPARE(fieldsToChange(update, fresh), QStringList{u"allowedWeekDays"_s});
        fresh.schedule.weekDays = 127;
        QVERIFY(fieldsToChange(update, fresh).isEmpty());
    }

    // What the write goes over shows until the write itself does.
    void seesWhatSomebodyElseEditedMeanwhile()
    {
        const Authorization before = onTheLock(code());
        Authorization after = before;
        after.enabled = false;
        Authorization theirs = before;
        theirs.name = u"Theirs"_s;
        theirs.updated = at(2);
        const Change edit = changeOf(UpdateAuthorization{before, after, false});
        QCOMPARE(editedMeanwhile(edit, before, theirs), QStringList{u"name"_s});
        QVERIFY(editedMeanwhile(edit, before, before).isEmpty());
        QVERIFY(editedMeanwhile(edit, before, after).isEmpty());
        const Change removal = changeOf(DeleteAuthorization{before});
        QCOMPARE(editedMeanwhile(removal, before, theirs), QStringList{u"name"_s});
        QVERIFY(editedMeanwhile(removal, before, before).isEmpty());
        QVERIFY(editedMeanwhile(changeOf(CreateAuthorization{code()}), before, theirs).isEmpty());
    }
};

QTEST_APPLESS_MAIN(ConfirmationTest)
#include "confirmationtest.moc"
