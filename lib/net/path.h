#pragma once

#include <QStringList>
#include <QUrl>
#include <QUrlQuery>
#include <optional>

namespace lockdesk {

/// Whether a raw segment may go into a path. Refused: empty (DELETE /smartlock/{id} with an empty id would
/// mean something else), "." and "..", separators in any disguise, control characters, broken or non-normal
/// Unicode, and more than 200 characters (safety D6).
bool isAcceptableSegment(const QString &segment);

/// The address of a request: `api`, the segments and the query, percent-encoded. Nothing when a segment is
/// refused or there is none; then nothing must be sent.
std::optional<QUrl> addressOf(const QUrl &api, const QStringList &segments, const QUrlQuery &query);

} // namespace lockdesk
