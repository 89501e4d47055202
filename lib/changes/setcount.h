#pragma once

#include <QtGlobal>

namespace lockdesk {

/// What the keychain holds beside the journal's key, so that older copies of the files are known.
struct SetCount
{
    qint64 moves = 0; ///< how often sets have begun or ended
    qint64 lines = 0; ///< of the history

    friend bool operator==(const SetCount &, const SetCount &) = default;
};

} // namespace lockdesk
