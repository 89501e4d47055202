#include "simulation.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockdesk {

Simulation::Simulation(const Scenario &scenario, const QList<int> &overlooked, bool tracing)
    : m_scenario(scenario)
    , m_cloud(scenario.seed, scenario.knobs, m_time)
    , m_service(scenario.seed, m_cloud)
    , m_line(m_time, m_service)
    , m_program(scenario.seed, scenario.knobs, m_time, m_line)
    , m_judge(m_cloud, m_line, m_ledger, m_time, m_program)
    , m_person(m_program, m_ledger, m_time)
    , m_others(m_cloud)
    , m_isTracing(tracing)
{
    m_judge.overlook(overlooked);
    watch();
}

void Simulation::trace(const QString &words)
{
    if (m_isTracing)
        m_trace += QByteArray::number(m_time.truth()) + ' ' + words.toUtf8() + '\n';
}

void Simulation::watch()
{
    m_time.setSettle([this] {
        m_program.settle();
        m_judge.onSettled();
    });
    m_time.setStop([this] { return !m_judge.breaches().isEmpty(); });
    const auto told = [this](const char *what, const Exchange &exchange) {
        if (m_isTracing)
            trace(u"%1 %2 %3 %4 %5 %6"_s.arg(QLatin1StringView(what))
                      .arg(exchange.number)
                      .arg(QString::fromLatin1(exchange.method), exchange.path,
                          exchange.ended && exchange.wasDelivered ? QString::number(exchange.answer.status)
                                                                  : QString(),
                          QString::fromUtf8(exchange.ended ? QByteArray() : exchange.body)));
    };
    m_line.onHanded = [this, told](const Exchange &exchange) {
        told("handed", exchange);
        m_judge.onHanded(exchange);
    };
    m_line.onLeft = [this, told](const Exchange &exchange) {
        if (exchange.isWrite())
            told("left", exchange);
        m_judge.onLeft(exchange);
    };
    m_line.onServed = [this, told](const Exchange &exchange) {
        if (exchange.isWrite())
            told("served", exchange);
        m_judge.onServed(exchange);
    };
    m_line.onEnded = [told](const Exchange &exchange) { told("ended", exchange); };
    m_program.onOpened = [this] {
        trace(u"the journal is open"_s);
        m_judge.onOpened();
    };
    m_program.onChanged = [this](ChangeId id) {
        Ask *ask = m_ledger.find(id);
        const Change *change = m_program.session()->changes.find(id);
        if (!ask || !change)
            return;
        if (!ask->seen.isEmpty() && ask->status() == change->status
            && ask->seen.last().reason == change->reason)
            return;
        const bool isNew = ask->status() != change->status;
        ask->seen.append({m_time.truth(), m_time.nextMoment(), change->status, change->reason});
        if (m_isTracing)
            trace(u"change %1: %2 | %3"_s.arg(qint64(id))
                      .arg(text(change->status),
                          QString(change->reason).replace(m_program.folder(), u"DISK"_s)));
        if (isNew)
            m_judge.onStatus(*ask);
    };
}

void Simulation::pass(qint64 milliseconds)
{
    m_time.pass(std::chrono::milliseconds(milliseconds));
}

void Simulation::act(const Step &step)
{
    trace(u"-- "_s + textOf(step));
    FaultyDisk &disk = m_program.disk();
    switch (step.kind) {
    case StepKind::Wait:
        return pass(step.a);
    case StepKind::Start:
        return m_program.start();
    case StepKind::Quit:
    case StepKind::Kill:
        if (!m_program.session())
            return;
        m_judge.onKilled();
        return step.kind == StepKind::Kill ? m_program.kill() : m_program.quit();
    case StepKind::SignOut:
        if (!m_program.session())
            return;
        m_judge.onKilled();
        for (Ask &ask : m_ledger.asks())
            ask.isGone = true;
        return m_program.signOut();
    case StepKind::Sleep:
        m_line.breakConnections();
        m_time.sleep(std::chrono::seconds(step.a), step.b % 2);
        return;
    case StepKind::Jump:
        return m_time.jump(std::chrono::seconds(step.a));
    case StepKind::DiskFails:
        return disk.failNext(FaultyDisk::Call(step.a % 4), std::max(1, step.b % 13), 1 + step.b % 3);
    case StepKind::DiskTears:
        disk.setTorn(true);
        return disk.failNext(FaultyDisk::Call::Write, std::max(1, step.b % 13), 1);
    case StepKind::DiskFull:
        return disk.setFull(true);
    case StepKind::DiskWell:
        return disk.mend();
    default:
        if (!m_others.act(step))
            m_person.act(step);
        m_program.settle();
        m_judge.onSettled();
    }
}

// The service is calm, the disk is well, the person wants to see the end.
void Simulation::comeToRest()
{
    trace(u"-- calm"_s);
    m_program.disk().mend();
    m_cloud.calm();
    m_program.start();
    const auto isEnough = [this] { return !m_judge.breaches().isEmpty() || m_judge.isAllEnded(); };
    // A service that has asked for a long wait is waited for.
    for (const int minutes : {1, 17, 30}) {
        pass(10'000);
        m_person.resumeAll();
        for (int i = 0; i < minutes * 6 && !isEnough(); ++i)
            pass(10'000);
    }
}

Outcome Simulation::run()
{
    m_program.start();
    pass(4'000);
    for (const Step &step : m_scenario.steps) {
        if (!m_judge.breaches().isEmpty())
            break;
        act(step);
    }
    if (m_judge.breaches().isEmpty())
        comeToRest();
    if (m_judge.breaches().isEmpty())
        m_judge.atEnd();
    for (const Judge::Breach &breach : m_judge.breaches())
        trace(u"BROKEN %1: %2"_s.arg(breach.promise).arg(breach.words));
    m_time.setSettle({});
    return {m_judge.breaches(), m_trace, int(m_line.exchanges().size()), int(m_ledger.asks().size())};
}

Outcome lived(const Scenario &scenario, const QList<int> &overlooked, bool tracing)
{
    Simulation simulation(scenario, overlooked, tracing);
    return simulation.run();
}

} // namespace lockdesk
