#include "judge.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr qint64 pauseGrace = 1'000; // what is still connecting may take so long to be dropped (BULK-4)
constexpr int requestsAChange = 40;
constexpr int requestsBesides = 60; // what the program asks in a minute without any change

} // namespace

QString Judge::nameOf(const Ask &ask)
{
    constexpr const char *sorts[] = {"create", "edit", "delete", "operate", "synchronise", "rename"};
    return u"ask %1 (%2 on %3 %4, row %5)"_s.arg(ask.number)
        .arg(QLatin1StringView(sorts[int(ask.sort)]))
        .arg(ask.device)
        .arg(QString::fromLatin1(ask.record))
        .arg(qint64(ask.id));
}

QString Judge::nameOf(const Exchange &exchange)
{
    return u"request %1 (%2 %3)"_s.arg(exchange.number)
        .arg(QString::fromLatin1(exchange.method), exchange.path);
}

void Judge::note(int promise, const QString &words)
{
    if (!m_overlooked.contains(promise))
        m_breaches.append({promise, words});
}

void Judge::onHanded(const Exchange &exchange)
{
    asksSeldom();
    fewAtOnce(exchange);
}

void Judge::onLeft(const Exchange &exchange)
{
    if (!exchange.isWrite())
        return;
    oneWriteADevice(exchange);
    if (exchange.isAction())
        actsInTime(exchange);
    QList<Ask *> all;
    for (const Exchange::Effect &element : elementsOf(exchange, m_cloud)) {
        const QList<Ask *> asks = m_ledger.askedFor(exchange, element);
        mayLeave(exchange, element, asks);
        all += asks;
    }
    if (exchange.isOfAuthorizations())
        isNoted(exchange, all);
    for (Ask *ask : std::as_const(all))
        ask->hasLeft = ask->hasLeft || !ask->heldSince;
}

void Judge::onServed(const Exchange &exchange)
{
    if (!exchange.isOfAuthorizations())
        return;
    for (const Exchange::Effect &effect : exchange.effects) {
        happensOnce(exchange, effect);
        changesOnlyWhatWasAsked(exchange, effect);
        overwritesNobodyInSilence(exchange, effect);
        const QList<Ask *> asks = m_ledger.askedFor(exchange, effect);
        if (asks.size() == 1 && asks.first()->status() == ChangeStatus::Failed)
            isFailedRightly(*asks.first());
    }
}

void Judge::onStatus(Ask &ask)
{
    if (ask.status() == ChangeStatus::Confirmed)
        isConfirmedRightly(ask);
    else if (ask.status() == ChangeStatus::Failed)
        isFailedRightly(ask);
    else if (ask.status() == ChangeStatus::Conflict)
        isConflictSomebodys(ask);
}

// The store says which sets are paused; since when, is noted here.
void Judge::onSettled()
{
    const Session *session = m_program.session();
    if (!session)
        return;
    for (const ChangeSet &set : session->changes.sets()) {
        if (!set.isPaused)
            m_paused.remove(set.id);
        else if (!m_paused.contains(set.id))
            m_paused.insert(set.id, {m_time.nextMoment(), m_time.truth()});
    }
}

bool Judge::isPaused(const Ask &ask, qint64 handedMoment, qint64 handed) const
{
    Q_UNUSED(handed)
    const auto pause = m_paused.constFind(ask.set);
    return pause != m_paused.cend()
        && (handedMoment > pause->moment || m_time.truth() > pause->at + pauseGrace);
}

// 1. Nothing leaves that is a draft, paused or discarded, or that nobody asked for.
void Judge::mayLeave(const Exchange &exchange, const Exchange::Effect &element, const QList<Ask *> &asks)
{
    QString why = u"nobody asked for it"_s;
    for (const Ask *ask : asks) {
        const bool isHeld = ask->heldSince
            && (exchange.handedMoment > *ask->heldSince || m_time.truth() > ask->heldAt + pauseGrace);
        if (ask->isGone && isHeld)
            why = nameOf(*ask) + u" is gone"_s;
        else if (isHeld)
            why = nameOf(*ask) + u" is held: a draft, paused, or of a program that ended"_s;
        else if (isPaused(*ask, exchange.handedMoment, exchange.handed))
            why = nameOf(*ask) + u" is in a paused set"_s;
        else
            return;
    }
    note(1,
        nameOf(exchange) + u" left for "_s + QString::fromLatin1(element.record) + u" on "_s
            + QString::number(element.device) + u": "_s + why);
}

