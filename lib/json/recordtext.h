#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <optional>

namespace lockdesk {

/// The name of a member that recordFromText() adds to a record which came damaged.
inline constexpr QLatin1StringView damageMark("(damaged)");

/// What stands for each byte that is no UTF-8.
inline constexpr QChar damagedLetter = QChar::ReplacementCharacter;

/// One record's text as an object; nothing when it is none. One name that was cut in the middle of a letter
/// must not hide the record: what is no UTF-8 reads as U+FFFD, and `damageMark` tells the decoder.
std::optional<QJsonObject> recordFromText(const QByteArray &text);

/// The members of an object's text, each value as the text it came as, so that what is wrong inside one
/// spoils no other. Views into `object`. Nothing when it is no object. A byte-order mark is skipped, and of
/// two members of one name the last counts.
std::optional<QHash<QByteArray, QByteArrayView>> membersOf(QByteArrayView object);

} // namespace lockdesk
