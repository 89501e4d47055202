#pragma once

#include <QString>

namespace lockdesk {

/// Why a check for a newer version came to nothing. None of them offers anything.
enum class UpdateFault {
    // the server gave no answer that is one
    Unreachable,
    NotSecure, ///< TLS: the server is not who it must be
    Redirected, ///< it pointed elsewhere, which is never followed
    TooLarge,
    Refused, ///< it answered with an error, or with a page of HTML
    // the list of versions cannot be believed
    NotSigned, ///< no signature that could be read
    OtherKey,
    WrongSignature,
    Malformed,
    ForeignLink, ///< its link is not https, or leads to another server than its own
    Expired, ///< it may have been held back, so that nobody learns of a newer one
    TooNew, ///< of a day to come: this computer's date is wrong, or the list
    Older, ///< than one that was seen before
};

/// What happened and what to do, for a person who asked for the check. `host`: the list's server.
QString explain(UpdateFault fault, const QString &host);

/// The same in one word, for a log.
QLatin1String toText(UpdateFault fault);

} // namespace lockdesk
