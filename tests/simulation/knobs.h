#pragma once

#include <QStringList>
#include <QtGlobal>
#include <optional>

namespace lockdesk {

class Dice;

/// A way in which the world may be unkind. Each is something that nuki-facts leaves open.
enum class Knob : int {
    Slow, ///< an answer takes up to 40 s
    LostBefore, ///< a request is lost before the service has seen it
    LostAfter, ///< an answer is lost after the effect
    SlowAccept, ///< a connection takes 11 s and more to be accepted
    Unreachable, ///< a connection is refused, or TLS fails: nothing leaves
    ManyRecords, ///< more records than a page holds
    ShiftingPages, ///< one record goes and one comes between two pages; the totals agree
    ArrayRefused, ///< an array is refused whole
    ArrayHalfDone, ///< an array is refused after part of it was carried out
    Unreadable, ///< one record of a list cannot be read
    CutName, ///< a name ends within a character
    Stale, ///< lists show what was true up to 8 s ago, each by another time: the old after the new
    LateListing, ///< a new record is listed up to 100 s later
    Shuffled, ///< lists come in another order each time
    ShortList, ///< once, for a few seconds, a record is missing from lists that come as one answer
    NoOperationId, ///< nothing says that an operation is pending
    NoUpdateDate, ///< updateDate is never there
    EarlyMark, ///< updateDate moves before the lock has it
    EarlyDrop, ///< a deleted record leaves the lists before the lock has dropped it
    HiddenLogLine, ///< the newest log line is missing for a moment
    DefaultsLeftOut, ///< default values are spelled in one list and left out in the other
    HiddenCodes, ///< codes are in no list
    MissingScope, ///< 401 for one scope
    Refusals, ///< 402, 403, 404, 409, 415, 422 to a write; nothing is done
    BusyForEver, ///< 423 for one record, until the end
    Throttled, ///< 429 with every Retry-After; a write may have been done
    HtmlErrors, ///< 5xx in HTML; a write may have been done
    OfflineLoses, ///< what is written to an offline lock is lost
    OfflineDelays, ///< it comes 10 minutes after the lock is back; else as soon as it is back
    SlowLocks, ///< a lock takes up to 100 s
    BlockedMotors, ///< an action is tried and fails
    ServiceClock, ///< the service's clock is hours off
    LateKeychain, ///< the keychain answers late
    Count
};

/// Which of them are turned on.
class Knobs
{
public:
    static Knobs all();
    /// A handful of `among`, so that no fault always hides another.
    static Knobs drawn(Dice &dice, const Knobs &among);
    /// "slow,lostAfter"; "all,-stale"; "none". Nothing where a name is unknown.
    static std::optional<Knobs> fromText(const QString &text);
    QString toText() const;

    bool has(Knob knob) const { return (m_bits >> int(knob)) & 1; }
    void set(Knob knob, bool on)
    {
        m_bits = on ? m_bits | quint64(1) << int(knob) : m_bits & ~(quint64(1) << int(knob));
    }
    QList<Knob> list() const;

    friend bool operator==(const Knobs &, const Knobs &) = default;

private:
    quint64 m_bits = 0;
};

} // namespace lockdesk
