#pragma once

#include "undo.h"

#include <QList>

namespace lockdesk {

/// What would take many changes back, and what would not come back with it.
struct UndoPlan
{
    /// What has to be known before, and of how many changes it is true.
    struct Note
    {
        QString text; ///< in words
        int count = 0;

        friend bool operator==(const Note &, const Note &) = default;
    };

    QList<Change> inverses; ///< in the reverse order, so that what came last goes first
    QList<Note> impossible; ///< of those that nothing can take back: why not
    QList<Note> losses; ///< of those that come back in part: what does not

    friend bool operator==(const UndoPlan &, const UndoPlan &) = default;
};

/// Of `changes` in the order in which they were made. Each inverse names the change that it undoes.
UndoPlan undoPlanOf(const QList<Change> &changes);

} // namespace lockdesk
