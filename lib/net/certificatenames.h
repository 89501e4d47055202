#pragma once

#include <QSslCertificate>

namespace lockdesk {

/// Whether a certificate is made out to a host, a name or an address, by its alternative names. The common
/// name, which Qt takes as well, says nothing: no authority has to check it. A wildcard stands for one whole
/// label, the first, before at least two others.
bool isMadeOutTo(const QSslCertificate &certificate, const QString &host);

} // namespace lockdesk
