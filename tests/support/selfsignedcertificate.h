#pragma once

#include "result.h"

#include <QSslConfiguration>
#include <QString>

namespace lockdesk {

/// A server's TLS settings from a PEM file each; the error says which could not be read.
Result<QSslConfiguration, QString> tlsFromFiles(const QString &certificateFile, const QString &keyFile);

/// A server's TLS settings with a new certificate for 127.0.0.1 and localhost that signs itself, made by the
/// `openssl` command; it holds for two days. Clients trust it by adding localCertificate() to their
/// authorities.
Result<QSslConfiguration, QString> selfSignedTls();

} // namespace lockdesk
