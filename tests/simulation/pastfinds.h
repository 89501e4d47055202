#pragma once

#include <QByteArrayView>

namespace lockdesk {

/// A scenario in which a promise was once broken, cut down to what it takes: tests/simulation/run prints it.
struct PastFind
{
    const char *name; ///< what was wrong
    const char *scenario;
};

extern const PastFind pastFinds[];
extern const int pastFindCount;

} // namespace lockdesk
