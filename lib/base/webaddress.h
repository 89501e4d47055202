#pragma once

#include <QString>
#include <QUrl>

namespace lockdesk {

/// A server as a person should read it before trusting it: host and port, the port also where it is the usual
/// one, and a host with other letters than ASCII's in its ACE form ("xn--…"), so that no look-alike passes
/// for another. "http://" stands before one that is not asked over TLS. Fit for display; empty without a
/// host.
QString addressText(const QUrl &address);

/// Whether both are one address: scheme, host, port (the usual one may be left out) and path are the same,
/// but for a slash at the end.
bool isSameAddress(const QUrl &a, const QUrl &b);

} // namespace lockdesk
