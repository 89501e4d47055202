#pragma once

#include "isolated.h"

namespace lockdesk {

/// The fewest steps and knobs of a scenario that still break the same promise, as far as taking away some at
/// a time leads there.
Scenario shrunk(const Scenario &failing, const Found &found, const Isolated &isolated);

} // namespace lockdesk
