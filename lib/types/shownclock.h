#pragma once

namespace lockdesk {

/// Whose clock a table or a file shows: each lock's own, this computer's, or UTC.
enum class ShownClock { Lock, Mine, Utc };

} // namespace lockdesk
