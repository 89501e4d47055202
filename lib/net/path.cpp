#include "path.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr qsizetype MaxSegment = 200;

bool isRefused(QChar c)
{
    return c.category() == QChar::Other_Control || c == u'/' || c == u'\\' || c == u'%';
}

// QUrlQuery leaves a '+' as it is, and services read that as a space.
QByteArray encodedQuery(const QUrlQuery &query)
{
    QByteArrayList items;
    for (const auto &[key, value] : query.queryItems(QUrl::FullyDecoded))
        items.append(QUrl::toPercentEncoding(key) + '=' + QUrl::toPercentEncoding(value));
    return items.join('&');
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && a.port() == b.port()
        && a.userInfo() == b.userInfo();
}

} // namespace

bool isAcceptableSegment(const QString &segment)
{
    if (segment.isEmpty() || segment.size() > MaxSegment || segment == "."_L1 || segment == ".."_L1)
        return false;
    return std::none_of(segment.begin(), segment.end(), isRefused) && segment.isValidUtf16()
        && segment == segment.normalized(QString::NormalizationForm_C);
}

std::optional<QUrl> addressOf(const QUrl &api, const QStringList &segments, const QUrlQuery &query)
{
    if (segments.isEmpty() || !std::all_of(segments.begin(), segments.end(), isAcceptableSegment))
        return {};
    QByteArray text = api.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
    for (const QString &segment : segments)
        text += '/' + QUrl::toPercentEncoding(segment);
    if (!query.isEmpty())
        text += '?' + encodedQuery(query);
    const QUrl url = QUrl::fromEncoded(text, QUrl::StrictMode);
    if (!url.isValid() || !isSameOrigin(url, api))
        return {};
    return url;
}

} // namespace lockdesk
