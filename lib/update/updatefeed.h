#pragma once

#include "minisignkey.h"
#include "result.h"
#include "updatefault.h"

#include <QDateTime>
#include <QUrl>
#include <QVersionNumber>

namespace lockdesk {

/// The signed list of versions as far as it is needed: which is the newest, and where a person reads about
/// it. packaging/sign-feed makes it.
struct UpdateFeed
{
    QVersionNumber latest;
    QUrl page; ///< https, on the list's own server
    QDateTime released; ///< UTC; the list's own date
    QDateTime expires; ///< UTC; from then on it is believed no more

    static constexpr qint64 maxBytes = 64 * 1024;

    friend bool operator==(const UpdateFeed &, const UpdateFeed &) = default;
};

/// What a list of versions is held against.
struct FeedRules
{
    QUrl address; ///< where it came from
    MinisignKey key;
    QDateTime now; ///< UTC
    QDateTime newestSeen{}; ///< UTC; the date of the newest list seen so far; null before the first
};

/// Reads a list of versions and its minisign signature. Nothing of it is looked at before the signature
/// holds; then it is refused when it has expired (else somebody could hold back what is newer), is older than
/// one seen before, or links to anything but https on its own server.
Result<UpdateFeed, UpdateFault> readUpdateFeed(
    const QByteArray &bytes, const QByteArray &signature, const FeedRules &rules);

/// "1.20.3" in exactly that shape; null for anything else.
QVersionNumber toVersion(const QString &text);

/// Whether the list has anything to offer to who runs `running`: never the same nor an older version.
bool isNewer(const UpdateFeed &feed, const QVersionNumber &running);

} // namespace lockdesk
