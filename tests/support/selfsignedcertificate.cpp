#include "selfsignedcertificate.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

QSslKey keyFrom(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        if (const QSslKey key(pem, algorithm); !key.isNull())
            return key;
    }
    return {};
}

} // namespace

Result<QSslConfiguration, QString> tlsFromFiles(const QString &certificateFile, const QString &keyFile)
{
    QFile certificate(certificateFile), key(keyFile);
    if (!certificate.open(QIODevice::ReadOnly) || !key.open(QIODevice::ReadOnly))
        return u"%1 or %2 cannot be opened"_s.arg(certificateFile, keyFile);
    const auto chain = QSslCertificate::fromDevice(&certificate, QSsl::Pem);
    const QSslKey privateKey = keyFrom(key.readAll());
    if (chain.isEmpty() || privateKey.isNull())
        return u"%1 is no certificate or %2 no key"_s.arg(certificateFile, keyFile);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(privateKey);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // of clients, which have no certificates
    return configuration;
}

Result<QSslConfiguration, QString> selfSignedTls()
{
    const QTemporaryDir folder;
    const QString certificateFile = folder.filePath(u"cert.pem"_s);
    const QString keyFile = folder.filePath(u"key.pem"_s);
    QProcess openssl;
    openssl.start(u"openssl"_s,
        {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
            u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=localhost"_s, u"-addext"_s,
            u"subjectAltName=DNS:localhost,IP:127.0.0.1"_s, u"-keyout"_s, keyFile, u"-out"_s,
            certificateFile});
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        return u"openssl made no certificate: "_s + QString::fromLocal8Bit(openssl.readAllStandardError());
    return tlsFromFiles(certificateFile, keyFile);
}

} // namespace lockdesk
