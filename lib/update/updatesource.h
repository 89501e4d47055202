#pragma once

#include <QByteArray>
#include <QUrl>

namespace lockdesk {

/// Where newer versions are announced, and with what key.
struct UpdateSource
{
    QUrl feed{}; ///< the list of versions; its signature lies beside it, with ".minisig" after the name
    QByteArray key{}; ///< the minisign public key, as MinisignKey::fromText() takes it

    /// Whether there is anything to ask: an https address of a file and a key. A source without both asks
    /// nobody.
    bool isUsable() const;
};

/// What the build was given (LOCKDESK_UPDATE_FEED, LOCKDESK_UPDATE_KEY); unusable where it was given nothing,
/// as by a distribution, which updates its packages itself.
UpdateSource builtInUpdateSource();

} // namespace lockdesk
