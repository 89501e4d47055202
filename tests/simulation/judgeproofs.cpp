#include "judge.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

// How far back what a list shows may lie: its own age, and the time that it takes to come.
constexpr qint64 lately = 60'000;

bool saysSo(const Fields &held, const Ask &ask)
{
    const Fields meaning = meaningOf(held);
    const Fields wanted = ask.sort == Ask::Sort::Create ? meaningOf(ask.wanted) : ask.wanted;
    return std::ranges::all_of(
        wanted.keys(), [&](const QByteArray &field) { return meaning.value(field) == wanted.value(field); });
}

// Any state that held at some time since `from`.
template <typename IsIt>
bool heldSince(const QList<LockSide::Held> &states, qint64 from, IsIt isIt)
{
    for (qsizetype i = 0; i < states.size(); ++i) {
        const bool isOver = i + 1 < states.size() && states.at(i + 1).at < from;
        if (!isOver && isIt(states.at(i).fields))
            return true;
    }
    return false;
}

} // namespace

// Where the world lets a mark or a missing record come before the lock has it, nobody can know better.
bool Judge::isUnproven(const Ask &ask) const
{
    const Knobs &knobs = m_cloud.knobs();
    if (!ask.isOfAuthorization())
        return knobs.has(Knob::HiddenLogLine);
    if (knobs.has(Knob::EarlyMark) || knobs.has(Knob::EarlyDrop))
        return true;
    // A stale list may show somebody else's mark as new.
    const CloudRecord *record = m_cloud.record(ask.record);
    return knobs.has(Knob::Stale) && record
        && std::ranges::any_of(record->versions, [&](const CloudRecord::Version &version) {
               return version.source == 0 && version.at > m_time.truth() - 240'000;
           });
}

bool Judge::heldLately(const Ask &ask) const
{
    const LockSide *lock = m_cloud.lock(ask.device);
    const qint64 from = m_time.truth() - lately;
    if (!lock)
        return false;
    if (ask.sort == Ask::Sort::Create) {
        return std::ranges::any_of(lock->held, [&](const QList<LockSide::Held> &states) {
            return heldSince(states, from, [&](const auto &held) { return held && saysSo(*held, ask); });
        });
    }
    const QList<LockSide::Held> states = lock->held.value(ask.record);
    if (ask.sort == Ask::Sort::Remove)
        return states.isEmpty() || heldSince(states, from, [](const auto &held) { return !held; });
    return heldSince(states, from, [&](const auto &held) { return held && saysSo(*held, ask); });
}

// Somebody did it there since the click: two who ask for the same at once cannot be told apart.
bool Judge::actedLately(const Ask &ask) const
{
    const LockSide *lock = m_cloud.lock(ask.device);
    const int outcome = ask.action == 2 ? 1 : 3;
    return lock && std::ranges::any_of(lock->deeds, [&](const LockSide::Deed &deed) {
        return deed.at >= ask.clicked - 2'500 && deed.result == 0
            && (deed.action == ask.action || deed.stateAfter == outcome);
    });
}

// 3. Confirmed means that the lock holds it, or no longer holds it.
void Judge::isConfirmedRightly(const Ask &ask)
{
    if (isUnproven(ask))
        return;
    switch (ask.sort) {
    case Ask::Sort::Create:
    case Ask::Sort::Update:
    case Ask::Sort::Remove:
        if (!heldLately(ask))
            note(3,
                nameOf(ask) + u" is Confirmed, and the lock does not hold it so: "_s
                    + ask.seen.last().reason);
        break;
    case Ask::Sort::Operate:
        if (!actedLately(ask))
            note(3, nameOf(ask) + u" is Confirmed, and the lock has not done it"_s);
        break;
    case Ask::Sort::Synchronise:
        if (m_cloud.lock(ask.device)->reported < ask.clicked - lately)
            note(3, nameOf(ask) + u" is Confirmed, and the lock has not reported"_s);
        break;
    case Ask::Sort::Rename:
        if ('"' + m_cloud.lock(ask.device)->name + '"' != ask.wanted.value("name"))
            note(3, nameOf(ask) + u" is Confirmed, and the service has another name"_s);
        break;
    }
}

