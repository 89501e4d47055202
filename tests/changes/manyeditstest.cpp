#include "manyedits.h"

#include "planner.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

const SmartlockId door{17958143231};
const QDateTime now(QDate(2026, 3, 2), QTime(9, 0), QTimeZone::utc());
const QTimeZone berlin("Europe/Berlin");
const QTimeZone newYork("America/New_York");

Authorization code()
{
    Authorization a;
    a.id = *AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60718"_s);
    a.smartlockId = door;
    a.type = AuthorizationType::KeypadCode;
    a.name = u"Cleaning"_s;
    a.code = KeypadCode::fromServer(345678);
    a.accountUserId = AccountUserId(501);
    return a;
}

Authorization app()
{
    Authorization a = code();
    a.type = AuthorizationType::App;
    a.code.reset();
    return a;
}

Authorization limited()
{
    Authorization a = code();
    a.schedule = {Instant::fromText(u"2026-01-01T00:00:00.000Z"_s),
        Instant::fromText(u"2026-12-31T00:00:00.000Z"_s), 124, 540, 1020};
    return a;
}

ManyEdits::Limit at(QDate date, QTime time)
{
    return {WallClock{date, time}};
}

ManyEdits from(QDate date, QTime time)
{
    ManyEdits edits;
    edits.from = at(date, time);
    return edits;
}

ManyEdits until(QDate date, QTime time)
{
    ManyEdits edits;
    edits.until = at(date, time);
    return edits;
}

// What the planner says of it, for a lock that is there.
QString refusalOf(const UpdateAuthorization &update)
{
    Smartlock lock;
    lock.id = door;
    lock.type = DeviceType::SmartLock34;
    Change change;
    change.smartlockId = door;
    change.subject = update;
    return problemOf(change, {{lock}, {}}, now);
}

} // namespace

class ManyEditsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingChosenIsNoChange();
    void onlyWhatWasChosenDiffers();
    void whatIsSoAlreadyGivesNothing();
    void remoteAccessLeavesCodesAlone();
    void weekIsReplacedAndDatesStay();
    void weekThatMeansTheSameGivesNothing();
    void limitIsEachLocksOwnTime();
    void noLimitTakesTheLimitAway();
    void startThatIsOverStaysWhereOneIsNeeded();
    void gapIsAProblemThatNobodySends(); // TIME-5
    void unknownZoneIsAProblemThatNobodySends();
    void overlapNeverLetsInLonger(); // TIME-6
    void zoneMattersOnlyToDates();
    void everyZoneEveryHalfHourHasAnAnswer(); // TIME-5
};

void ManyEditsTest::nothingChosenIsNoChange()
{
    QVERIFY(ManyEdits{}.isEmpty());
    QVERIFY(!edited(limited(), {}, berlin, now));
    QVERIFY(!from(QDate(2026, 4, 1), QTime(9, 0)).isEmpty());
}

void ManyEditsTest::onlyWhatWasChosenDiffers()
{
    ManyEdits edits;
    edits.enabled = false;
    const auto disabled = edited(limited(), edits, berlin, now);
    QVERIFY(disabled && !disabled->update.scheduleEdited);
    QVERIFY(disabled->problem.isEmpty() && disabled->note.isEmpty());
    QCOMPARE(
        updatableDifferences(disabled->update.before, disabled->update.after), QStringList{u"enabled"_s});
    edits = {};
    edits.name = u"Windows"_s;
    const auto renamed = edited(limited(), edits, berlin, now);
    QCOMPARE(updatableDifferences(renamed->update.before, renamed->update.after), QStringList{u"name"_s});
    QCOMPARE(renamed->update.after.name, u"Windows"_s);
}

void ManyEditsTest::whatIsSoAlreadyGivesNothing()
{
    ManyEdits edits;
    edits.name = u"Cleaning"_s;
    edits.enabled = true; // what an absent one means
    edits.from = at(QDate(2026, 1, 1), QTime(1, 0)); // midnight UTC
    edits.until = at(QDate(2026, 12, 31), QTime(1, 0));
    QVERIFY(!edited(limited(), edits, berlin, now));
    QVERIFY(edited(limited(), edits, newYork, now)); // one o'clock is another moment there
}

