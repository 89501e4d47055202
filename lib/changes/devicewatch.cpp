#include "devicewatch.h"

#include "account.h"
#include "clock.h"
#include "logapi.h"
#include "smartlockapi.h"

namespace lockdesk {

namespace {

constexpr int lines = 20; // of the log: more than happen in the time

// A refusal is an answer, too. One that is overloaded, broken or not reached could not be read.
bool isAnswer(const ApiError &error)
{
    return error.httpStatus >= 400 && error.httpStatus < 500 && error.kind != ApiError::Kind::ProxyRefused
        && error.kind != ApiError::Kind::TooManyRequests;
}

} // namespace

DeviceWatch::DeviceWatch(Account &account, SmartlockId device, const Pace &pace, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_device(device)
    , m_pace(pace)
    , m_begun(account.clock().uptime())
    , m_time(m_begun)
    , m_recordLook{Alarm(account.clock())}
    , m_logLook{Alarm(account.clock())}
    , m_limit(account.clock())
{
    m_recordLook.next.set(pace.record, [this] { readRecord(); });
    if (pace.log.count() > 0)
        m_logLook.next.set(pace.record, [this] { readLog(); });
    watchTime();
}

void DeviceWatch::stop()
{
    m_isStopped = true;
    m_recordLook.next.cancel();
    m_logLook.next.cancel();
    m_limit.cancel();
}

void DeviceWatch::readRecord()
{
    const AskedAt asked = AskedAt::by(m_account.clock());
    fetchSmartlock(m_account.transport(), m_device, this)
        ->then(this, [this, asked](const Result<Smartlock, ApiError> &outcome) {
            if (m_isStopped)
                return;
            noteAnswer(m_recordLook, outcome ? nullptr : &outcome.error());
            m_recordLook.next.set(pauseOf(m_recordLook, m_pace.record), [this] { readRecord(); });
            if (!outcome)
                return;
            m_record = *outcome;
            m_recordAsked = asked.uptime;
            m_account.smartlocks().setOne(*outcome, asked);
            Q_EMIT read();
        });
}

void DeviceWatch::readLog()
{
    fetchLog(m_account.transport(), m_device, {}, lines, this)
        ->then(this, [this](const Result<ListResult<LogEntry>, ApiError> &outcome) {
            if (m_isStopped)
                return;
            noteAnswer(m_logLook, outcome ? nullptr : &outcome.error());
            m_logLook.next.set(pauseOf(m_logLook, m_pace.log), [this] { readLog(); });
            if (!outcome)
                return;
            m_lines = outcome->items;
            Q_EMIT read();
        });
}

void DeviceWatch::noteAnswer(Look &look, const ApiError *error)
{
    look.failures = error ? look.failures + 1 : 0;
    if (error && !isAnswer(*error))
        return;
    m_time.noteAnswer(m_account.clock().uptime());
    watchTime();
}

// Every answer sets the limit again. Without an answer, time stops counting after a while.
void DeviceWatch::watchTime()
{
    const auto left = m_pace.limit - m_time.passed(m_account.clock().uptime());
    m_limit.set(std::max(left, std::chrono::milliseconds(0)), [this] {
        if (m_time.passed(m_account.clock().uptime()) >= m_pace.limit)
            Q_EMIT timeUp();
    });
}

std::chrono::milliseconds DeviceWatch::pauseOf(const Look &look, std::chrono::milliseconds usual) const
{
    return usual * (1 << std::min(look.failures, 3));
}

} // namespace lockdesk
