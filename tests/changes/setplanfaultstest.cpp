#include "setplanfixture.h"

#include <QTest>
#include <functional>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

// A fault in a set that is otherwise sound: plant() gives the row that has it.
struct Seed
{
    const char *name;
    const char *words; // of what is said of it
    std::function<ChangeId(SetPlanFixture &)> plant;
    bool isWarning = false;
};

using F = SetPlanFixture;

ChangeId create(F &f, const Authorization &wanted)
{
    return f.add(CreateAuthorization{wanted}, wanted.smartlockId);
}

template <typename Edit>
ChangeId createWith(F &f, Edit edit)
{
    Authorization wanted = f.code(987654, u"Cleaner"_s);
    edit(wanted);
    return create(f, wanted);
}

template <typename Edit>
ChangeId reschedule(F &f, Edit edit)
{
    UpdateAuthorization update =
        F::edited(f.existing(f.code(345678, u"Guest"_s)), [&edit](Authorization &a) { edit(a.schedule); });
    update.scheduleEdited = true;
    return f.add(update);
}

UpdateAuthorization renamed(const Authorization &before, const QString &name)
{
    return F::edited(before, [&name](Authorization &a) { a.name = name; });
}

Instant instant(const QString &text)
{
    return Instant::fromText(text);
}

ChangeId fill(F &f, int count, DeviceType type)
{
    f.snapshot.smartlocks.first().type = type;
    for (int i = 0; i < count; ++i)
        f.existing(f.app(1'000 + i, u"Person"_s));
    return create(f, f.code(987654, u"Cleaner"_s));
}

QList<Seed> rivals()
{
    return {
        {"a new code is taken", "already taken on Garage by “Guest”",
            [](F &f) {
                f.existing(f.code(345678, u"Guest"_s));
                return create(f, f.code(345678, u"Cleaner"_s));
            }},
        {"an edited code is taken", "already taken on Garage by “Guest”",
            [](F &f) {
                f.existing(f.code(345678, u"Guest"_s));
                return f.add(F::recoded(f.existing(f.code(456789, u"Staff"_s)), 345678));
            }},
        {"two creations with a code", "Another row of this set, Add access “First”, gets the same code",
            [](F &f) {
                create(f, f.code(345678, u"First"_s));
                return create(f, f.code(345678, u"Second"_s));
            }},
        {"an edit to a creation's code", "Another row of this set, Add access “First”, gets the same code",
            [](F &f) {
                create(f, f.code(345678, u"First"_s));
                return f.add(F::recoded(f.existing(f.code(456789, u"Staff"_s)), 345678));
            }},
        {"two edits to a code", "gets the same code on Garage",
            [](F &f) {
                f.add(F::recoded(f.existing(f.code(456789, u"Staff"_s)), 345678));
                return f.add(F::recoded(f.existing(f.code(567891, u"Guest"_s)), 345678));
            }},
        {"a person has access", "already has access to Garage",
            [](F &f) {
                f.existing(f.app(7, u"Anna"_s));
                return create(f, f.app(7, u"Anna"_s));
            }},
        {"a person is added twice", "gives this person access to Garage already",
            [](F &f) {
                create(f, f.app(7, u"Anna"_s));
                return create(f, f.app(7, u"Anna"_s));
            }},
        {"an edit gives it to a person with access", "already has access to Garage",
            [](F &f) {
                f.existing(f.app(7, u"Anna"_s));
                return f.add(F::edited(f.existing(f.app(8, u"Ben"_s)),
                    [](Authorization &a) { a.accountUserId = AccountUserId(7); }));
            }},
        {"edited twice", "is about the same one",
            [](F &f) {
                const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
                f.add(F::recoded(guest, 456789));
                return f.add(renamed(guest, u"Guests"_s));
            }},
        {"edited and deleted", "is about the same one",
            [](F &f) {
                const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
                f.add(renamed(guest, u"Guests"_s));
                return f.add(DeleteAuthorization{guest});
            }},
        {"deleted twice", "is about the same one",
            [](F &f) {
                const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
                f.add(DeleteAuthorization{guest});
                return f.add(DeleteAuthorization{guest});
            }},
        {"a device is renamed twice", "is about the same one",
            [](F &f) {
                f.add(UpdateDevice{u"Garage"_s, u"Car park"_s, false, false});
                return f.add(UpdateDevice{u"Garage"_s, u"Hall"_s, false, false});
            }},
        {"two actions on a door", "is about the same one",
            [](F &f) {
                f.add(OperateDevice{LockAction::Lock, 3, 2});
                return f.add(OperateDevice{LockAction::Unlock, 3, 2});
            }},
        {"two records swap their codes", "third code",
            [](F &f) {
                const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
                const Authorization staff = f.existing(f.code(456789, u"Staff"_s));
                f.add(F::recoded(guest, 456789));
                return f.add(F::recoded(staff, 345678));
            }},
        {"three records pass on their codes", "third code",
            [](F &f) {
                const Authorization a = f.existing(f.code(345678, u"A"_s));
                const Authorization b = f.existing(f.code(456789, u"B"_s));
                const Authorization c = f.existing(f.code(567891, u"C"_s));
                f.add(F::recoded(a, 456789));
                f.add(F::recoded(b, 567891));
                return f.add(F::recoded(c, 345678));
            }},
        {"what it needs is not freed", "would free, and that one cannot be sent",
            [](F &f) {
                f.add(F::edited(f.existing(f.code(345678, u"Guest"_s)), [](Authorization &a) {
                    a.code = KeypadCode::fromServer(456789);
                    a.name.clear();
                }));
                return create(f, f.code(345678, u"Cleaner"_s));
            }},
    };
}

QList<Seed> malformed()
{
    return {
        {"a code with 0", "cannot contain 0", [](F &f) { return create(f, f.code(987650, u"Cleaner"_s)); }},
        {"a code from 12 on", "12", [](F &f) { return create(f, f.code(123456, u"Cleaner"_s)); }},
        {"a code of five digits", "six digits", [](F &f) { return create(f, f.code(98765, u"Cleaner"_s)); }},
        {"an edit to a bad code", "cannot contain 0",
            [](F &f) { return f.add(F::recoded(f.existing(f.code(345678, u"Guest"_s)), 345670)); }},
        {"no code", "six digits",
            [](F &f) { return createWith(f, [](Authorization &a) { a.code.reset(); }); }},
        {"no name", "name", [](F &f) { return create(f, f.code(987654, u" "_s)); }},
        {"a code's name of 21 bytes", "too long for a keypad code",
            [](F &f) { return create(f, f.code(987654, QString(21, u'a'))); }},
        {"a code's name of 11 accents", "too long for a keypad code",
            [](F &f) { return create(f, f.code(987654, QString(11, u'ü'))); }},
        {"a person's name of 33 bytes", "too long",
            [](F &f) { return create(f, f.app(7, QString(33, u'a'))); }},
        {"an edit to too long a name", "too long",
            [](F &f) { return f.add(renamed(f.existing(f.code(345678, u"Guest"_s)), QString(21, u'a'))); }},
        {"nobody gets it", "person",
            [](F &f) {
                return createWith(f, [](Authorization &a) {
                    a.type = AuthorizationType::App;
                    a.code.reset();
                });
            }},
        {"a window past midnight", "midnight",
            [](F &f) {
                return reschedule(f, [](AccessSchedule &s) {
                    s.fromTime = 1'320;
                    s.untilTime = 360;
                });
            }},
        {"no weekday", "day", [](F &f) { return reschedule(f, [](AccessSchedule &s) { s.weekDays = 0; }); }},
        {"it has ended", "past",
            [](F &f) {
                return createWith(f, [](Authorization &a) {
                    a.schedule.fromDate = instant(u"2026-01-01T00:00:00.000Z"_s);
                    a.schedule.untilDate = instant(u"2026-03-01T00:00:00.000Z"_s);
                });
            }},
        {"it ends before it begins", "",
            [](F &f) {
                return reschedule(f, [](AccessSchedule &s) {
                    s.fromDate = instant(u"2026-05-01T00:00:00.000Z"_s);
                    s.untilDate = instant(u"2026-04-01T00:00:00.000Z"_s);
                });
            }},
        {"a field that cannot be read", "allowedFromDate",
            [](F &f) {
                Authorization guest = f.code(345678, u"Guest"_s);
                guest.unreadable = {u"allowedFromDate"_s};
                return f.add(renamed(f.existing(guest), u"Guests"_s));
            }},
    };
}

QList<Seed> ofTheAccount()
{
    return {
        {"no keypad", "no keypad",
            [](F &f) {
                f.snapshot.smartlocks.first().keypadPaired = false;
                return create(f, f.code(987654, u"Cleaner"_s));
            }},
        {"the device is gone", "no longer in the account",
            [](F &f) {
                f.snapshot.smartlocks.removeFirst();
                return create(f, f.code(987654, u"Cleaner"_s));
            }},
        {"the edited record is gone", "no longer on Garage, so it cannot be changed",
            [](F &f) {
                const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
                f.snapshot.authorizations.removeLast();
                return f.add(renamed(guest, u"Guests"_s));
            }},
        {"the deleted record is gone", "nothing left to delete",
            [](F &f) {
                const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
                f.snapshot.authorizations.removeLast();
                return f.add(DeleteAuthorization{guest});
            }},
        {"the record is of another device", "no longer on Garage",
            [](F &f) {
                const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
                f.snapshot.authorizations.last().smartlockId = f.shed;
                return f.add(renamed(guest, u"Guests"_s));
            }},
        {"an action that the device does not have", "cannot do this",
            [](F &f) {
                return f.add(OperateDevice{LockAction::ActivateContinuousMode, 1, 2});
            }},
        {"the lock is full", "201 of 200", [](F &f) { return fill(f, 200, DeviceType::SmartLock34); }, true},
        {"an old lock is full", "101 of 100", [](F &f) { return fill(f, 100, DeviceType::SmartLock12); },
            true},
        {"the lock is offline", "offline",
            [](F &f) {
                f.snapshot.smartlocks.first().serverState = ServerState::Offline;
                return create(f, f.code(987654, u"Cleaner"_s));
            },
            true},
        {"edited by somebody else meanwhile", "Somebody else",
            [](F &f) {
                const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
                f.snapshot.authorizations.last().enabled = false;
                return f.add(renamed(guest, u"Guests"_s));
            },
            true},
        {"deleted here, edited by somebody else", "Somebody else",
            [](F &f) {
                const Authorization guest = f.existing(f.code(345678, u"Guest"_s));
                f.snapshot.authorizations.last().name = u"Staff"_s;
                return f.add(DeleteAuthorization{guest});
            },
            true},
        {"its old schedule breaks a rule", "breaks a rule",
            [](F &f) {
                Authorization guest = f.code(345678, u"Guest"_s);
                guest.schedule.weekDays = 0;
                return f.add(renamed(f.existing(guest), u"Guests"_s));
            },
            true},
    };
}

QList<Seed> seeds()
{
    return rivals() + malformed() + ofTheAccount();
}

QString found(const SetPlan &plan, ChangeId id, bool isWarning)
{
    return isWarning ? plan.warnings.value(id).join(u' ') : plan.problems.value(id);
}

} // namespace

// BULK-5: planning asks nothing of the service, so what it finds is found before the first request.
class SetPlanFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEach_data()
    {
        QTest::addColumn<int>("number");
        for (int i = 0; i < int(seeds().size()); ++i)
            QTest::newRow(seeds().at(i).name) << i;
    }
    void findsEach()
    {
        QFETCH(int, number);
        const Seed seed = seeds().at(number);
        SetPlanFixture f;
        const ChangeId faulty = seed.plant(f);
        const ChangeId bystander = create(f, f.code(999999, u"Bystander"_s, f.shed));
        const SetPlan plan = f.plan();
        const QString words = found(plan, faulty, seed.isWarning);
        QVERIFY2(!words.isEmpty() && words.contains(QString::fromUtf8(seed.words)), qPrintable(words));
        QCOMPARE(plan.problems.contains(faulty), !seed.isWarning);
        QVERIFY(!plan.problems.contains(bystander) && !plan.warnings.contains(bystander));
    }

    void findsAllInOneSet()
    {
        QVERIFY(seeds().size() >= 30);
        SetPlanFixture all;
        QMap<ChangeId, bool> planted;
        for (int i = 0; i < int(seeds().size()); ++i) {
            SetPlanFixture part(i + 1);
            planted.insert(seeds().at(i).plant(part), seeds().at(i).isWarning);
            for (int sound = 0; sound < 12; ++sound)
                create(part, part.code(111'111 * (sound % 6 + 3) + sound / 6, u"Sound"_s, part.shed));
            all.snapshot.smartlocks += part.snapshot.smartlocks;
            all.snapshot.authorizations += part.snapshot.authorizations;
            all.changes += part.changes;
        }
        QVERIFY(all.changes.size() >= 500);
        const SetPlan plan = all.plan();
        for (auto fault = planted.cbegin(); fault != planted.cend(); ++fault)
            QVERIFY(!found(plan, fault.key(), fault.value()).isEmpty());
        for (const Change &change : std::as_const(all.changes)) {
            const auto *created = std::get_if<CreateAuthorization>(&change.subject);
            if (created && created->after.name == u"Sound"_s)
                QVERIFY(found(plan, change.id, false).isEmpty() && found(plan, change.id, true).isEmpty());
        }
    }
};

QTEST_APPLESS_MAIN(SetPlanFaultsTest)
#include "setplanfaultstest.moc"
