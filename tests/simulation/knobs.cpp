#include "knobs.h"

#include "dice.h"

#include <array>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

struct Turn
{
    Knob knob;
    QLatin1StringView name;
    int percent; ///< of the seeds have it
};

constexpr std::array<Turn, size_t(Knob::Count)> turns{{
    {Knob::Slow, "slow"_L1, 40},
    {Knob::LostBefore, "lostBefore"_L1, 35},
    {Knob::LostAfter, "lostAfter"_L1, 45},
    {Knob::SlowAccept, "slowAccept"_L1, 25},
    {Knob::Unreachable, "unreachable"_L1, 20},
    {Knob::ManyRecords, "manyRecords"_L1, 6},
    {Knob::ShiftingPages, "shiftingPages"_L1, 60},
    {Knob::ArrayRefused, "arrayRefused"_L1, 25},
    {Knob::ArrayHalfDone, "arrayHalfDone"_L1, 25},
    {Knob::Unreadable, "unreadable"_L1, 25},
    {Knob::CutName, "cutName"_L1, 15},
    {Knob::Stale, "stale"_L1, 35},
    {Knob::LateListing, "lateListing"_L1, 25},
    {Knob::Shuffled, "shuffled"_L1, 40},
    {Knob::ShortList, "shortList"_L1, 30},
    {Knob::NoOperationId, "noOperationId"_L1, 30},
    {Knob::NoUpdateDate, "noUpdateDate"_L1, 12},
    {Knob::EarlyMark, "earlyMark"_L1, 10},
    {Knob::EarlyDrop, "earlyDrop"_L1, 10},
    {Knob::HiddenLogLine, "hiddenLogLine"_L1, 10},
    {Knob::DefaultsLeftOut, "defaultsLeftOut"_L1, 40},
    {Knob::HiddenCodes, "hiddenCodes"_L1, 25},
    {Knob::MissingScope, "missingScope"_L1, 20},
    {Knob::Refusals, "refusals"_L1, 30},
    {Knob::BusyForEver, "busyForEver"_L1, 20},
    {Knob::Throttled, "throttled"_L1, 25},
    {Knob::HtmlErrors, "htmlErrors"_L1, 30},
    {Knob::OfflineLoses, "offlineLoses"_L1, 40},
    {Knob::OfflineDelays, "offlineDelays"_L1, 30},
    {Knob::SlowLocks, "slowLocks"_L1, 30},
    {Knob::BlockedMotors, "blockedMotors"_L1, 20},
    {Knob::ServiceClock, "serviceClock"_L1, 30},
    {Knob::LateKeychain, "lateKeychain"_L1, 30},
}};

} // namespace

Knobs Knobs::all()
{
    Knobs knobs;
    for (const Turn &turn : turns)
        knobs.set(turn.knob, true);
    return knobs;
}

Knobs Knobs::drawn(Dice &dice, const Knobs &among)
{
    Knobs knobs;
    for (const Turn &turn : turns)
        knobs.set(turn.knob, dice.chance(turn.percent) && among.has(turn.knob));
    return knobs;
}

std::optional<Knobs> Knobs::fromText(const QString &text)
{
    Knobs knobs;
    for (const QString &word : text.split(u',', Qt::SkipEmptyParts)) {
        const bool isOff = word.startsWith(u'-');
        const QString name = word.mid(isOff);
        const auto found = std::ranges::find(turns, name, &Turn::name);
        if (name == "all"_L1)
            knobs = all();
        else if (found != turns.end())
            knobs.set(found->knob, !isOff);
        else if (name != "none"_L1)
            return std::nullopt;
    }
    return knobs;
}

QString Knobs::toText() const
{
    QStringList names;
    for (const Turn &turn : turns) {
        if (has(turn.knob))
            names += turn.name;
    }
    return names.isEmpty() ? u"none"_s : names.join(u',');
}

QList<Knob> Knobs::list() const
{
    QList<Knob> on;
    for (const Turn &turn : turns) {
        if (has(turn.knob))
            on += turn.knob;
    }
    return on;
}

} // namespace lockdesk
