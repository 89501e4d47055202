#include "accessmanager.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QThreadPool>

namespace lockdesk {

AccessManager::AccessManager(QSslConfiguration tls, QObject *parent)
    : QNetworkAccessManager(parent)
    , m_tls(std::move(tls))
{
    m_tls.setProtocol(QSsl::TlsV1_2OrLater);
    setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

std::unique_ptr<QNetworkAccessManager> AccessManager::make()
{
    return std::make_unique<AccessManager>(QSslConfiguration::defaultConfiguration());
}

void AccessManager::dispose(QNetworkAccessManager *manager)
{
    if (!qobject_cast<AccessManager *>(manager)) {
        delete manager;
        return;
    }
    qDeleteAll(manager->findChildren<QNetworkReply *>()); // here, since their timers run on this thread
    manager->moveToThread(nullptr); // now any thread may delete it
    QThreadPool::globalInstance()->start([manager] { delete manager; });
}

QNetworkReply *AccessManager::createRequest(
    Operation operation, const QNetworkRequest &original, QIODevice *body)
{
    QNetworkRequest request(original);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, QT_VERSION >= QT_VERSION_CHECK(6, 8, 0));
    request.setSslConfiguration(m_tls);
    request.setRawHeader("User-Agent", "Lockdesk/" LOCKDESK_VERSION);
    request.setRawHeader("Accept-Language", "en");
    return QNetworkAccessManager::createRequest(operation, request, body);
}

} // namespace lockdesk
