#pragma once

#include "changeset.h"

#include <QList>

namespace lockdesk {

/// A set of changes with its rows, as the journal has it.
struct JournaledSet
{
    ChangeSet set;
    QList<Change> rows; ///< in the order of their ids

    friend bool operator==(const JournaledSet &, const JournaledSet &) = default;
};

} // namespace lockdesk
