#include "webaddress.h"

#include "redact.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

int portOf(const QUrl &address)
{
    return address.port(address.scheme() == "https"_L1 ? 443 : 80);
}

} // namespace

QString addressText(const QUrl &address)
{
    QString host = address.host(QUrl::FullyEncoded);
    if (host.isEmpty())
        return {};
    if (host.contains(u':')) // IPv6
        host = u'[' + host + u']';
    const QString start = address.scheme() == "http"_L1 ? u"http://"_s : QString();
    return forDisplay(start + host + u':' + QString::number(portOf(address)));
}

bool isSameAddress(const QUrl &a, const QUrl &b)
{
    const auto plain = [](QUrl address) {
        address.setPort(portOf(address));
        return address.adjusted(QUrl::NormalizePathSegments | QUrl::StripTrailingSlash);
    };
    const auto withoutSlash = [](const QUrl &address) {
        return address.path() == "/"_L1 ? QString() : address.path();
    };
    QUrl one = plain(a);
    QUrl other = plain(b);
    if (withoutSlash(one) != withoutSlash(other))
        return false;
    one.setPath({});
    other.setPath({});
    return !one.host().isEmpty() && one.isValid() && one == other;
}

} // namespace lockdesk
