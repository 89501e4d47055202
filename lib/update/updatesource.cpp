#include "updatesource.h"

#include "minisignkey.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

bool UpdateSource::isUsable() const
{
    return feed.isValid() && feed.scheme() == "https"_L1 && !feed.host().isEmpty()
        && feed.userInfo().isEmpty() && !feed.hasQuery() && !feed.hasFragment() && !feed.fileName().isEmpty()
        && MinisignKey::fromText(key).has_value();
}

UpdateSource builtInUpdateSource()
{
    return {QUrl(QStringLiteral(LOCKDESK_UPDATE_FEED), QUrl::StrictMode), LOCKDESK_UPDATE_KEY};
}

} // namespace lockdesk
