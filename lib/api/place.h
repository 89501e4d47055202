#pragma once

namespace lockdesk {

/// Where a request waits for its turn. Actions: where the actions on doors do, for what is read right before
/// one.
enum class Place { Ordinary, Actions };

} // namespace lockdesk
