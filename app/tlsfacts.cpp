#include "tlsfacts.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>

namespace lockdesk {

TlsFacts tlsFacts()
{
    TlsFacts facts;
    facts.backend = QSslSocket::activeBackend();
    if (!QSslSocket::supportsSsl()) // without the library behind it, a back end can do nothing
        return facts;
    facts.isUsable = QSslSocket::isProtocolSupported(QSsl::TlsV1_2);
    facts.library = QSslSocket::sslLibraryVersionString();
    facts.authorities = int(QSslConfiguration::systemCaCertificates().size());
    return facts;
}

} // namespace lockdesk
