#include "accessimport.h"

#include "accessexport.h"
#include "randomaccess.h"

#include <QElapsedTimer>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

const SmartlockId garage{17958143231};
const SmartlockId cellar{17958143232};
const QDateTime now(QDate(2026, 3, 2), QTime(9, 0), QTimeZone::utc());

Smartlock device(SmartlockId id, const QString &name)
{
    Smartlock device;
    device.id = id;
    device.type = DeviceType::SmartLock34;
    device.name = name;
    device.keypadPaired = true;
    device.timeZoneId = 37; // Europe/Berlin
    return device;
}

Authorization cleaner()
{
    Authorization a;
    a.id = *AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60718"_s);
    a.smartlockId = garage;
    a.type = AuthorizationType::KeypadCode;
    a.name = u"Cleaner"_s;
    a.code = KeypadCode::fromServer(987654);
    a.enabled = true;
    a.schedule.fromDate = Instant::fromText(u"2026-03-01T08:00:00Z"_s);
    a.schedule.untilDate = Instant::fromText(u"2026-12-24T22:59:59Z"_s);
    a.schedule.weekDays = 124;
    a.schedule.fromTime = 540;
    a.schedule.untilTime = 1020;
    return a;
}

Authorization anna()
{
    Authorization a;
    a.id = *AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60719"_s);
    a.smartlockId = garage;
    a.type = AuthorizationType::App;
    a.name = u"Anna"_s;
    a.accountUserId = AccountUserId(7);
    return a;
}

ImportWorld world()
{
    AccountUser one;
    one.id = AccountUserId(7);
    one.name = u"Anna Berg"_s;
    AccountUser other;
    other.id = AccountUserId(8);
    other.name = u"Ben"_s;
    return {
        {{device(garage, u"Garage"_s), device(cellar, u"Cellar"_s)}, {cleaner(), anna()}}, {one, other}, now};
}

AccessImport dryRun(const QString &text, const ImportWorld &in = world())
{
    const auto table = csvFromBytes(text.toUtf8());
    if (!table)
        return {{ImportRow{0, ImportKind::Problem, {}, {}, table.error().words, {}}}};
    return accessImport(*table, {matchedColumns(table->header), ShownClock::Lock, {}}, in);
}

ImportRow onlyRow(const QString &text, const ImportWorld &in = world())
{
    const AccessImport result = dryRun(text, in);
    return result.rows.size() == 1 ? result.rows.first() : ImportRow{-1, {}, {}, {}, {}, {}};
}

UpdateAuthorization updateOf(const ImportRow &row)
{
    const auto *update = row.change ? std::get_if<UpdateAuthorization>(&row.change->subject) : nullptr;
    return update ? *update : UpdateAuthorization{};
}

Authorization createdBy(const ImportRow &row)
{
    const auto *create = row.change ? std::get_if<CreateAuthorization>(&row.change->subject) : nullptr;
    return create ? create->after : Authorization{};
}

QString problem(const QString &text, const ImportWorld &in = world())
{
    const ImportRow row = onlyRow(text, in);
    return row.kind == ImportKind::Problem && !row.change ? row.problem : u"(none)"_s;
}

const QString byId = u"6ab2be33a1b2c3d4e5f60718"_s;

} // namespace

class AccessImportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesWhatACellSays()
    {
        const ImportRow row = onlyRow(u"Id,Name,Enabled\n%1,Night cleaner,no\n"_s.arg(byId));
        QCOMPARE(row.kind, ImportKind::Changed);
        QCOMPARE(row.line, 2);
        QCOMPARE(row.deviceName, u"Garage"_s);
        const UpdateAuthorization update = updateOf(row);
        QCOMPARE(update.before, cleaner());
        QCOMPARE(updatableDifferences(update.before, update.after), (QStringList{u"name"_s, u"enabled"_s}));
        QVERIFY(!update.scheduleEdited);
        QVERIFY(row.change->smartlockId == garage);
        QCOMPARE(row.change->deviceName, u"Garage"_s);
        QCOMPARE(row.change->status, ChangeStatus::Draft);
    }

    void emptyCellsLeaveEverything()
    {
        const ImportRow row =
            onlyRow(u"Id,Name,Device,Type,Person,Weekdays,From time,Until time,Valid from,Valid "
                    "until,Enabled,Remote access,Code\n%1,,,,,,,,,,,,\n"_s.arg(byId));
        QCOMPARE(row.kind, ImportKind::Unchanged);
        QVERIFY(!row.change);
    }

    void maskedCodesLeaveTheCode()
    {
        for (const QString &mask : {u"••••••"_s, u"******"_s, u"xxxxxx"_s, u"######"_s})
            QCOMPARE(onlyRow(u"Id,Code\n%1,%2\n"_s.arg(byId, mask)).kind, ImportKind::Unchanged);
        const ImportRow row = onlyRow(u"Id,Code\n%1,876543\n"_s.arg(byId));
        QCOMPARE(updateOf(row).after.code->toNumber(), 876543);
    }

    void limitsGoOnlyWhereTheFileSaysSo()
    {
        const ImportRow row = onlyRow(
            u"Id,Weekdays,From time,Until time,Valid from,Valid until\n%1,Every day,00:00,24:00,none,none\n"_s
                .arg(byId));
        QVERIFY(updateOf(row).scheduleEdited);
        QCOMPARE(updateOf(row).after.schedule, AccessSchedule());
        const ImportRow end = onlyRow(u"Id,Valid until\n%1,none\n"_s.arg(byId));
        AccessSchedule expected = cleaner().schedule;
        expected.untilDate.reset();
        QCOMPARE(updateOf(end).after.schedule, expected);
    }

    void completesAnEditedSchedule()
    {
        const ImportRow row = onlyRow(u"Id,Valid until\n%1,2026-12-31 12:00\n"_s.arg(byId));
        const AccessSchedule after = updateOf(row).after.schedule;
        QCOMPARE(after.untilDate->toText(), u"2026-12-31T11:00:00.000Z"_s); // Berlin, the lock's clock
        QCOMPARE(after.weekDays, 124);
        const ImportRow first = onlyRow(u"Name,Device,Weekdays\nAnna,garage,Mon–Fri\n"_s);
        const AccessSchedule limited = updateOf(first).after.schedule;
        QCOMPARE(limited.fromDate->when(), now); // the service ignores a limit without a start
        QCOMPARE(limited.weekDays, 124);
        QCOMPARE(limited.fromTime, 0);
    }

    void readsDatesOnTheHeadersClock()
    {
        const auto until = [](const QString &header) {
            const ImportRow row = onlyRow(u"Id,%1\n%2,2026-12-31 12:00\n"_s.arg(header, byId));
            return row.change ? updateOf(row).after.schedule.untilDate->toText() : row.problem;
        };
        QCOMPARE(until(u"Valid until (UTC)"_s), u"2026-12-31T12:00:00.000Z"_s);
        QCOMPARE(until(u"Gültig bis (Zeit des Schlosses)"_s), u"2026-12-31T11:00:00.000Z"_s);
        QCOMPARE(until(u"Valid until (America/New_York)"_s), u"2026-12-31T17:00:00.000Z"_s);
        const QString nowhere = until(u"Valid until (Atlantis)"_s);
        QVERIFY2(nowhere.contains(u"unknown"_s), qPrintable(nowhere));
    }

    void addsWhatIsNew()
    {
        const ImportRow code =
            onlyRow(u"Name;Device;Code;From time;Until time\nGuest;Cellar;987654;08:00;12:00\n"_s);
        QCOMPARE(code.kind, ImportKind::New);
        const Authorization guest = createdBy(code);
        QVERIFY(guest.smartlockId == cellar);
        QVERIFY(guest.isKeypadCode() && guest.id.isNull());
        QCOMPARE(guest.schedule.untilTime, 720);
        QCOMPARE(guest.schedule.fromDate->when(), now);
        const ImportRow app = onlyRow(u"Name,Device id,Person\nBen,17958143231,Ben\n"_s);
        QCOMPARE(createdBy(app).type, AuthorizationType::App);
        QCOMPARE(createdBy(app).accountUserId, AccountUserId(8));
        QVERIFY(createdBy(app).schedule.isUnlimited());
    }

    void findsWhoIsMeant()
    {
        QCOMPARE(onlyRow(u"Device,Code\nGarage,987654\n"_s).kind, ImportKind::Unchanged);
        QCOMPARE(updateOf(onlyRow(u"Device,Code,Name\nGarage,987654,Night\n"_s)).before.id, cleaner().id);
        QCOMPARE(updateOf(onlyRow(u"Device,Type,Name,Enabled\nGarage,App,Anna,no\n"_s)).before.id, anna().id);
        QCOMPARE(onlyRow(u"Appareil,Nom,Activé\nGarage,Anna,non\n"_s).kind, ImportKind::Changed);
        // Renamed since the export: the ids still tell.
        QCOMPARE(
            onlyRow(u"Id,Device id,Device,Person id,Person\n%1,17958143231,Old garage,7,Anna Mai\n"_s.arg(
                        anna().id.toString()))
                .kind,
            ImportKind::Unchanged);
    }

    void refusesWhatIsUnclear_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QString &text, const QString &words) {
            QTest::newRow(name) << text << words;
        };
        row("unknown lock", u"Name,Device\nAnna,Attic\n"_s, u"No device is called “Attic”"_s);
        row("unknown lock id", u"Name,Device id\nAnna,1\n"_s, u"No device has the id “1”"_s);
        row("mangled lock id", u"Name,Device id\nAnna,1.79581E+10\n"_s, u"No device has the id"_s);
        row("two locks", u"Name,Device,Device id\nAnna,Cellar,17958143231\n"_s,
            u"another device, “Cellar”"_s);
        row("no device", u"Name,Device\nAnna,\n"_s, u"no device"_s);
        row("nobody", u"Name,Device,Enabled\n,Garage,yes\n"_s, u"Nothing tells who"_s);
        row("bad id", u"Id,Name\nabc,Anna\n"_s, u"“abc” is no id"_s);
        row("unknown id", u"Id,Name\n000000000000000000000001,Anna\n"_s, u"may have been deleted"_s);
        row("moved", u"Id,Device\n%1,Cellar\n"_s.arg(byId), u"cannot move"_s);
        row("type", u"Id,Type\n%1,App\n"_s.arg(byId), u"cannot be changed"_s);
        row("no type", u"Name,Device\nGuest,Garage\n"_s, u"has no type"_s);
        row("odd type", u"Name,Device,Type\nGuest,Garage,Butler\n"_s, u"“Butler” is no type"_s);
        row("new fob", u"Name,Device,Type\nGuest,Garage,Fob\n"_s, u"paired at the device"_s);
        row("new code without", u"Name,Device,Type\nGuest,Garage,Keypad code\n"_s, u"has no code"_s);
        row("new code masked", u"Name,Device,Type,Code\nGuest,Garage,Keypad code,••••••\n"_s,
            u"has no code"_s);
        row("bad code", u"Name,Device,Code\nGuest,Garage,120000\n"_s, u"contain 0"_s);
        row("code of an app", u"Id,Code\n%1,987651\n"_s.arg(anna().id.toString()), u"Only a keypad code"_s);
        row("name and code of two", u"Name,Device,Code,Type\nCleaner 2,Garage,987654,App\n"_s,
            u"cannot be changed"_s);
        row("unknown person", u"Name,Device,Person\nX,Garage,Zoe\n"_s, u"called “Zoe”"_s);
        row("unknown person id", u"Name,Device,Person id\nX,Garage,99\n"_s, u"id “99”"_s);
        row("odd person id", u"Name,Device,Person id\nX,Garage,4294967303\n"_s, u"id “4294967303”"_s);
        row("person taken", u"Name,Device,Person\nX,Garage,Anna Berg\n"_s, u"already has access"_s);
        row("new and disabled", u"Name,Device,Person,Enabled\nX,Garage,Ben,no\n"_s, u"always enabled"_s);
        row("yes or no", u"Id,Enabled\n%1,perhaps\n"_s.arg(byId), u"“perhaps” is neither"_s);
        row("no such date", u"Id,Valid until\n%1,2026-02-30 10:00\n"_s.arg(byId), u"no such date"_s);
        row("gap", u"Id,Valid until\n%1,2026-03-29 02:30\n"_s.arg(byId), u"skips this time"_s);
        row("past", u"Id,Valid until\n%1,2026-03-02 09:59\n"_s.arg(byId), u"in the past"_s);
        row("no day", u"Id,Weekdays\n%1,none\n"_s.arg(byId), u"no days of the week"_s);
        row("odd time", u"Id,From time\n%1,25:00\n"_s.arg(byId), u"no time of day"_s);
        row("past midnight", u"Id,From time,Until time\n%1,22:00,06:00\n"_s.arg(byId), u"past midnight"_s);
        row("long name", u"Id,Name\n%1,%2\n"_s.arg(byId, QString(21, u'a')), u"too long"_s);
        row("hostile", u"Name,Device\nAnna,%1\u202E%2\n"_s, u"“%1<U+202E>%2”"_s);
    }
    void refusesWhatIsUnclear()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const QString said = problem(text);
        QVERIFY2(said.contains(words), qPrintable(said));
    }

    void refusesAmbiguousNames()
    {
        ImportWorld twins = world();
        twins.snapshot.smartlocks.last().name = u"garage "_s;
        QVERIFY(problem(u"Name,Device\nAnna,Garage\n"_s, twins).contains(u"Several devices"_s));
        twins = world();
        Authorization second = anna();
        second.id = *AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60720"_s);
        twins.snapshot.authorizations += second;
        QVERIFY(
            problem(u"Name,Device,Enabled\nAnna,Garage,no\n"_s, twins).contains(u"several authorizations"_s));
        twins = world();
        twins.people.first().name = u"Ben"_s;
        QVERIFY(problem(u"Name,Device,Person\nX,Cellar,Ben\n"_s, twins).contains(u"Several people"_s));
        QCOMPARE(createdBy(onlyRow(u"Name,Device,Person,Person id\nX,Cellar,Ben,8\n"_s, twins)).accountUserId,
            AccountUserId(8));
        const QString crossed = problem(u"Name,Device,Code\nCleaner 2,Garage,987654\n"_s, [] {
            ImportWorld w = world();
            Authorization other = cleaner();
            other.id = *AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60721"_s);
            other.name = u"Cleaner 2"_s;
            other.code = KeypadCode::fromServer(876543);
            w.snapshot.authorizations += other;
            return w;
        }());
        QVERIFY2(crossed.contains(u"that of another, “Cleaner”"_s), qPrintable(crossed));
    }

    void refusesDoublesInTheFile()
    {
        for (const QString &text : {u"Id,Enabled\n%1,no\n%1,yes\n"_s.arg(byId),
                 u"Name,Device,Code\nA,Cellar,555555\nB,Cellar,555555\n"_s,
                 u"Name,Device,Person\nA,Cellar,Ben\nB,Cellar,Ben\n"_s,
                 u"Name,Device,Code\nA,Cellar,555555\nA,Cellar,666666\n"_s,
                 u"Id,Name,Device,Code\n%1,,,555555\n,B,Garage,555555\n"_s.arg(byId)}) {
            const AccessImport result = dryRun(text);
            QCOMPARE(result.count(ImportKind::Problem), 2);
            QVERIFY(result.changes().isEmpty());
            QVERIFY2(
                result.rows.first().problem.contains(u"Line 3"_s), qPrintable(result.rows.first().problem));
        }
    }

    void neverShowsACodeInAProblem()
    {
        for (const QString &text : {u"Name,Device,Code\nX,Garage,120456\n"_s,
                 u"Id,Code\n%1,12x456\n"_s.arg(byId), u"Name,Device,Code,Type\nX,Garage,987654,App\n"_s}) {
            const QString said = problem(text);
            QVERIFY2(!said.contains(u"456"_s) && !said.contains(u"987654"_s) && said != u"(none)"_s,
                qPrintable(said));
        }
    }

    void saysWhenColumnsDoNotTell()
    {
        QVERIFY(columnsProblem(matchedColumns({u"Id"_s})).isEmpty());
        QVERIFY(columnsProblem(matchedColumns({u"Name"_s, u"Device id"_s})).isEmpty());
        QVERIFY(!columnsProblem(matchedColumns({u"Name"_s, u"Notes"_s})).isEmpty());
        QVERIFY(
            columnsProblem({AccessColumn::Id, AccessColumn::Name, AccessColumn::Name}).contains(u"“Name”"_s));
        QVERIFY(columnsProblem({AccessColumn::Id, std::nullopt, std::nullopt}).isEmpty());
    }

    void takesColumnsByHand()
    {
        const auto table = csvFromBytes("who,lock,on\nAnna,Garage,no\n");
        const AccessImport result = accessImport(*table,
            {{AccessColumn::Name, AccessColumn::Device, AccessColumn::Enabled}, ShownClock::Lock, {}},
            world());
        QCOMPARE(result.count(ImportKind::Changed), 1);
        QCOMPARE(updateOf(result.rows.first()).after.enabled, false);
    }

    // Whatever the service holds, an export that comes back changes nothing.
    void anExportComesBackUnchanged_data()
    {
        QTest::addColumn<int>("language");
        QTest::addColumn<int>("clock");
        QTest::addColumn<QChar>("delimiter");
        QTest::addColumn<bool>("hasMark");
        QTest::addColumn<bool>("includesCodes");
        for (int i = 0; i < 24; ++i) {
            QTest::addRow("%d", i) << i % fileLanguageCount << i % 3 << u",;\t|"_s.at(i / 3 % 4)
                                   << (i % 2 == 0) << (i % 4 < 2);
        }
    }
    void anExportComesBackUnchanged()
    {
        QFETCH(int, language);
        QFETCH(int, clock);
        QFETCH(QChar, delimiter);
        QFETCH(bool, hasMark);
        QFETCH(bool, includesCodes);
        static const ImportWorld random = RandomAccess(2).world(5'000);
        AccessExport what;
        what.columns = accessColumns();
        what.format = {FileLanguage(language), ShownClock(clock), QTimeZone("America/St_Johns")};
        what.includesCodes = includesCodes;
        what.style = {delimiter, hasMark};
        const QByteArray bytes =
            accessCsv(random.snapshot.authorizations, AccessDirectory(random.snapshot, random.people), what);
        QElapsedTimer timer;
        timer.start();
        const auto table = csvFromBytes(bytes);
        QVERIFY2(table, table ? "" : qPrintable(table.error().words));
        QCOMPARE(table->delimiter, delimiter);
        const AccessImport result =
            accessImport(*table, {matchedColumns(table->header), ShownClock::Lock, {}}, random);
        QVERIFY(timer.elapsed() < 5'000);
        for (const ImportRow &row : result.rows) {
            if (row.kind != ImportKind::Unchanged)
                QFAIL(qPrintable(u"line %1, %2: %3"_s.arg(row.line).arg(text(row.kind), row.problem)));
        }
        QCOMPARE(result.rows.size(), 5'000);
    }

    // Where ids were left out, what cannot be told apart is a problem; still nothing changes.
    void anExportWithoutIdsChangesNothing()
    {
        const ImportWorld random = RandomAccess(3).world(5'000);
        AccessExport what;
        what.columns = accessColumns();
        what.columns.removeAll(AccessColumn::Id);
        what.includesCodes = true;
        const QByteArray bytes =
            accessCsv(random.snapshot.authorizations, AccessDirectory(random.snapshot, random.people), what);
        const auto table = csvFromBytes(bytes);
        const AccessImport result =
            accessImport(*table, {matchedColumns(table->header), ShownClock::Lock, {}}, random);
        QCOMPARE(result.changes().size(), 0);
        QVERIFY(result.count(ImportKind::Unchanged) > 2'000);
    }
};

QTEST_APPLESS_MAIN(AccessImportTest)
#include "accessimporttest.moc"
