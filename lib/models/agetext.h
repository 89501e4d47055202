#pragma once

#include <QDateTime>

namespace lockdesk {

/// How old something is, in words: "Just now", "2 min ago", "3 h ago", "5 days ago"; "Never" for an invalid
/// time.
QString ageText(const QDateTime &then, const QDateTime &now);

/// What is older than this is no longer current: two looks at the devices (safety DOM-5).
constexpr int staleAfterSeconds = 60;

} // namespace lockdesk
