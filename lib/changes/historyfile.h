#pragma once

#include "history.h"

#include <QJsonObject>
#include <optional>

namespace lockdesk {

/// What stands beside the history: how far it went when it was last added to.
struct HistoryHead
{
    qint64 lines = 0;
    qint64 bytes = 0;
    QByteArray hash; ///< of the last line

    friend bool operator==(const HistoryHead &, const HistoryHead &) = default;
};

/// std::nullopt when there is none, or it is not readable.
std::optional<HistoryHead> readHead(const QString &historyPath);
[[nodiscard]] Writing writeHead(const QString &historyPath, const HistoryHead &head);

/// What the file holds, and what to add behind it.
struct HistoryScan
{
    History::Verdict verdict;
    HistoryHead whole; ///< as a head would be of all complete lines
    bool isTorn = false; ///< something stands behind the last line break
    bool hasHeadsLine = false; ///< the line that the head says was the last is there, as it was
};

/// Reads all lines and compares them with `head`. `visitor` gets each line that is one.
Result<HistoryScan, QString> scanHistory(const QString &path, const std::optional<HistoryHead> &head,
    const std::function<void(const HistoryLine &)> &visitor);

} // namespace lockdesk
