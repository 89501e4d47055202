#pragma once

#include "change.h"

#include <QDateTime>
#include <QList>
#include <functional>

class QObject;

namespace lockdesk {

/// A write that is about to leave.
struct Departure
{
    ChangeId id{};
    QDateTime updatedBefore; ///< as in WriteAttempt
};

/// Notes writes before any of them leaves, so that a crash neither repeats nor loses one. `done("")`: noted,
/// they may leave. An error in words: none of them leaves, and their sets are to be paused with it. `done` is
/// called at once or later, from the event loop, and not at all once `context` is gone.
using NoteBeforeSending = std::function<void(
    const QList<Departure> &rows, QObject *context, std::function<void(const QString &error)> done)>;

} // namespace lockdesk
