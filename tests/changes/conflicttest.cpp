#include "conflict.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

Authorization base()
{
    Authorization a;
    a.id = *AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60718"_s);
    a.type = AuthorizationType::KeypadCode;
    a.name = u"Cleaning"_s;
    a.code = KeypadCode::fromServer(345678);
    a.enabled = true;
    a.schedule.weekDays = 124;
    a.schedule.fromTime = 540;
    a.schedule.untilTime = 1020;
    return a;
}

const ConflictWords words{QLocale::c(), QTimeZone("Europe/Berlin"),
    [](AccountUserId id) { return id == AccountUserId(501) ? u"Ada"_s : QString(); }};

} // namespace

class ConflictTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatDiffers()
    {
        Authorization mine = base();
        mine.name = u"Cleaners"_s;
        mine.enabled = false;
        Authorization theirs = base();
        theirs.enabled = false; // both want it: no conflict
        theirs.accountUserId = AccountUserId(501);
        theirs.remoteAllowed = true;
        theirs.schedule.untilDate =
            Instant::fromDateTime(QDateTime(QDate(2026, 12, 30), QTime(23, 0), QTimeZone::utc()));
        const QList<ConflictRow> rows = conflictRows(base(), mine, theirs, words);
        QCOMPARE(rows.size(), 4);
        const bool isName = rows.at(0)
            == ConflictRow{ConflictField::Name, u"Cleaning"_s, u"Cleaners"_s, u"Cleaning"_s, true, false};
        QVERIFY(isName);
        const bool isPerson =
            rows.at(1) == ConflictRow{ConflictField::Person, u"Ada"_s, u"Nobody"_s, u"Nobody"_s, false, true};
        QVERIFY(isPerson);
        QCOMPARE(rows.at(2).theirs, u"Yes"_s);
        QCOMPARE(rows.at(2).base, u"–"_s);
        QCOMPARE(rows.at(3).field, ConflictField::Schedule); // the five fields are one
        QVERIFY2(rows.at(3).theirs.contains(u"Monday to Friday from 09:00 to 17:00"_s)
                && rows.at(3).theirs.contains(u"ending 31 Dec 2026 00:00"_s), // on the lock's clock
            qUtf8Printable(rows.at(3).theirs));
        QVERIFY(!rows.at(3).mine.contains(u"ending"_s));
    }

    void neverTellsACode()
    {
        Authorization mine = base();
        mine.code = KeypadCode::fromServer(468135);
        Authorization theirs = base();
        theirs.code.reset();
        const ConflictRow row = conflictRows(base(), mine, theirs, words).first();
        QCOMPARE(row.mine, u"•••••• (another code)"_s);
        QCOMPARE(row.base, u"••••••"_s);
        QVERIFY(!row.theirs.contains(u"345678"_s) && !row.theirs.contains(u"•"_s));
    }

    void takesWhatWasChosen()
    {
        Authorization mine = base();
        mine.name = u"Cleaners"_s;
        mine.code = KeypadCode::fromServer(468135);
        mine.schedule.fromTime = 600;
        Authorization theirs = base();
        theirs.name = u"Night"_s;
        theirs.enabled = false;
        theirs.useCount = 9;
        const UpdateAuthorization update =
            decidedUpdate(theirs, mine, {ConflictField::Code, ConflictField::Schedule});
        QVERIFY(update.before == theirs);
        Authorization wanted = theirs;
        wanted.code = mine.code;
        wanted.schedule = mine.schedule;
        QVERIFY(update.after == wanted);
        QVERIFY(update.scheduleEdited);
        QVERIFY(!decidedUpdate(theirs, mine, {ConflictField::Name}).scheduleEdited);
        Change change;
        change.status = ChangeStatus::Conflict;
        change.subject = update;
        QVERIFY(isDecidable(change));
        change.status = ChangeStatus::Failed;
        QVERIFY(!isDecidable(change));
    }

    void everyUpdatableFieldIsInSomeRow()
    {
        QList<Authorization> others(10, base());
        others[0].name = u"x"_s;
        others[1].accountUserId = AccountUserId(5);
        others[2].enabled.reset();
        others[3].remoteAllowed = false;
        others[4].code.reset();
        others[5].schedule.weekDays = 1;
        others[6].schedule.fromTime = 0;
        others[7].schedule.untilTime = 1;
        others[8].schedule.fromDate = Instant::fromText(u"soon"_s);
        others[9].schedule.untilDate = Instant::fromText(u"later"_s);
        for (const Authorization &other : others) {
            QCOMPARE(updatableDifferences(base(), other).size(), 1);
            const QList<ConflictRow> rows = conflictRows(base(), base(), other, words);
            QCOMPARE(rows.size(), 1);
            QVERIFY(rows.first().isTheirsTouched && !rows.first().isMineTouched);
            const UpdateAuthorization update = decidedUpdate(other, base(), {rows.first().field});
            QCOMPARE(updatableDifferences(update.after, base()), QStringList());
        }
    }
};

QTEST_APPLESS_MAIN(ConflictTest)
#include "conflicttest.moc"