// 3. "Failed, nothing was changed" means just that.
void Judge::isFailedRightly(const Ask &ask)
{
    if (ask.sort == Ask::Sort::Operate) {
        if (isUnproven(ask))
            return;
        for (const LockSide::Deed &deed : m_cloud.lock(ask.device)->deeds) {
            const bool isOurs = deed.source > 0 && deed.at >= ask.clicked && deed.action == ask.action;
            if (isOurs && deed.result == 0)
                return note(3, nameOf(ask) + u" is Failed, and the lock has done it"_s);
        }
        return;
    }
    if (!ask.isOfAuthorization())
        return;
    for (const Exchange &exchange : m_line.exchanges()) {
        for (const Exchange::Effect &effect : exchange.effects) {
            const QList<Ask *> asks = m_ledger.askedFor(exchange, effect);
            if (exchange.isOfAuthorizations() && asks.size() == 1 && asks.first() == &ask)
                return note(3,
                    nameOf(ask) + u" is Failed, and "_s + nameOf(exchange) + u" has done it: "_s
                        + ask.seen.last().reason);
        }
    }
}

// What the newest reading of the device's own list, that the program had before, said of the record.
std::optional<Fields> Judge::newestRead(
    const QByteArray &record, qint64 device, const Exchange &before, qint64 *shownOf) const
{
    const QString own = u"/smartlock/%1/auth"_s.arg(device);
    const CloudRecord *cloud = m_cloud.record(record);
    for (int number = before.number - 1; number > 0; --number) {
        const Exchange &reading = m_line.exchange(number);
        if (reading.isWrite() || reading.path != own || !reading.wasDelivered || reading.answer.status != 200
            || !reading.ended || *reading.ended > before.handed || reading.session != before.session
            || !reading.shownOf)
            continue;
        *shownOf = *reading.shownOf;
        const auto shown = cloud->at(*reading.shownOf);
        return shown ? std::optional(shown->fields) : std::nullopt;
    }
    return std::nullopt;
}

