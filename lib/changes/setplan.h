#pragma once

#include "changeset.h"
#include "snapshot.h"

#include <QHash>
#include <chrono>

namespace lockdesk {

/// Which rows must have ended before a row may leave: they free a code, a person's place, or a slot on the
/// same device. Never in a circle.
using PlanOrder = QHash<ChangeId, QList<ChangeId>>;

/// What is known of a set of changes before its first request leaves.
struct SetPlan
{
    QHash<ChangeId, QString> problems; ///< of rows that cannot be sent as they are, in words
    QHash<ChangeId, QStringList> warnings; ///< one sentence each; such a row can be sent
    PlanOrder after; ///< never of a row with a problem
    QStringList totals; ///< sentences for the whole set, the most important first
    int requests = 0; ///< an estimate, of rows without a problem
    std::chrono::seconds time{}; ///< an estimate: how long it takes until they are proven

    friend bool operator==(const SetPlan &, const SetPlan &) = default;
};

/// A plan is made for such rows.
bool isToBeSent(ChangeStatus status);
/// Such rows have left and are not at their end: a plan reckons with them.
bool isUnderWay(ChangeStatus status);

/// Checks the rows of a set together and against the snapshot, which must be whole. Pure, and the same for
/// any order of `changes`: of rows that are in each other's way, the one with the higher id has the problem.
/// Rows that are neither to be sent nor under way are left out.
SetPlan planOf(const QList<Change> &changes, const Snapshot &snapshot, const QDateTime &now);

/// The order alone, without looking for problems: for rows of any sets that are about to leave, each of which
/// is checked by itself just before. Pure.
PlanOrder orderOf(const QList<Change> &changes, const Snapshot &snapshot);

} // namespace lockdesk
