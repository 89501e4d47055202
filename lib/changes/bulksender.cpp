#include "bulksender.h"

#include "clock.h"
#include "decision.h"
#include "turns.h"

#include <algorithm>
#include <utility>

namespace lockdesk {

using namespace std::chrono_literals;

namespace {

bool hasNotLeft(const ApiError &error)
{
    switch (error.kind) {
    case ApiError::Kind::Unreachable:
    case ApiError::Kind::ProxyRefused:
    case ApiError::Kind::Certificate:
    case ApiError::Kind::Cancelled:
        return true;
    default:
        return false;
    }
}

bool isForAll(const ApiError &error)
{
    return error.kind == ApiError::Kind::TooManyRequests || error.httpStatus == 503;
}

QList<ChangeId> idsOf(const QList<Outgoing> &rows)
{
    QList<ChangeId> ids;
    for (const Outgoing &row : rows)
        ids += row.change.id;
    return ids;
}

QString whenTooLate()
{
    return BulkSender::tr("It waited too long to leave, so the record is read anew.");
}

} // namespace

BulkSender::BulkSender(Account &account, BulkRows &rows, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_rows(rows)
{
}

void BulkSender::send(const QList<Outgoing> &rows, const Expiry &expiry)
{
    m_hasExpired = false;
    m_expiry = expiry;
    if (!rows.isEmpty())
        m_toSend = batchesOf(rows);
    sendNext();
}

// Not before it is its turn: after a crash what was noted counts as sent, and holds its set up until it is
// proven not to have been.
void BulkSender::note(const Batch &batch)
{
    ++m_inFlight;
    QList<Departure> rows;
    for (const Outgoing &row : batch.rows) {
        m_inFlightDevices.insert(row.change.smartlockId);
        rows.append({row.change.id, row.fresh ? row.fresh->updated : QDateTime()});
    }
    if (m_noteBeforeSending)
        m_noteBeforeSending(rows, this, [this, batch](const QString &error) { onNoted(batch, error); });
    else
        sendBatch(batch);
}

void BulkSender::onNoted(const Batch &batch, const QString &error)
{
    const bool isGone =
        std::ranges::any_of(batch.rows, [this](const Outgoing &row) { return !m_rows.find(row.change.id); });
    const bool isPaused =
        std::ranges::any_of(batch.rows, [this](const Outgoing &row) { return m_rows.isPaused(row.change); });
    if (error.isEmpty() && !isGone && !isPaused && !isExpired()) {
        sendBatch(batch);
        return;
    }
    free(batch);
    for (const Outgoing &row : batch.rows) {
        if (m_rows.find(row.change.id))
            m_rows.leaveLater(row.change.id, 0ms, isExpired() ? whenTooLate() : tr("Waits for its turn."));
    }
    m_hasExpired = m_hasExpired || isExpired();
    if (!error.isEmpty())
        m_rows.pauseSetsOf(idsOf(batch.rows), error);
    sendNext();
}

bool BulkSender::isExpired() const
{
    Clock &clock = m_account.clock();
    return clock.uptime() > m_expiry.uptime || clock.now() > m_expiry.now;
}

// What it was compared with is too old for what is still here.
void BulkSender::dropExpired()
{
    if (m_toSend.isEmpty() || !isExpired())
        return;
    m_hasExpired = true;
    for (const Batch &batch : std::exchange(m_toSend, {})) {
        for (const Outgoing &row : batch.rows)
            m_rows.leaveLater(row.change.id, 0ms, whenTooLate());
    }
}

void BulkSender::followPause()
{
    m_toSend.removeIf([this](const Batch &batch) {
        const bool isAnyPaused = std::ranges::any_of(
            batch.rows, [this](const Outgoing &row) { return m_rows.isPaused(row.change); });
        if (isAnyPaused) {
            for (const Outgoing &row : batch.rows)
                m_rows.leaveLater(row.change.id, 0ms, tr("Waits for its turn."));
        }
        return isAnyPaused;
    });
}

// As many batches as may be on their way together, of which none touches a device of another.
void BulkSender::sendNext()
{
    const auto isFree = [this](const Batch &batch) {
        return std::ranges::none_of(
            batch.devices(), [this](SmartlockId id) { return m_inFlightDevices.contains(id); });
    };
    dropExpired();
    while (m_inFlight < Turns::atOnce) {
        const auto next = std::ranges::find_if(m_toSend, isFree);
        if (next == m_toSend.end())
            break;
        const Batch batch = *next;
        m_toSend.erase(next);
        note(batch);
    }
    if (m_inFlight == 0)
        Q_EMIT done(m_hasExpired);
}

void BulkSender::sendBatch(const Batch &batch)
{
    for (const Outgoing &row : batch.rows)
        m_rows.depart(row.change.id);
    lockdesk::send(batch, m_account.transport(), m_expiry, this)
        ->then(this, [this, batch](const Result<Accepted, ApiError> &outcome) { onAnswer(batch, outcome); });
}

void BulkSender::onAnswer(const Batch &batch, const Result<Accepted, ApiError> &outcome)
{
    free(batch);
    if (outcome) {
        for (const Outgoing &row : batch.rows)
            m_rows.watch(row.change.id, ChangeStatus::Accepted,
                tr("The service has accepted it; the lock has not confirmed it yet."), false);
    } else if (!surelyNotDone(outcome.error())) {
        for (const Outgoing &row : batch.rows)
            m_rows.watch(row.change.id, ChangeStatus::Sent, whileLooking(outcome.error()), true);
    } else {
        onRefusal(batch, outcome.error());
    }
    sendNext();
}

void BulkSender::free(const Batch &batch)
{
    --m_inFlight;
    for (const Outgoing &row : batch.rows)
        m_inFlightDevices.remove(row.change.smartlockId);
}

void BulkSender::onRefusal(const Batch &batch, const ApiError &error)
{
    const QList<ChangeId> ids = idsOf(batch.rows);
    const auto all = [this, &ids](BulkRows::Time delay, const QString &reason) {
        for (const ChangeId id : ids)
            m_rows.leaveLater(id, delay, reason);
    };
    if (error.kind == ApiError::Kind::Unauthorized) {
        all(0ms, {});
        m_rows.pauseSetsOf(ids, explain(error));
    } else if (error.kind == ApiError::Kind::Expired) {
        m_hasExpired = true;
        all(0ms, whenTooLate());
    } else if (hasNotLeft(error)) {
        all(5s, explain(error));
    } else if (isForAll(error)) {
        for (const ChangeId id : ids)
            m_rows.tryAgain(id, explain(error), error.retryAfter);
    } else if (ids.size() > 1) {
        part(batch);
    } else {
        if (error.kind == ApiError::Kind::Busy)
            holdBack(batch.rows.first().change.smartlockId, explain(error));
        onRefusalAlone(ids.first(), error);
    }
}

void BulkSender::onRefusalAlone(ChangeId id, const ApiError &error)
{
    // For a deletion "not found" is what was wanted (safety 4.2).
    const bool mayBeDone = error.kind == ApiError::Kind::NotFound && m_rows.find(id)->attempts == 0;
    if (mayBeDone || error.kind == ApiError::Kind::Busy)
        m_rows.tryAgain(id, explain(error), error.retryAfter);
    else
        m_rows.fail(id, explain(error));
}

// One of the group is guilty: its halves leave at once, while what was read is fresh, so that the innocent do
// not wait for another reading.
void BulkSender::part(const Batch &batch)
{
    const qsizetype half = (batch.rows.size() + 1) / 2;
    bool isAnyPaused = false;
    for (const Outgoing &row : batch.rows) {
        isAnyPaused = isAnyPaused || m_rows.isPaused(row.change);
        m_rows.find(row.change.id)->largestBatch = int(half);
        m_rows.leaveLater(
            row.change.id, 0ms, tr("One change of its group was refused, so the group is parted."));
    }
    if (isAnyPaused)
        return;
    m_toSend.prepend({batch.rows.sliced(half)});
    m_toSend.prepend({batch.rows.first(half)});
}

// What else is about to leave for a busy device would only have its group refused.
void BulkSender::holdBack(SmartlockId device, const QString &reason)
{
    for (Batch &batch : m_toSend) {
        batch.rows.removeIf([&](const Outgoing &row) {
            const bool isHeld = row.change.smartlockId == device;
            if (isHeld)
                m_rows.leaveLater(row.change.id, busyPause, reason);
            return isHeld;
        });
    }
    m_toSend.removeIf([](const Batch &batch) { return batch.rows.isEmpty(); });
}

} // namespace lockdesk
