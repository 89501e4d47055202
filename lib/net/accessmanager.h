#pragma once

#include <QNetworkAccessManager>
#include <QSslConfiguration>
#include <memory>

namespace lockdesk {

/// The network as the transport needs it, for whatever is asked of it: redirects are reported and never
/// followed (safety finding 2), no cookies, no cache, no stored passwords, TLS 1.2 or later, HTTP/2 only
/// where Qt is new enough (safety Q20), and a User-Agent of our own without the person's locale.
class AccessManager : public QNetworkAccessManager
{
    Q_OBJECT

public:
    /// `tls`: whom to trust; its protocol is set here.
    explicit AccessManager(QSslConfiguration tls, QObject *parent = nullptr);

    /// With the system's certificates: what the program uses.
    static std::unique_ptr<QNetworkAccessManager> make();

    /// Deletes a manager that is no longer used. Its destructor waits up to five seconds for a network thread
    /// that a hostile answer keeps busy, so one of our own is deleted on a thread of the global pool.
    static void dispose(QNetworkAccessManager *manager);

protected:
    QNetworkReply *createRequest(
        Operation operation, const QNetworkRequest &original, QIODevice *body) override;

private:
    QSslConfiguration m_tls;
};

} // namespace lockdesk
