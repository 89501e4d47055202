#pragma once

#include "changeset.h"

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

} // namespace lockdesk
