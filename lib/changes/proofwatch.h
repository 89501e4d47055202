#pragma once

#include "bulkrows.h"
#include "freshreading.h"

namespace lockdesk {

/// Judges by fresh lists what has become of the changes that have left: moves them on, ends them, or lets
/// them leave again where they were proven or taken for undone. Asks for nothing itself.
class ProofWatch
{
public:
    using Time = BulkRows::Time;

    /// All must outlive it.
    ProofWatch(ChangeStore &changes, BulkRows &rows, Clock &clock);

    /// BulkRunner::noteSynchronised().
    void noteSynchronised(SmartlockId device, Time sent, Time proven);

    /// All watched changes of whose devices the lists tell.
    void judge(const FreshLists &lists);
    /// A reading of the watched ones among `changes` has failed: its time does not count, and the next is at
    /// `next`.
    void noteFailure(const QList<Change> &changes, Time next);

    /// Any later reading may show the lock's mark of a change that was given up: confirms those.
    void takeLateProof(const AuthorizationStore &known);
    /// Changes of a device that ended without proof and are not watched.
    QList<ChangeId> unprovenOn(SmartlockId device) const;

    /// What a change is judged against, with the records that other creations have become.
    Baseline baselineOf(const Change &change, const BulkRows::Row &row) const;
    /// To be called before baselineOf() when changes have moved.
    void findCreations();

private:
    using Row = BulkRows::Row;

    struct Synchronisation
    {
        Time sent;
        Time proven;
    };

    void judge(const Change &change, Row &row, const FreshLists &lists);
    void judgeDeletion(const Change &change, Row &row, const FreshLists &lists, const Verdict &verdict);
    void judgeOpen(const Change &change, Row &row, const FreshLists &lists);
    bool isProvenByList(const Change &change, const Row &row, const FreshLists &lists) const;
    void confirm(const Change &change, const Row &row);
    void setNextLook(Row &row, Time asked);

    ChangeStore &m_changes;
    BulkRows &m_rows;
    Clock &m_clock;
    QHash<SmartlockId, Synchronisation> m_synchronised; // the newest that was proven
    QHash<SmartlockId, QHash<AuthorizationId, ChangeId>> m_made; // what creations have become
    QMultiHash<SmartlockId, ChangeId> m_searched; // creations of codes that are looked for
};

} // namespace lockdesk