// 5. No edit of somebody else is overwritten in silence where the service could have shown it.
void Judge::overwritesNobodyInSilence(const Exchange &exchange, const Exchange::Effect &effect)
{
    const CloudRecord *record = m_cloud.record(effect.record);
    if (exchange.method == "PUT" || !record || record->versions.size() < 2
        || m_cloud.isUnreadable(effect.record) || m_cloud.isCut(effect.record)
        || m_cloud.knobs().has(Knob::ShortList))
        return;
    const QList<Ask *> asks = m_ledger.askedFor(exchange, effect);
    if (asks.size() != 1)
        return;
    qint64 shownOf = 0;
    const std::optional<Fields> read = newestRead(effect.record, effect.device, exchange, &shownOf);
    if (!read || exchange.handed - shownOf > 30'000)
        return;
    // The program has read it so, and wrote all the same over what the person had not seen.
    const Fields seen = meaningOf(asks.first()->before);
    const Fields theirs = meaningOf(*read);
    const Fields sent = meaningOf(fieldsFor(exchange, effect.record));
    const bool isDeletion = exchange.method == "DELETE";
    for (const QByteArray &field : differences(seen, theirs)) {
        if (field == "code" && m_cloud.knobs().has(Knob::HiddenCodes))
            continue;
        // Only what somebody else made of it: an earlier change of the person's own is known.
        const bool isForeign =
            std::ranges::any_of(record->versions, [&](const CloudRecord::Version &version) {
                return version.source == 0 && version.at > 0 && version.at <= shownOf && version.shown
                    && meaningOf(version.shown->fields).value(field) == theirs.value(field);
            });
        if (isForeign && (isDeletion || sent.value(field) != theirs.value(field)))
            note(5,
                u"%1 went over %2 of somebody else, which had been read: %3"_s.arg(
                    nameOf(exchange), QString::fromLatin1(field), nameOf(*asks.first())));
    }
}

// 5. And a conflict is one with somebody: another person, or another change of this one.
void Judge::isConflictSomebodys(const Ask &ask)
{
    const CloudRecord *record = m_cloud.record(ask.record);
    // What could not be read once may look changed when it can.
    if (!record || m_cloud.knobs().has(Knob::Unreadable) || m_cloud.knobs().has(Knob::CutName))
        return;
    const bool isSomebodys = std::ranges::any_of(record->versions, [&](const CloudRecord::Version &version) {
        if (version.source == 0)
            return version.at > 0 || !version.shown;
        const QList<Ask *> asks =
            m_ledger.askedFor(m_line.exchange(version.source), {ask.record, ask.device});
        return asks.size() != 1 || asks.first() != &ask;
    });
    if (!isSomebodys)
        note(
            5, nameOf(ask) + u" is in conflict, and nobody else has touched it: "_s + ask.seen.last().reason);
}

bool Judge::isAllEnded() const
{
    const Session *session = m_program.session();
    if (!session)
        return true;
    return std::ranges::all_of(
        session->changes.changes(), [&](const Change &change) { return isFinal(change.status); });
}

// 6. Once the service is calm, every change that left comes to an end; nothing stays Waiting that nothing
// will wake.
void Judge::comesToAnEnd()
{
    const Session *session = m_program.session();
    if (!session)
        return;
    for (const Change &change : session->changes.changes()) {
        const std::optional<ChangeSet> set = session->changes.set(change.set);
        const bool isWaitingForAPerson = change.status == ChangeStatus::Waiting && set && set->isPaused;
        if (!isFinal(change.status) && !isWaitingForAPerson)
            note(6,
                u"row %1 is still %2: %3 (%4)"_s.arg(qint64(change.id))
                    .arg(text(change.status), change.reason, changeTitle(change)));
    }
}

void Judge::atEnd()
{
    comesToAnEnd();
    constexpr qint64 longest = 5'000; // a second, and what a busy machine takes
    if (m_program.longestWait() > longest)
        note(11, u"a thread was waited for for %1 ms"_s.arg(m_program.longestWait()));
}

void Judge::onKilled()
{
    const qint64 now = m_time.truth();
    const bool isWell = m_program.isKeeping() && m_program.session()->keeper.problem().isEmpty();
    m_left = Left{{}, m_program.disk().failures(), isWell};
    for (Ask &ask : m_ledger.asks()) {
        const bool isNew = now - ask.clicked < 1'000; // it may not be written yet
        if (!ask.isGone && !ask.isLost && ask.isOfAuthorization() && ask.set != ChangeSetId{}
            && (!isNew || ask.hasLeft) && !(isFinal(ask.status()) && ask.status() != ChangeStatus::Draft))
            m_left->asks.append(ask.number);
        if (!ask.heldSince) {
            ask.heldSince = m_time.nextMoment(); // until somebody resumes it
            ask.heldAt = now;
        }
    }
    m_paused.clear();
    m_ledger.endSession();
}

// 7. After a kill and a restart every row is accounted for.
void Judge::onOpened()
{
    Session *session = m_program.session();
    const bool wasWell = m_left && m_left->wasKept && m_left->failures == m_ownsFrom
        && m_program.disk().failures() == m_ownsFrom && session->keeper.problem().isEmpty();
    QList<int> unmatched, gone;
    for (Ask &ask : m_ledger.asks()) {
        if (!ask.isLost && m_ledger.find(ask.id) != &ask)
            (ask.isGone ? gone : unmatched).append(ask.number);
    }
    const auto takesUp = [this](const Change &row, QList<int> &numbers) {
        const Ask made = Ledger::made(row);
        const auto found = std::ranges::find_if(
            numbers, [&](int number) { return m_ledger.asks()[size_t(number - 1)].isLike(made); });
        if (found == numbers.end())
            return false;
        Ask &ask = m_ledger.asks()[size_t(*found - 1)];
        m_ledger.rename(ask, row.id, row.set);
        ask.seen.append({m_time.truth(), m_time.nextMoment(), row.status, row.reason});
        numbers.erase(found);
        return true;
    };
    for (const Change &row : session->changes.changes()) {
        // A discard that the disk refused did not last, and the person is to see it again.
        if (!m_ledger.find(row.id) && !takesUp(row, unmatched) && takesUp(row, gone) && wasWell)
            note(7, nameOf(*m_ledger.find(row.id)) + u" is back after the restart"_s);
    }
    for (const int number : std::as_const(unmatched)) {
        Ask &ask = m_ledger.asks()[size_t(number - 1)];
        if (wasWell && m_left->asks.contains(number))
            note(7, nameOf(ask) + u" is gone after the restart; it was "_s + text(ask.status()));
        ask.isLost = true;
    }
    m_left.reset();
    m_ownsFrom = m_program.disk().failures();
}

} // namespace lockdesk
