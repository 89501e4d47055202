#pragma once

#include "historyline.h"

#include <QJsonObject>
#include <optional>

class QLocale;

namespace lockdesk {

/// Of a change that has come to its end. Its words are in `locale`, as the person read them then; the
/// change's own codes are taken out of every one of them, and what may be any code out of the reason.
HistoryLine historyLine(const Change &change, const ChangeSet &set, const QString &who, const QDateTime &when,
    const QLocale &locale);

/// As the history's file has it: fields of text that say what they are, the outcome as an English word.
QJsonObject toJson(const HistoryLine &line);

/// The way back; std::nullopt without a date or with an outcome that is none.
std::optional<HistoryLine> historyLineFromJson(const QJsonObject &object);

} // namespace lockdesk
