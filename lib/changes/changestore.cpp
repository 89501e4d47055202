#include "changestore.h"

#include "clock.h"
#include "logging.h"

#include <algorithm>

namespace lockdesk {

ChangeStore::ChangeStore(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

const Change *ChangeStore::find(ChangeId id) const
{
    const auto found = std::ranges::lower_bound(m_changes, id, {}, &Change::id);
    return found == m_changes.end() || found->id != id ? nullptr : &*found;
}

Change *ChangeStore::at(ChangeId id)
{
    const auto found = std::ranges::lower_bound(m_changes, id, {}, &Change::id);
    return found == m_changes.end() || found->id != id ? nullptr : &*found;
}

std::optional<Change> ChangeStore::change(ChangeId id) const
{
    const Change *found = find(id);
    return found ? std::optional(*found) : std::nullopt;
}

std::optional<ChangeSet> ChangeStore::set(ChangeSetId id) const
{
    const auto found = std::ranges::lower_bound(m_sets, id, {}, &ChangeSet::id);
    return found == m_sets.end() || found->id != id ? std::nullopt : std::optional(*found);
}

QList<Change> ChangeStore::changesOf(ChangeSetId id) const
{
    const std::span<const Change> rows = rowsOf(id);
    return {rows.begin(), rows.end()};
}

// A set comes with all its changes at once, so they are neighbours, and sets are in the order of their ids.
std::span<const Change> ChangeStore::rowsOf(ChangeSetId id) const
{
    const auto found = std::ranges::equal_range(m_changes, id, {}, &Change::set);
    return {found.begin(), found.end()};
}

ChangeId ChangeStore::add(Change change)
{
    const ChangeId id{m_lastId + 1};
    addSet(changeTitle(change), {change});
    return id;
}

ChangeSetId ChangeStore::addSet(
    const QString &title, const QList<Change> &changes, std::optional<ChangeSetId> undoes)
{
    QList<Change> asked = changes;
    for (Change &change : asked) {
        change.asked = m_clock.now();
        change.statusSince = change.asked;
    }
    return append({{}, title, m_clock.now(), false, undoes}, asked);
}

ChangeSetId ChangeStore::restoreSet(const ChangeSet &set, const QList<Change> &changes)
{
    ChangeSet restored = set;
    restored.isPaused =
        std::ranges::any_of(changes, [](const Change &change) { return !isFinal(change.status); });
    restored.undoes.reset(); // it and the next name what was there in that session
    QList<Change> rows = changes;
    for (Change &change : rows) {
        change.undoes.reset();
        if (change.status == ChangeStatus::Problem) // to be looked at anew
            change.status = ChangeStatus::Draft;
    }
    return append(restored, rows);
}

ChangeSetId ChangeStore::append(ChangeSet set, const QList<Change> &changes)
{
    set.id = ChangeSetId(++m_lastSetId);
    if (changes.isEmpty())
        return set.id;
    m_sets.append(set);
    QList<ChangeId> ids;
    ids.reserve(changes.size());
    m_changes.reserve(m_changes.size() + changes.size());
    for (Change change : changes) {
        change.id = ChangeId(++m_lastId);
        change.set = set.id;
        m_changes.append(change);
        ids.append(change.id);
    }
    touch(ids);
    return set.id;
}

bool ChangeStore::isDiscardable(const Change &change) const
{
    if (change.status == ChangeStatus::Draft || change.status == ChangeStatus::Problem)
        return true;
    const std::optional<ChangeSet> of =
        change.status == ChangeStatus::Waiting ? set(change.set) : std::nullopt;
    return of && of->isPaused;
}

void ChangeStore::discard(const QList<ChangeId> &ids)
{
    const QSet<ChangeId> chosen(ids.begin(), ids.end());
    QList<ChangeId> gone;
    QSet<ChangeSetId> sets;
    m_changes.removeIf([&](const Change &change) {
        if (!chosen.contains(change.id) || !isDiscardable(change))
            return false;
        gone.append(change.id);
        sets.insert(change.set);
        return true;
    });
    for (const Change &left : std::as_const(m_changes))
        sets.remove(left.set);
    m_sets.removeIf([&sets](const ChangeSet &set) { return sets.contains(set.id); });
    for (const ChangeId id : std::as_const(gone)) {
        m_theirs.remove(id);
        m_bases.remove(id);
    }
    touch(gone);
}

void ChangeStore::setStatus(ChangeId id, ChangeStatus status, const QString &reason)
{
    std::optional<ChangeId> undone;
    update(id, [&](Change &change) {
        if (change.status != status) {
            qCDebug(logChanges, "change %lld: %s", qint64(id), qUtf8Printable(text(status)));
            change.statusSince = m_clock.now();
        }
        change.status = status;
        change.reason = reason;
        if (status == ChangeStatus::Confirmed)
            undone = change.undoes;
    });
    if (status != ChangeStatus::Conflict)
        m_theirs.remove(id);
    const Change *of = undone ? find(*undone) : nullptr;
    if (of && of->status == ChangeStatus::Confirmed)
        setStatus(*undone, ChangeStatus::Undone);
}

void ChangeStore::depart(ChangeId id, const QDateTime &updatedBefore)
{
    update(id, [&](Change &change) {
        change.attempts.append({m_clock.now(), change.subject, updatedBefore, AttemptOutcome::Open});
    });
    setStatus(id, ChangeStatus::Sent);
}

void ChangeStore::setOutcome(ChangeId id, AttemptOutcome outcome)
{
    update(id, [outcome](Change &change) {
        if (!change.attempts.isEmpty())
            change.attempts.last().outcome = outcome;
    });
}

void ChangeStore::setCreated(ChangeId id, const Authorization &found)
{
    update(id, [&](Change &change) {
        if (auto *create = std::get_if<CreateAuthorization>(&change.subject))
            create->after = found;
    });
}

void ChangeStore::setSubject(ChangeId id, const ChangeSubject &subject)
{
    update(id, [&](Change &change) {
        if (change.status != ChangeStatus::Draft && change.status != ChangeStatus::Problem
            && change.status != ChangeStatus::Conflict)
            return;
        change.subject = subject;
        change.status = ChangeStatus::Draft;
        change.statusSince = m_clock.now();
        change.reason.clear();
        m_theirs.remove(id);
    });
}

void ChangeStore::setPaused(ChangeSetId id, bool isPaused)
{
    const auto found = std::ranges::find(m_sets, id, &ChangeSet::id);
    if (found == m_sets.end() || found->isPaused == isPaused)
        return;
    found->isPaused = isPaused;
    QList<ChangeId> ids;
    for (const Change &change : rowsOf(id))
        ids.append(change.id);
    touch(ids);
}

std::optional<Authorization> ChangeStore::theirs(ChangeId id) const
{
    const auto found = m_theirs.constFind(id);
    return found == m_theirs.constEnd() ? std::nullopt : std::optional(*found);
}

void ChangeStore::setTheirs(ChangeId id, const std::optional<Authorization> &theirs)
{
    if (theirs)
        m_theirs.insert(id, *theirs);
    else
        m_theirs.remove(id);
}

template <typename Edit>
void ChangeStore::update(ChangeId id, Edit edit)
{
    Change *found = at(id);
    if (!found)
        return;
    const Change before = *found;
    edit(*found);
    if (*found != before)
        touch({id});
}

// Last of what a function does: those who are told may change the store in turn.
void ChangeStore::touch(const QList<ChangeId> &ids)
{
    for (const ChangeId id : ids) {
        if (!m_isTouched.contains(id)) {
            m_isTouched.insert(id);
            m_touched.append(id);
        }
    }
    if (!m_isSettling && !ids.isEmpty()) {
        m_isSettling = true;
        const auto tell = [this] {
            m_isSettling = false;
            m_isTouched.clear();
            Q_EMIT settled(std::exchange(m_touched, {}));
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    }
    for (const ChangeId id : ids)
        Q_EMIT changed(id);
}

} // namespace lockdesk
