#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace lockdesk {

/// A list of versions as packaging/sign-feed writes it, believable on 2 March 2026 (the start of
/// ManualClock). `feed`: where it is served; `changes` replaces fields, and takes away those that are null.
inline QByteArray updateFeedText(const QUrl &feed, const QJsonObject &changes = {})
{
    using namespace Qt::StringLiterals;
    QJsonObject object{{u"format"_s, u"lockdesk-updates"_s}, {u"version"_s, 1},
        {u"released"_s, u"2026-03-01T08:00:00Z"_s}, {u"expires"_s, u"2026-08-28T08:00:00Z"_s},
        {u"latest"_s, u"1.2.3"_s}, {u"page"_s, feed.resolved(QUrl(u"releases/1.2.3"_s)).toString()}};
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (change.value().isNull())
            object.remove(change.key());
        else
            object.insert(change.key(), change.value());
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace lockdesk