void ManyEditsTest::remoteAccessLeavesCodesAlone()
{
    ManyEdits edits;
    edits.remoteAllowed = true;
    QVERIFY(!edited(code(), edits, berlin, now));
    QCOMPARE(edited(app(), edits, berlin, now)->update.after.remoteAllowed, std::optional(true));
    edits.remoteAllowed = false; // what an absent one means
    QVERIFY(!edited(app(), edits, berlin, now));
}

void ManyEditsTest::weekIsReplacedAndDatesStay()
{
    ManyEdits edits;
    edits.week = AccessSchedule{{}, {}, 3, {}, {}};
    const auto made = edited(limited(), edits, berlin, now);
    QVERIFY(made && made->update.scheduleEdited);
    QCOMPARE(updatableDifferences(made->update.before, made->update.after),
        (QStringList{u"allowedWeekDays"_s, u"allowedFromTime"_s, u"allowedUntilTime"_s}));
    QCOMPARE(made->update.after.schedule.weekDays, std::optional(3));
    QCOMPARE(made->update.after.schedule.untilTime, std::optional(0));
    // A record without limits gets all five fields as a set, as the service needs them.
    const AccessSchedule fresh = edited(code(), edits, berlin, now)->update.after.schedule;
    QCOMPARE(fresh.fromDate->when(), now);
    QVERIFY(!fresh.untilDate);
    QCOMPARE(fresh.fromTime, std::optional(0));
    // Every day, all day takes the limits of a record without dates away.
    edits.week = AccessSchedule{};
    const auto freed = edited(limited(), edits, berlin, now);
    QCOMPARE(freed->update.after.schedule.weekDays, std::optional(127));
    edits.week->weekDays = 0; // no day at all is for the planner to refuse
    QVERIFY(!refusalOf(edited(code(), edits, berlin, now)->update).isEmpty());
}

void ManyEditsTest::weekThatMeansTheSameGivesNothing()
{
    ManyEdits edits;
    edits.week = AccessSchedule{{}, {}, 124, 540, 1020};
    QVERIFY(!edited(limited(), edits, berlin, now));
    edits.week = AccessSchedule{};
    QVERIFY(!edited(code(), edits, berlin, now));
    Authorization odd = code();
    odd.schedule = {Instant::fromText(u"2026-01-01T00:00:20Z"_s), {}, 0, 0, 1440};
    QVERIFY(!edited(odd, edits, berlin, now)); // every day, all day, in other words
    odd.schedule.weekDays = 200; // what it means, nobody knows
    QVERIFY(edited(odd, edits, berlin, now));
    odd.schedule = {{}, {}, 127, 1320, 360};
    QVERIFY(edited(odd, edits, berlin, now));
}

void ManyEditsTest::limitIsEachLocksOwnTime()
{
    const ManyEdits edits = until(QDate(2026, 4, 3), QTime(8, 0));
    const auto here = edited(limited(), edits, berlin, now);
    QCOMPARE(here->update.after.schedule.untilDate->toText(), u"2026-04-03T06:00:00.000Z"_s);
    QVERIFY(here->update.scheduleEdited);
    QCOMPARE(
        updatableDifferences(here->update.before, here->update.after), QStringList{u"allowedUntilDate"_s});
    const auto there = edited(limited(), edits, newYork, now);
    QCOMPARE(there->update.after.schedule.untilDate->toText(), u"2026-04-03T12:00:00.000Z"_s);
    const auto later = edited(code(), from(QDate(2026, 4, 3), QTime(8, 0)), berlin, now);
    QCOMPARE(later->update.after.schedule.fromDate->toText(), u"2026-04-03T06:00:00.000Z"_s);
    QCOMPARE(later->update.after.schedule.weekDays, std::optional(127));
}

void ManyEditsTest::noLimitTakesTheLimitAway()
{
    ManyEdits edits;
    edits.until = ManyEdits::Limit{};
    const auto open = edited(limited(), edits, berlin, now);
    QVERIFY(!open->update.after.schedule.untilDate);
    QVERIFY(open->update.after.schedule.fromDate == limited().schedule.fromDate);
    QVERIFY(!edited(code(), edits, berlin, now));
    edits.from = ManyEdits::Limit{};
    edits.week = AccessSchedule{};
    QVERIFY(edited(limited(), edits, berlin, now)->update.after.schedule == AccessSchedule{});
}

