#include "updatecheck.h"

#include "clock.h"
#include "logging.h"
#include "settings.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockdesk {

namespace {

constexpr auto afterStart = 5min; // a start has better things to do
constexpr auto lookAgain = 1h; // a sleeping machine's timers stand still, so the wall clock is looked at
constexpr std::chrono::seconds period = 24h;

QUrl folderOf(const QUrl &file)
{
    QUrl folder = file.adjusted(QUrl::RemoveFilename | QUrl::StripTrailingSlash);
    if (folder.path() == "/"_L1)
        folder.setPath({});
    return folder;
}

UpdateFault faultOf(const ApiError &error)
{
    switch (error.kind) {
    case ApiError::Kind::Certificate:
        return UpdateFault::NotSecure;
    case ApiError::Kind::Redirected:
        return UpdateFault::Redirected;
    case ApiError::Kind::TooLarge:
        return UpdateFault::TooLarge;
    default:
        return error.httpStatus == 0 ? UpdateFault::Unreachable : UpdateFault::Refused;
    }
}

} // namespace

UpdateCheck::UpdateCheck(const UpdateSource &source, Settings &settings,
    Transport::ManagerFactory makeManager, Clock &clock, QRandomGenerator &random,
    const QVersionNumber &running, QObject *parent)
    : QObject(parent)
    , m_feedAddress(source.feed)
    , m_key(MinisignKey::fromText(source.key).value())
    , m_settings(settings)
    , m_clock(clock)
    , m_running(running)
    , m_transport(folderOf(source.feed), std::move(makeManager), clock, random)
    , m_alarm(clock)
    , m_state(isOn() ? State::NeverAsked : State::Off)
{
}

UpdateCheck::~UpdateCheck()
{
    delete m_job;
}

void UpdateCheck::start()
{
    m_alarm.set(afterStart, [this] { wake(); });
}

bool UpdateCheck::isOn() const
{
    return m_settings.isCheckingForUpdates();
}

void UpdateCheck::setOn(bool on)
{
    m_settings.setCheckingForUpdates(on);
    if (!isOn()) {
        delete m_job;
        m_transport.resetConnections();
        m_state = State::Off;
        m_fault.reset();
    } else if (m_state == State::Off) {
        m_state = State::NeverAsked;
    }
    Q_EMIT changed();
}

void UpdateCheck::wake()
{
    m_alarm.set(lookAgain, [this] { wake(); });
    if (isOn() && isDue())
        checkNow();
}

// A last time that is yet to come was noted by a wrong clock.
bool UpdateCheck::isDue() const
{
    const QDateTime last = m_settings.lastUpdateCheck();
    const QDateTime now = m_clock.now();
    return !last.isValid() || last > now || last.secsTo(now) >= period.count();
}

void UpdateCheck::checkNow()
{
    if (isChecking())
        return;
    m_settings.setLastUpdateCheck(m_clock.now());
    fetchFeed();
}

void UpdateCheck::fetchFeed()
{
    const Request request{
        .path = {m_feedAddress.fileName()}, .maxBytes = UpdateFeed::maxBytes, .isAnyType = true};
    auto *job = m_transport.send<QByteArray>(
        request, [](const QByteArray &body) { return body; }, this);
    m_job = job->then(this, [this](const auto &outcome) {
        if (outcome)
            fetchSignature(*outcome);
        else
            fail(faultOf(outcome.error()));
    });
}

void UpdateCheck::fetchSignature(const QByteArray &feed)
{
    const Request request{.path = {m_feedAddress.fileName() + ".minisig"_L1},
        .maxBytes = MinisignKey::maxSignature,
        .isAnyType = true};
    auto *job = m_transport.send<QByteArray>(
        request, [](const QByteArray &body) { return body; }, this);
    m_job = job->then(this, [this, feed](const auto &outcome) {
        if (outcome)
            read(feed, *outcome);
        else
            fail(outcome.error().kind == ApiError::Kind::NotFound ? UpdateFault::NotSigned
                                                                  : faultOf(outcome.error()));
    });
}

void UpdateCheck::read(const QByteArray &bytes, const QByteArray &signature)
{
    const auto feed = readUpdateFeed(
        bytes, signature, {m_feedAddress, m_key, m_clock.now(), m_settings.newestUpdateFeed()});
    if (!feed)
        return fail(feed.error());
    m_settings.setNewestUpdateFeed(feed->released);
    m_feed = *feed;
    m_fault.reset();
    m_state = isNewer(m_feed, m_running) ? State::Available : State::UpToDate;
    qCInfo(logUpdate) << "newest version:" << m_feed.latest.toString();
    end();
}

void UpdateCheck::fail(UpdateFault fault)
{
    qCInfo(logUpdate) << "no answer to believe:" << toText(fault);
    m_fault = fault;
    end();
}

void UpdateCheck::end()
{
    m_job = nullptr; // deletes itself
    m_transport.resetConnections(); // none is kept for a day
    Q_EMIT changed();
}

} // namespace lockdesk
