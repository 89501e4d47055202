#pragma once

#include "change.h"

#include <QList>
#include <functional>

class QObject;

namespace lockdesk {

/// Notes changes before any of them leaves, so that a crash does not lose them. `done("")`: they are noted
/// and may leave. With an error, in words, none of them leaves. `done` is called at once or later from the
/// event loop, and not at all once `context` is gone.
using NoteBeforeSending = std::function<void(
    const QList<ChangeId> &ids, QObject *context, std::function<void(const QString &error)> done)>;

} // namespace lockdesk
