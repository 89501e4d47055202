#include "planningbench.h"

#include "planner.h"
#include "setplan.h"

#include <QTimeZone>
#include <ctime>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int recordsALock = 60;
const QDateTime now(QDate(2026, 3, 2), QTime(9, 0), QTimeZone::utc());

double cpuMilliseconds(std::clock_t since)
{
    return double(std::clock() - since) * 1e3 / CLOCKS_PER_SEC;
}

SmartlockId lockId(int number)
{
    return SmartlockId((qint64(4) << 32) + number + 1);
}

// The numberth code that follows the rules.
KeypadCode codeOf(int number)
{
    qint64 code = 3;
    for (int i = 0; i < 5; ++i, number /= 9)
        code = code * 10 + 1 + number % 9;
    return KeypadCode::fromServer(code);
}

Authorization record(int lock, int number)
{
    Authorization a;
    a.id =
        *AuthorizationId::fromString(u"%1"_s.arg(lock * recordsALock + number + 1, 24, 16, QLatin1Char('0')));
    a.smartlockId = lockId(lock);
    a.name = u"Guest %1"_s.arg(number);
    if (number % 2 == 0) {
        a.type = AuthorizationType::KeypadCode;
        a.code = codeOf(number);
    } else {
        a.type = AuthorizationType::App;
        a.accountUserId = AccountUserId(number);
    }
    return a;
}

// Of a lock's records: three renamed, two deleted, two whose code moves on by one, and three new ones, of
// which two take what was freed.
QList<ChangeSubject> subjects(int lock)
{
    const auto of = [lock](int number) { return record(lock, number); };
    const auto renamed = [&](int number) {
        UpdateAuthorization update{of(number), of(number), false};
        update.after.name = u"Renamed"_s;
        return update;
    };
    const auto recoded = [&](int number, int code) {
        UpdateAuthorization update{of(number), of(number), false};
        update.after.code = codeOf(code);
        return update;
    };
    const auto created = [&](int code) {
        Authorization wanted = of(0);
        wanted.id = {};
        wanted.name = u"New"_s;
        wanted.code = codeOf(code);
        return CreateAuthorization{wanted};
    };
    return {renamed(1), renamed(2), renamed(3), DeleteAuthorization{of(4)}, DeleteAuthorization{of(5)},
        recoded(6, 8), recoded(8, 99), created(4), created(6), created(100)};
}

} // namespace

PlanningBench::PlanningBench(int locks)
{
    for (int number = 0; number < locks; ++number) {
        Smartlock lock;
        lock.id = lockId(number);
        lock.type = DeviceType::SmartLock34;
        lock.name = u"Room %1"_s.arg(number);
        lock.keypadPaired = true;
        m_snapshot.smartlocks.append(lock);
        for (int i = 0; i < recordsALock; ++i)
            m_snapshot.authorizations.append(record(number, i));
        for (const ChangeSubject &subject : subjects(number)) {
            Change change;
            change.id = ChangeId(m_changes.size() + 1);
            change.smartlockId = lock.id;
            change.deviceType = DeviceType::SmartLock34;
            change.subject = subject;
            m_changes.append(change);
        }
    }
}

QString PlanningBench::words() const
{
    return u"%1 changes on %2 locks with %3 authorizations"_s.arg(m_changes.size())
        .arg(m_snapshot.smartlocks.size())
        .arg(m_snapshot.authorizations.size());
}

double PlanningBench::plan() const
{
    const std::clock_t start = std::clock();
    const SetPlan plan = planOf(m_changes, m_snapshot, now);
    const double time = cpuMilliseconds(start);
    if (!plan.problems.isEmpty() || plan.after.size() != m_snapshot.smartlocks.size() * 3)
        qFatal("the plan is not the one that was to be measured");
    return time;
}

double PlanningBench::checkOneByOne() const
{
    constexpr qsizetype step = 101; // so that each kind of change has its turn
    const std::clock_t start = std::clock();
    qsizetype problems = 0, checked = 0;
    for (qsizetype i = 0; i < m_changes.size(); i += step, ++checked)
        problems += !problemOf(m_changes.at(i), m_snapshot, now).isEmpty();
    const double time = cpuMilliseconds(start);
    if (problems > checked)
        qFatal("more problems than changes");
    return time * double(m_changes.size()) / double(checked);
}

} // namespace lockdesk
