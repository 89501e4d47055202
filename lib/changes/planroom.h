#pragma once

#include "planrow.h"
#include "snapshotindex.h"

namespace lockdesk {

/// Gives each creation a free slot of its device, or one that a deletion of the set frees: it then waits for
/// that deletion. Those for which none is left get a warning, and all the same can be sent: the limit is soft
/// (nuki-facts chapter 5).
void shareRoom(std::vector<PlanRow> &rows, const SnapshotIndex &index);

} // namespace lockdesk
