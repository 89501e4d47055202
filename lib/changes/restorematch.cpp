#include "restorematch.h"

#include <QHash>

namespace lockdesk {

namespace {

// The device's own number of a record: it has one or the other.
struct NaturalKey
{
    qint64 code = 0;
    qint64 person = 0;

    friend bool operator==(const NaturalKey &, const NaturalKey &) = default;
    friend size_t qHash(const NaturalKey &key, size_t seed = 0)
    {
        return qHashMulti(seed, key.code, key.person);
    }
};

NaturalKey naturalKey(const Authorization &a)
{
    if (a.isKeypadCode())
        return {a.code ? a.code->toNumber() : 0, 0};
    return {0, isApp(a) && a.accountUserId ? toNumber(*a.accountUserId) : 0};
}

// Who is paired with whom so far.
class Pairs
{
public:
    Pairs(const QList<SavedAuthorization> &saved, const QList<Authorization> &present)
        : m_saved(saved)
        , m_present(present)
        , m_isTaken(present.size(), false)
        , matches(saved.size(), -1)
    {
    }

    void byId()
    {
        QHash<AuthorizationId, qsizetype> places;
        for (qsizetype i = 0; i < m_present.size(); ++i)
            places.insert(m_present.at(i).id, i);
        for (qsizetype i = 0; i < m_saved.size(); ++i) {
            const Authorization &record = m_saved.at(i).record;
            const qsizetype place = places.value(record.id, -1);
            if (m_saved.at(i).isSameLock && place >= 0 && m_present.at(place).kind() == record.kind())
                pair(i, place);
        }
    }

    void byNaturalKey()
    {
        QHash<NaturalKey, qsizetype> places;
        for (qsizetype i = 0; i < m_present.size(); ++i) {
            if (!m_isTaken.at(i))
                places.insert(naturalKey(m_present.at(i)), i);
        }
        places.remove({}); // those that have none
        for (qsizetype i = 0; i < m_saved.size(); ++i)
            pair(i, places.value(naturalKey(m_saved.at(i).record), -1));
    }

    void byNameOfCode()
    {
        for (qsizetype i = 0; i < m_saved.size(); ++i) {
            const Authorization &record = m_saved.at(i).record;
            QList<qsizetype> candidates;
            for (qsizetype at = 0; at < m_present.size() && record.isKeypadCode(); ++at) {
                const Authorization &other = m_present.at(at);
                if (!m_isTaken.at(at) && other.isKeypadCode() && other.name == record.name
                    && (!record.code || !other.code))
                    candidates.append(at);
            }
            if (candidates.size() == 1)
                pair(i, candidates.first());
        }
    }

private:
    void pair(qsizetype saved, qsizetype place)
    {
        if (place < 0 || m_isTaken.at(place) || matches.at(saved) >= 0)
            return;
        matches[saved] = place;
        m_isTaken[place] = true;
    }

    const QList<SavedAuthorization> &m_saved;
    const QList<Authorization> &m_present;
    QList<bool> m_isTaken;

public:
    QList<qsizetype> matches;
};

void keepIfSameSecond(std::optional<Instant> &wanted, const std::optional<Instant> &present)
{
    const bool isSame = wanted && present && wanted->isReadable() && present->isReadable()
        && wanted->when().toSecsSinceEpoch() == present->when().toSecsSinceEpoch();
    if (isSame)
        wanted = present;
}

} // namespace

bool isApp(const Authorization &authorization)
{
    // The contract's default, which the service may leave out.
    return authorization.type.value_or(AuthorizationType::App) == AuthorizationType::App;
}

QList<qsizetype> matchSaved(const QList<SavedAuthorization> &saved, const QList<Authorization> &present)
{
    Pairs pairs(saved, present);
    pairs.byId();
    pairs.byNaturalKey();
    pairs.byNameOfCode();
    return pairs.matches;
}

Authorization restored(const Authorization &saved, const Authorization &present)
{
    Authorization wanted = present;
    wanted.name = saved.name;
    wanted.accountUserId = saved.accountUserId;
    if (saved.isEnabled() != present.isEnabled())
        wanted.enabled = saved.enabled;
    if (saved.remoteAllowed.value_or(false) != present.remoteAllowed.value_or(false))
        wanted.remoteAllowed = saved.remoteAllowed;
    if (saved.code && present.code)
        wanted.code = saved.code;
    wanted.schedule = saved.schedule;
    keepIfSameSecond(wanted.schedule.fromDate, present.schedule.fromDate);
    keepIfSameSecond(wanted.schedule.untilDate, present.schedule.untilDate);
    return wanted;
}

Authorization madeAnew(const Authorization &saved, SmartlockId on)
{
    Authorization made;
    made.smartlockId = on;
    made.type = saved.type;
    made.name = saved.name;
    made.accountUserId = saved.accountUserId;
    made.code = saved.code;
    made.remoteAllowed = saved.remoteAllowed;
    made.schedule = saved.schedule;
    return made;
}

} // namespace lockdesk
