#pragma once

#include "changeset.h"

#include <QJsonObject>
#include <optional>

class QLocale;

namespace lockdesk {

/// What became of one change, as the history tells it for good: in words, and without any code.
struct HistoryLine
{
    QDateTime when; ///< UTC: when it was known
    QString who; ///< the profile under which it was sent
    ChangeSetId setId{}; ///< with setCreated it names the set; by itself in its session only
    QDateTime setCreated; ///< UTC
    QString set; ///< the set's title
    QString change; ///< "Edit access “Cleaner”"
    QString device;
    QString before;
    QString after;
    ChangeStatus outcome{};
    QString reason;

    friend bool operator==(const HistoryLine &, const HistoryLine &) = default;
};

/// Of a change that has come to its end. Its words are in `locale`, as the person read them then; the
/// change's own codes are taken out of every one of them, and what may be any code out of the reason.
HistoryLine historyLine(const Change &change, const ChangeSet &set, const QString &who, const QDateTime &when,
    const QLocale &locale);

/// As the history's file has it: fields of text that say what they are, the outcome as an English word.
QJsonObject toJson(const HistoryLine &line);

/// The way back; std::nullopt without a date or with an outcome that is none.
std::optional<HistoryLine> historyLineFromJson(const QJsonObject &object);

} // namespace lockdesk
