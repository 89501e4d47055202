#include "certificatenames.h"

#include <QHostAddress>
#include <QUrl>
#include <algorithm>

namespace lockdesk {

namespace {

QString inAce(QString host)
{
    if (host.endsWith(u'.'))
        host.chop(1);
    return QString::fromLatin1(QUrl::toAce(host)).toLower();
}

bool matches(const QString &pattern, const QString &host)
{
    if (!pattern.startsWith(QLatin1StringView("*.")))
        return !host.isEmpty() && pattern.compare(host, Qt::CaseInsensitive) == 0;
    const QStringView rest = QStringView(pattern).sliced(1);
    const qsizetype label = host.indexOf(u'.');
    return label > 0 && rest.count(u'.') >= 2 && !rest.contains(u'*')
        && QStringView(host).sliced(label).compare(rest, Qt::CaseInsensitive) == 0;
}

} // namespace

bool isMadeOutTo(const QSslCertificate &certificate, const QString &host)
{
    const auto names = certificate.subjectAlternativeNames();
    const QHostAddress address(host);
    if (!address.isNull()) {
        return std::ranges::any_of(names.values(QSsl::IpAddressEntry),
            [&address](const QString &name) { return QHostAddress(name) == address; });
    }
    return std::ranges::any_of(names.values(QSsl::DnsEntry),
        [ace = inAce(host)](const QString &name) { return matches(name, ace); });
}

} // namespace lockdesk
