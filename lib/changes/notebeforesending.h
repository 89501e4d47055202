#pragma once

#include "change.h"

#include <functional>

class QObject;

namespace lockdesk {

/// Notes changes before any of them leaves, and then calls `done`, at once or from the event loop, but not
/// once `context` is gone. With an error, in words, none of them may leave.
using NoteBeforeSending = std::function<void(
    const QList<ChangeId> &ids, QObject *context, std::function<void(const QString &error)> done)>;

} // namespace lockdesk
