#pragma once

#include "planrow.h"
#include "setplan.h"

namespace lockdesk {

/// What stands out in a planned set, in sentences: "3 locks are offline: their 12 changes wait until they are
/// back." The most important first.
QStringList totalsOf(const std::vector<PlanRow> &rows);

/// An estimate of the requests that the rows without a fault need. Rows of the same kind go out together, a
/// hundred at a time, and creations only when they are the same but for the device; each round reads the
/// list before and after. Rows of offline devices wait and do not count.
int requestsFor(const std::vector<PlanRow> &rows);

/// An estimate of the time until the same rows are proven: a few requests at a time, and what the locks take
/// to apply them in each round (nuki-facts chapter 3).
std::chrono::seconds timeFor(const std::vector<PlanRow> &rows);

} // namespace lockdesk
