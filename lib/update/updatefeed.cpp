#include "updatefeed.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr int formatVersion = 1;
constexpr qsizetype maxLink = 500;
constexpr qint64 daySeconds = 24 * 60 * 60; // what a clock may be behind

QDateTime toInstant(const QJsonValue &value)
{
    static const QRegularExpression shape(u"\\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\\z"_s);
    const QString text = value.toString();
    return shape.match(text).hasMatch() ? QDateTime::fromString(text, Qt::ISODate) : QDateTime();
}

int portOf(const QUrl &url)
{
    return url.port(443);
}

bool isOwnPage(const QUrl &page, const QUrl &feed)
{
    return page.isValid() && page.scheme() == "https"_L1 && !page.host().isEmpty()
        && page.host() == feed.host() && portOf(page) == portOf(feed) && page.userInfo().isEmpty();
}

std::optional<UpdateFault> faultOf(SignatureVerdict verdict)
{
    switch (verdict) {
    case SignatureVerdict::Good:
        return std::nullopt;
    case SignatureVerdict::Unreadable:
        return UpdateFault::NotSigned;
    case SignatureVerdict::OtherKey:
        return UpdateFault::OtherKey;
    case SignatureVerdict::Wrong:
        break;
    }
    return UpdateFault::WrongSignature;
}

} // namespace

QVersionNumber toVersion(const QString &text)
{
    static const QRegularExpression shape(
        u"\\A(0|[1-9][0-9]{0,4})\\.(0|[1-9][0-9]{0,4})\\.(0|[1-9][0-9]{0,4})\\z"_s);
    return shape.match(text).hasMatch() ? QVersionNumber::fromString(text) : QVersionNumber();
}

bool isNewer(const UpdateFeed &feed, const QVersionNumber &running)
{
    return feed.latest > running;
}

Result<UpdateFeed, UpdateFault> readUpdateFeed(
    const QByteArray &bytes, const QByteArray &signature, const FeedRules &rules)
{
    if (bytes.size() > UpdateFeed::maxBytes)
        return UpdateFault::TooLarge;
    if (const auto fault = faultOf(rules.key.verdictOn(bytes, signature)))
        return *fault;
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    // The name keeps apart what else the same key may sign.
    if (object.value("format"_L1) != "lockdesk-updates"_L1 || object.value("version"_L1) != formatVersion)
        return UpdateFault::Malformed;
    const QString link = object.value("page"_L1).toString();
    const UpdateFeed feed{toVersion(object.value("latest"_L1).toString()), QUrl(link, QUrl::StrictMode),
        toInstant(object.value("released"_L1)), toInstant(object.value("expires"_L1))};
    if (feed.latest.isNull() || !feed.released.isValid() || !feed.expires.isValid()
        || feed.expires <= feed.released || link.isEmpty() || link.size() > maxLink)
        return UpdateFault::Malformed;
    if (!isOwnPage(feed.page, rules.address))
        return UpdateFault::ForeignLink;
    if (rules.now >= feed.expires)
        return UpdateFault::Expired;
    if (feed.released > rules.now.addSecs(daySeconds))
        return UpdateFault::TooNew; // once remembered, it would make every right one look old
    if (rules.newestSeen.isValid() && feed.released < rules.newestSeen)
        return UpdateFault::Older;
    return feed;
}

} // namespace lockdesk
