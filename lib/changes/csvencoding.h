#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace lockdesk {

/// The text of a CSV file: UTF-16 where a byte order mark says so, else UTF-8 with or without one where the
/// bytes are valid UTF-8, else Windows-1252, which spreadsheet programs still save. The mark is no part of
/// it. Nothing where UTF-16 is cut in the middle of a character.
std::optional<QString> csvTextFromBytes(const QByteArray &bytes);

} // namespace lockdesk
