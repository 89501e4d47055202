#include "person.h"

#include "accessexport.h"
#include "accessimport.h"
#include "backupaccount.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

// Six digits 1–9 that do not begin with 12.
int code(Dice &dice)
{
    int digits = dice.between(3, 9);
    for (int i = 0; i < 5; ++i)
        digits = digits * 10 + dice.between(1, 9);
    return digits;
}

} // namespace

QString Person::freshName()
{
    return u"New %1"_s.arg(++m_names);
}

Change Person::of(SmartlockId device, const ChangeSubject &subject) const
{
    Change change;
    change.smartlockId = device;
    change.deviceType = DeviceType(toNumber(device) >> 32);
    const auto lock = m_program.session()->account.smartlocks().smartlock(device);
    change.deviceName = lock ? lock->name : QString();
    change.subject = subject;
    return change;
}

// Of what the person sees, each once; mostly not of the hotel.
QList<Authorization> Person::some(int count, Dice &dice) const
{
    QList<Authorization> all = m_program.session()->account.authorizations().authorizations();
    std::ranges::sort(all, {}, &Authorization::id);
    if (count < 100 && all.size() > 400)
        all.removeIf([](const Authorization &a) { return toNumber(a.smartlockId) == Cloud::hotel; });
    QList<Authorization> chosen;
    while (!all.isEmpty() && chosen.size() < count)
        chosen.append(all.takeAt(dice.below(int(all.size()))));
    return chosen;
}

UpdateAuthorization Person::edited(const Authorization &before, Dice &dice)
{
    UpdateAuthorization update{before, before, false};
    switch (dice.below(5)) {
    case 0:
        update.after.enabled = !before.isEnabled();
        break;
    case 1:
        update.after.remoteAllowed = !before.remoteAllowed.value_or(false);
        break;
    case 2:
        update.after.schedule = AccessSchedule{};
        update.after.schedule.weekDays = dice.between(1, 126);
        update.after.schedule.fromTime = 60 * dice.between(5, 11);
        update.after.schedule.untilTime = 60 * dice.between(12, 20);
        update.after.schedule = update.after.schedule.completed(m_time.now());
        update.scheduleEdited = true;
        break;
    case 3:
        if (before.isKeypadCode()) {
            update.after.code = KeypadCode::fromServer(code(dice));
            break;
        }
        [[fallthrough]];
    default:
        update.after.name = freshName();
    }
    return update;
}

QList<Change> Person::edits(int count, Dice &dice)
{
    QList<Change> changes;
    for (const Authorization &record : some(count, dice))
        changes.append(of(record.smartlockId, edited(record, dice)));
    return changes;
}

QList<Change> Person::deletions(int count, Dice &dice)
{
    QList<Change> changes;
    for (const Authorization &record : some(count, dice))
        changes.append(of(record.smartlockId, DeleteAuthorization{record}));
    return changes;
}

QList<Change> Person::creations(int count, Dice &dice)
{
    QList<Smartlock> locks = m_program.session()->account.smartlocks().smartlocks();
    locks.removeIf([](const Smartlock &lock) { return toNumber(lock.id) == Cloud::hotel; });
    QList<Change> changes;
    const bool isOneForAll = dice.chance(40);
    Authorization wanted;
    for (int i = 0; i < count && !locks.isEmpty(); ++i) {
        if (!isOneForAll || i % int(locks.size()) == 0) {
            wanted = {};
            wanted.name = freshName();
            wanted.type = dice.chance(60) ? AuthorizationType::KeypadCode : AuthorizationType::App;
            if (wanted.isKeypadCode())
                wanted.code = KeypadCode::fromServer(code(dice));
            else
                wanted.accountUserId = AccountUserId(501 + dice.below(8));
            if (dice.chance(40)) {
                wanted.schedule.weekDays = dice.chance(40) ? 127 : dice.between(1, 126);
                wanted.schedule = wanted.schedule.completed(m_time.now());
            }
        }
        const Smartlock &lock = locks.at(isOneForAll ? i % locks.size() : dice.below(int(locks.size())));
        wanted.smartlockId = lock.id;
        changes.append(of(lock.id, CreateAuthorization{wanted}));
    }
    return changes;
}

// A file as the program writes it, with other names.
void Person::import(const Step &step)
{
    Session &session = *m_program.session();
    Dice dice(Dice::mixed(quint64(step.b), 23));
    const Snapshot snapshot{
        session.account.smartlocks().smartlocks(), session.account.authorizations().authorizations()};
    const QList<AccountUser> people = session.account.users().users();
    const QByteArray bytes = accessCsv(
        some(step.a, dice), AccessDirectory(snapshot, people), AccessExport{usualColumns(), {}, false, {}});
    const auto table = csvFromBytes(bytes);
    if (!table)
        return;
    CsvTable edited = *table;
    const auto columns = matchedColumns(edited.header);
    const qsizetype name = columns.indexOf(AccessColumn::Name);
    for (CsvRow &row : edited.rows) {
        if (name >= 0 && name < row.fields.size() && dice.chance(60))
            row.fields[name] = freshName();
    }
    addSet(u"Import"_s,
        accessImport(edited, {columns, ShownClock::Lock, {}}, {snapshot, people, m_time.now()}).changes());
}

void Person::restore(const Step &step)
{
    Session &session = *m_program.session();
    if (!m_backup)
        return;
    RestoreWish wish;
    for (const BackedUpLock &lock : m_backup->locks)
        wish.targets.insert(lock.id, lock.id);
    wish.removesExtra = step.b % 2;
    const QList<Change> changes = planRestore(*m_backup, wish, restoreGround(session.account)).changes();
    addSet(u"Restore"_s, changes.mid(0, step.a));
}

} // namespace lockdesk
