#pragma once

#include "knobs.h"

#include <QList>

namespace lockdesk {

/// What happens in one step. The numbers choose among what is there then.
enum class StepKind : int {
    Wait, ///< a: milliseconds
    Creations, ///< a: how many, b: chance
    Edits,
    Deletions,
    Mixed,
    Send, ///< a: which set
    SendRow, ///< a: which row, of those that can be sent (again)
    Pause, ///< a: which set
    Resume,
    DiscardRow,
    DiscardSet,
    LookAgain,
    Undo, ///< a: which set
    Decide, ///< a: which conflict, b: what is taken
    EditDraft,
    Operate, ///< a: which device, b: which action
    Synchronise,
    Rename,
    Refresh,
    Import, ///< a: how many rows, b: chance
    Backup,
    Restore,
    Visible, ///< a: whether
    SignOut,
    Quit,
    Kill,
    Start, ///< the program again
    Sleep, ///< a: seconds, b: whether the uptime counts it
    Jump, ///< a: seconds, of the wall clock
    TheirEdit, ///< the second administrator
    TheirCreation,
    TheirDeletion,
    TheirAction,
    LockEdit, ///< the lock's own app
    LockDeletion,
    Offline, ///< a: which device
    Online,
    DiskFails, ///< a: which call, b: the n-th
    DiskFull,
    DiskTears, ///< b: the n-th write
    DiskWell,
    Count
};

struct Step
{
    StepKind kind{};
    int a = 0;
    int b = 0;
    friend bool operator==(const Step &, const Step &) = default;
};

/// One life of the program, to be lived again: the same one gives the same trace.
struct Scenario
{
    quint64 seed = 0;
    Knobs knobs;
    QList<Step> steps;

    /// What this seed comes to.
    static Scenario drawn(quint64 seed, const Knobs &among);
    /// "seed=7 knobs=slow,stale steps=edits(3,77) send(0,0) wait(500,0)"; nothing where it is no scenario.
    static std::optional<Scenario> fromText(const QString &text);
    QString toText() const;

    friend bool operator==(const Scenario &, const Scenario &) = default;
};

QString textOf(const Step &step);

} // namespace lockdesk
