#include "bulksender.h"

#include "clock.h"
#include "decision.h"
#include "runnertimes.h"
#include "transport.h"

#include <algorithm>
#include <utility>

namespace lockdesk {

using namespace std::chrono_literals;

namespace {

using Kind = ApiError::Kind;

QList<ChangeId> idsOf(const Batch &batch)
{
    QList<ChangeId> ids;
    for (const Outgoing &row : batch.rows)
        ids += row.change.id;
    return ids;
}

QString whenTooLate()
{
    return BulkSender::tr("It waited too long to leave, so the record is read again.");
}

bool isThrottle(const ApiError &error)
{
    return error.kind == Kind::TooManyRequests || error.httpStatus == 503;
}

// The service's own no, which leaves open only how much of an array was carried out before it.
bool isRefusal(const ApiError &error)
{
    return error.httpStatus >= 400 && error.httpStatus < 500;
}

} // namespace

BulkSender::BulkSender(Account &account, ChangeStore &changes, BulkRows &rows, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_changes(changes)
    , m_rows(rows)
{
}

void BulkSender::send(const QList<Outgoing> &rows, const Expiry &expiry)
{
    m_expiry = expiry;
    m_toSend = batchesOf(rows);
    for (const Outgoing &row : rows)
        m_rows.find(row.change.id)->stage = BulkRows::Stage::Leaving;
    sendNext();
}

bool BulkSender::isExpired() const
{
    const Clock &clock = m_account.clock();
    return clock.uptime() > m_expiry.uptime || clock.now() > m_expiry.now;
}

// What it was compared with is too old for what is still here.
void BulkSender::dropExpired()
{
    if (m_toSend.isEmpty() || !isExpired())
        return;
    for (const Batch &batch : std::exchange(m_toSend, {})) {
        for (const Outgoing &row : batch.rows) {
            if (m_rows.contains(row.change.id))
                m_rows.leaveLater(row.change.id, 0ms, whenTooLate());
        }
    }
    Q_EMIT advanced(true);
}

void BulkSender::reconsider()
{
    for (Batch &batch : m_toSend) {
        batch.rows.removeIf([this](const Outgoing &row) {
            const ChangeId id = row.change.id;
            const bool stays = !m_rows.mayLeave(id);
            if (stays && m_rows.contains(id) && m_changes.find(id))
                m_rows.leaveLater(id, 0ms, tr("Waits for its turn."));
            return stays;
        });
    }
    m_toSend.removeIf([](const Batch &batch) { return batch.rows.isEmpty(); });
    m_account.transport().reconsider();
}

// As many batches as may be on their way together, of which none touches a device of another.
void BulkSender::sendNext()
{
    const auto isFree = [this](const Batch &batch) {
        return std::ranges::none_of(
            batch.devices(), [this](SmartlockId id) { return m_busyDevices.contains(id); });
    };
    dropExpired();
    while (m_inFlight + m_noting < RunnerTimes::atOnce) {
        const auto next = std::ranges::find_if(m_toSend, isFree);
        if (next == m_toSend.end())
            break;
        const Batch batch = *next;
        m_toSend.erase(next);
        note(batch);
    }
}

// Not before it does leave: after a crash what was noted counts as sent, and is looked for.
void BulkSender::note(const Batch &batch)
{
    for (const SmartlockId device : batch.devices())
        m_busyDevices.insert(device);
    if (!m_note) {
        leave(batch);
        return;
    }
    ++m_noting;
    QList<Departure> departures;
    for (const Outgoing &row : batch.rows)
        departures.append({row.change.id, row.fresh ? row.fresh->updated : QDateTime()});
    m_note(departures, this, [this, batch](const QString &error) {
        --m_noting;
        onNoted(batch, error);
        sendNext();
    });
}

void BulkSender::onNoted(const Batch &batch, const QString &error)
{
    Batch leaving;
    for (const Outgoing &row : batch.rows) {
        const ChangeId id = row.change.id;
        if (error.isEmpty() && m_rows.mayLeave(id) && !isExpired())
            leaving.rows += row;
        else if (m_rows.contains(id) && m_changes.find(id))
            m_rows.leaveLater(id, 0ms, isExpired() ? whenTooLate() : tr("Waits for its turn."));
    }
    if (leaving.rows.size() == batch.rows.size()) {
        leave(batch);
        return;
    }
    release(batch);
    if (!error.isEmpty())
        m_rows.pauseSetsOf(idsOf(batch), error);
    else if (!leaving.rows.isEmpty())
        m_toSend.prepend(leaving); // noted as they are; they leave with the next
    Q_EMIT advanced(isExpired());
}

void BulkSender::leave(const Batch &batch)
{
    ++m_inFlight;
    for (const Outgoing &row : batch.rows)
        m_rows.depart(row.change.id);
    const auto mayLeave = [this, ids = idsOf(batch)] {
        return std::ranges::all_of(ids, [this](ChangeId id) { return m_rows.mayLeave(id); });
    };
    lockdesk::send(batch, m_account.transport(), {m_expiry, mayLeave}, this)
        ->then(this, [this, batch](const Answer &answer) {
            --m_inFlight;
            release(batch);
            onAnswer(batch, answer);
            sendNext();
        });
}

void BulkSender::release(const Batch &batch)
{
    for (const SmartlockId device : batch.devices())
        m_busyDevices.remove(device);
}

void BulkSender::onAnswer(const Batch &batch, const Answer &answer)
{
    if (answer) {
        for (const Outgoing &row : batch.rows)
            m_rows.watch(row.change.id, ChangeStatus::Accepted,
                tr("The service has accepted it; the lock has not confirmed it yet."),
                AttemptOutcome::Accepted);
    } else if (neverLeft(answer.error())) {
        const bool hasExpired = onNeverLeft(batch, answer.error());
        Q_EMIT advanced(hasExpired);
        return;
    } else if (batch.rows.size() == 1 && surelyNotDone(answer.error())) {
        onRefusalAlone(batch.rows.first(), answer.error());
    } else {
        onOpen(batch, answer.error());
    }
    Q_EMIT advanced(false);
}

// Whether it was because of its age.
bool BulkSender::onNeverLeft(const Batch &batch, const ApiError &error)
{
    const bool hasExpired = error.kind == Kind::Expired;
    for (const Outgoing &row : batch.rows) {
        const ChangeId id = row.change.id;
        m_changes.setOutcome(id, AttemptOutcome::NotDone);
        if (error.kind == Kind::InvalidRequest && batch.rows.size() == 1) {
            m_rows.fail(id, explain(error));
            continue;
        }
        if (error.kind == Kind::InvalidRequest)
            m_rows.find(id)->largestBatch = 1;
        const bool isOurs = hasExpired || error.kind == Kind::Cancelled || error.kind == Kind::InvalidRequest;
        m_rows.leaveLater(id, isOurs ? 0ms : 5s,
            hasExpired                          ? whenTooLate()
                : error.kind == Kind::Cancelled ? tr("Waits for its turn.")
                                                : explain(error));
    }
    return hasExpired;
}

void BulkSender::onRefusalAlone(const Outgoing &row, const ApiError &error)
{
    const ChangeId id = row.change.id;
    m_changes.setOutcome(id, AttemptOutcome::NotDone);
    const bool isCreation = std::holds_alternative<CreateAuthorization>(row.change.subject);
    const Change *change = m_changes.find(id);
    if (error.kind == Kind::Unauthorized) {
        m_rows.leaveLater(id, 0ms, {});
        m_rows.pauseSetsOf({id}, explain(error));
    } else if (error.kind == Kind::Busy) {
        holdBack(row.change.smartlockId, explain(error));
        m_rows.tryAgain(id, explain(error), error.retryAfter);
    } else if (error.kind == Kind::NotFound && m_rows.find(id)->attempts == 0) {
        m_rows.tryAgain(id, explain(error), error.retryAfter); // the lists tell what is gone
    } else if (error.kind == Kind::Conflict && isCreation && change && mayHaveHappened(*change)) {
        // It may be the earlier attempt's own, or a ghost, or somebody else's (nuki-facts chapter 2): it is
        // looked for, and not sent again.
        m_rows.watch(id, ChangeStatus::Sent, explain(error), AttemptOutcome::NotDone);
        m_rows.find(id)->isOnlyLookedAt = true;
    } else {
        m_rows.fail(id, explain(error));
    }
}

// Its effect is looked for. What refused an array may have come after a part of it was carried out; what the
// lists do not show of it goes on in halves, so that one guilty row stands alone in the end.
void BulkSender::onOpen(const Batch &batch, const ApiError &error)
{
    const bool isGroup = batch.rows.size() > 1;
    const bool isThrottled = isThrottle(error);
    const auto half = int((batch.rows.size() + 1) / 2);
    for (const Outgoing &outgoing : batch.rows) {
        const ChangeId id = outgoing.change.id;
        m_rows.watch(id, ChangeStatus::Sent, whileLooking(error), AttemptOutcome::Open);
        BulkRows::Row *row = m_rows.find(id);
        row->goesOnAtOnce = isThrottled || (isGroup && isRefusal(error));
        if (isGroup && isRefusal(error) && !isThrottled && error.kind != Kind::Unauthorized)
            row->largestBatch = half;
        if (error.retryAfter)
            row->notBefore = m_account.clock().uptime() + *error.retryAfter;
    }
    if (error.kind == Kind::Unauthorized || error.retryAfter > RunnerTimes::longestWait)
        m_rows.pauseSetsOf(idsOf(batch), explain(error));
    else if (error.kind == Kind::Busy && !isGroup)
        holdBack(batch.rows.first().change.smartlockId, explain(error));
}

// What else is about to leave for a busy device would only have its group refused.
void BulkSender::holdBack(SmartlockId device, const QString &reason)
{
    for (Batch &batch : m_toSend) {
        batch.rows.removeIf([&](const Outgoing &row) {
            const bool isHeld = row.change.smartlockId == device;
            if (isHeld && m_rows.contains(row.change.id))
                m_rows.leaveLater(row.change.id, RunnerTimes::busyPause, reason);
            return isHeld;
        });
    }
    m_toSend.removeIf([](const Batch &batch) { return batch.rows.isEmpty(); });
}

} // namespace lockdesk