void ManyEditsTest::startThatIsOverStaysWhereOneIsNeeded()
{
    ManyEdits edits;
    edits.from = ManyEdits::Limit{};
    QVERIFY(!edited(limited(), edits, berlin, now));
    Authorization later = limited();
    later.schedule.fromDate = Instant::fromText(u"2026-06-01T00:00:00.000Z"_s);
    QCOMPARE(edited(later, edits, berlin, now)->update.after.schedule.fromDate->when(), now);
}

void ManyEditsTest::gapIsAProblemThatNobodySends()
{
    for (const bool isStart : {true, false}) {
        const QDate day(2026, 3, 29);
        const QTime gap(2, 30);
        const auto made = edited(limited(), isStart ? from(day, gap) : until(day, gap), berlin, now);
        QVERIFY2(made->problem.contains(u"There is no 02:30 on 2026-03-29"), qUtf8Printable(made->problem));
        QVERIFY(made->update.scheduleEdited);
        QVERIFY(!refusalOf(made->update).isEmpty()); // also when it is asked to go all the same
        // That time is there in New York, and the others go on.
        const auto other = edited(limited(), isStart ? from(day, gap) : until(day, gap), newYork, now);
        QVERIFY(other->problem.isEmpty() && refusalOf(other->update).isEmpty());
    }
}

void ManyEditsTest::unknownZoneIsAProblemThatNobodySends()
{
    const auto made = edited(limited(), until(QDate(2026, 6, 1), QTime(9, 0)), {}, now);
    QVERIFY(made->problem.contains(u"time zone of this lock is not known"));
    QVERIFY(!refusalOf(made->update).isEmpty());
    ManyEdits edits;
    edits.until = ManyEdits::Limit{}; // no limit is none on every clock
    QVERIFY(edited(limited(), edits, {}, now)->problem.isEmpty());
}

void ManyEditsTest::overlapNeverLetsInLonger()
{
    const QDate day(2026, 10, 25);
    const auto start = edited(limited(), from(day, QTime(2, 30)), berlin, now);
    QCOMPARE(start->update.after.schedule.fromDate->toText(), u"2026-10-25T01:30:00.000Z"_s);
    QVERIFY(start->problem.isEmpty() && start->note.contains(u"It starts the second time"));
    const auto end = edited(limited(), until(day, QTime(2, 30)), berlin, now);
    QCOMPARE(end->update.after.schedule.untilDate->toText(), u"2026-10-25T00:30:00.000Z"_s);
    QVERIFY(end->problem.isEmpty() && end->note.contains(u"It ends the first time"));
    QVERIFY(edited(limited(), until(day, QTime(2, 30)), newYork, now)->note.isEmpty());
}

void ManyEditsTest::zoneMattersOnlyToDates()
{
    ManyEdits edits;
    edits.name = u"Windows"_s;
    edits.week = AccessSchedule{{}, {}, 3, 60, 120};
    const bool isSame = edited(limited(), edits, berlin, now) == edited(limited(), edits, newYork, now)
        && edited(limited(), edits, berlin, now) == edited(limited(), edits, {}, now);
    QVERIFY(isSame);
}

void ManyEditsTest::everyZoneEveryHalfHourHasAnAnswer()
{
    int problems = 0;
    int notes = 0;
    for (int id = 0; id < NukiTimeZone::count; ++id) {
        const QTimeZone zone = NukiTimeZone(id).zone();
        for (QDate day(2026, 3, 1); day < QDate(2026, 11, 15); day = day.addDays(1)) {
            for (const QTime time : {QTime(0, 0), QTime(1, 30), QTime(2, 30), QTime(12, 0)}) {
                const auto made = edited(code(), from(day, time), zone, now);
                const Instant &start = *made->update.after.schedule.fromDate;
                QVERIFY(!start.toText().isEmpty());
                QCOMPARE(start.isReadable(), made->problem.isEmpty());
                if (start.isReadable()) {
                    const QDateTime wall = start.when().toTimeZone(zone);
                    QVERIFY(wall.date() == day && wall.time() == time);
                }
                problems += !made->problem.isEmpty();
                notes += !made->note.isEmpty();
            }
        }
    }
    QVERIFY(problems > 10 && notes > 10);
}

QTEST_APPLESS_MAIN(ManyEditsTest)
#include "manyeditstest.moc"