// 1. Nothing leaves that is not noted in the journal, where there is one; and nothing before that is known.
void Judge::isNoted(const Exchange &exchange, const QList<Ask *> &asks)
{
    if (!m_program.isOpen())
        return note(1, nameOf(exchange) + u" left before the journal was open"_s);
    if (!m_program.isKeeping())
        return;
    const QList<Change> rows = m_program.journalled();
    for (const Ask *ask : asks) {
        if (isFinal(ask->status())) // an earlier one that asked for the same
            continue;
        const bool isThere = std::ranges::any_of(rows,
            [ask](const Change &row) { return mayHaveHappened(row) && Ledger::made(row).isLike(*ask); });
        const bool isOfOne =
            std::ranges::count_if(asks, [ask](const Ask *other) { return other->isLike(*ask); }) == 1;
        if (!isThere && isOfOne && !ask->heldSince)
            note(1, nameOf(exchange) + u" left, and the journal does not know: "_s + nameOf(*ask));
    }
}

// 2. What a person asked for once takes effect at most once.
void Judge::happensOnce(const Exchange &exchange, const Exchange::Effect &effect)
{
    if (exchange.method != "PUT")
        return;
    const QList<Ask *> asks = m_ledger.askedFor(exchange, effect);
    int allowed = 0;
    for (const Ask *ask : asks)
        allowed += ask->sends;
    int made = 0;
    for (const auto &[id, record] : m_cloud.records()) {
        if (record.source == 0 || record.device != effect.device)
            continue;
        const Exchange &maker = m_line.exchange(record.source);
        if (asks.isEmpty() || m_ledger.askedFor(maker, effect).contains(asks.first())) {
            // One that somebody else has taken away meanwhile may come again.
            const bool isGone = !record.now() && record.versions.last().source == 0;
            made += !isGone;
        }
    }
    if (made > allowed)
        note(2,
            u"%1 made it %2 times, asked for %3 times: %4"_s.arg(nameOf(exchange))
                .arg(made)
                .arg(allowed)
                .arg(asks.isEmpty() ? u"nothing"_s : nameOf(*asks.first())));
}

// 4. No field changes that nobody asked to change.
void Judge::changesOnlyWhatWasAsked(const Exchange &exchange, const Exchange::Effect &effect)
{
    const QList<Ask *> asks = m_ledger.askedFor(exchange, effect);
    const Fields sent = fieldsFor(exchange, effect.record);
    if (exchange.method == "PUT") {
        for (const Ask *ask : asks) {
            if (differences(ask->wanted, sent).isEmpty())
                return;
        }
        if (!asks.isEmpty())
            note(4, nameOf(exchange) + u" creates something else than asked for: "_s + nameOf(*asks.first()));
        return;
    }
    const CloudRecord *record = m_cloud.record(effect.record);
    if (exchange.method != "POST" || record->versions.size() < 2)
        return;
    const auto &now = record->versions.last();
    const auto &before = record->versions.at(record->versions.size() - 2);
    if (now.source != exchange.number || !before.shown || !now.shown)
        return;
    const Fields made = meaningOf(now.shown->fields);
    for (const QByteArray &field : differences(before.shown->fields, now.shown->fields)) {
        const bool isAsked = std::ranges::any_of(asks, [&](const Ask *ask) {
            return ask->wanted.contains(field) && ask->wanted.value(field) == made.value(field);
        });
        // What the program has just been shown, and somebody changed since: that is promise 5.
        const bool wasSo = std::ranges::any_of(record->versions, [&](const CloudRecord::Version &version) {
            return version.shown && version.source != exchange.number
                && meaningOf(version.shown->fields).value(field) == made.value(field) && &version != &before;
        });
        if (!isAsked && !wasSo)
            note(4,
                u"%1 changed %2 of %3 from %4 to %5, and nobody asked for that"_s.arg(nameOf(exchange),
                    QString::fromLatin1(field), QString::fromLatin1(effect.record),
                    QString::fromUtf8(before.shown->fields.value(field)),
                    QString::fromUtf8(made.value(field))));
    }
}

