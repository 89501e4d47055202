#pragma once

#include "history.h"

namespace lockdesk {

/// What of a history was read last: enough to see whether it has only grown since.
struct HistoryMark
{
    qsizetype lines = 0;
    size_t hash = 0; ///< of their contents; of this run of the program only

    friend bool operator==(const HistoryMark &, const HistoryMark &) = default;
};

/// What is in a history beyond a mark.
struct HistoryNews
{
    bool isAnew = false; ///< what was read before is not its beginning any more
    QList<HistoryLine> lines; ///< all when it is anew, otherwise those behind the mark; oldest first
    HistoryMark mark; ///< the next one
    History::Verdict verdict;
};

/// Reads the whole history, as its verdict needs; takes as long as History::read().
Result<HistoryNews, QString> newsOf(const History &history, const HistoryMark &since = {});

} // namespace lockdesk