// 8. An action leaves at most once, and never later than 10 s after the click by whichever clock is first.
void Judge::actsInTime(const Exchange &exchange)
{
    const QList<Ask *> asks = m_ledger.askedFor(exchange, elementsOf(exchange, m_cloud).first());
    for (qsizetype i = asks.size() - 1; i >= 0; --i) {
        Ask *ask = asks.at(i);
        if (ask->leaves > 0)
            continue;
        ++ask->leaves;
        const auto after = exchange.leftUptime - ask->clickedUptime;
        const qint64 afterWall = ask->clickedWall.msecsTo(exchange.leftWall);
        if (after > std::chrono::milliseconds(10'010) || afterWall > 10'010)
            note(8,
                u"%1 left %2 ms (wall clock %3 ms) after the click: %4"_s.arg(nameOf(exchange))
                    .arg(after.count())
                    .arg(afterWall)
                    .arg(nameOf(*ask)));
        return;
    }
    if (!asks.isEmpty())
        note(8, nameOf(exchange) + u" left once more than it was asked for"_s);
}

// 9. Requests stay under 40 per change and minute.
void Judge::asksSeldom()
{
    const auto &all = m_line.exchanges();
    constexpr qint64 minute = 60'000;
    const qint64 now = m_time.truth();
    if (all.size() <= requestsAChange + requestsBesides
        || all[all.size() - 1 - requestsAChange - requestsBesides].handed < now - minute)
        return;
    int active = 1;
    for (const Ask &ask : m_ledger.asks()) {
        const bool isEnded =
            !ask.seen.isEmpty() && isFinal(ask.status()) && ask.seen.last().at < now - minute;
        active += ask.sends > 0 && !ask.isGone && !isEnded;
    }
    const size_t limit = size_t(requestsAChange * active + requestsBesides);
    if (all.size() > limit && all[all.size() - 1 - limit].handed >= now - minute)
        note(9, u"more than %1 requests in a minute for %2 changes"_s.arg(limit).arg(active));
}

// 10. At most 4 in flight, 3 of them no action.
void Judge::fewAtOnce(const Exchange &exchange)
{
    const auto &all = m_line.exchanges();
    int underWay = 0;
    int noActions = 0;
    const size_t from = all.size() > 60 ? all.size() - 60 : 0; // none is as old as that
    for (size_t i = from; i < all.size(); ++i) {
        if (all[i].session == exchange.session && all[i].isUnderWay()) {
            ++underWay;
            noActions += !all[i].isAction() && !all[i].isOfOneDoor();
        }
    }
    if (underWay > 4 || noActions > 3)
        note(10, u"%1 in flight, %2 of them no actions"_s.arg(underWay).arg(noActions));
}

// 10. One write of authorizations and one action a device.
void Judge::oneWriteADevice(const Exchange &exchange)
{
    const auto &all = m_line.exchanges();
    const size_t from = all.size() > 60 ? all.size() - 60 : 0;
    const QList<Exchange::Effect> mine = elementsOf(exchange, m_cloud);
    for (size_t i = from; i < all.size(); ++i) {
        const Exchange &other = all[i];
        const bool isSameSort = (exchange.isAction() && other.isAction())
            || (exchange.isOfAuthorizations() && other.isOfAuthorizations());
        if (other.number == exchange.number || !isSameSort || !other.left || !other.isUnderWay()
            || other.session != exchange.session)
            continue;
        const QList<Exchange::Effect> theirs = elementsOf(other, m_cloud);
        for (const Exchange::Effect &a : mine) {
            if (std::ranges::any_of(theirs, [&a](const auto &b) { return a.device == b.device; }))
                return note(10, nameOf(exchange) + u" left while "_s + nameOf(other) + u" is under way"_s);
        }
    }
}

} // namespace lockdesk
