#include "statuswords.h"

#include "accessschedule.h"
#include "account.h"
#include "clock.h"

#include <QCoreApplication>
#include <QLocale>

namespace lockdesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(StatusWords)
};

} // namespace

QString updatedText(Account &account)
{
    const bool hasDevices = !account.poller().missingScopes().testFlag(TokenScope::Smartlock);
    const QDateTime fetched =
        hasDevices ? account.smartlocks().fetchedAt() : account.authorizations().fetchedAt();
    if (!fetched.isValid())
        return Words::tr("Updated: not yet");
    const qint64 seconds = qMax(qint64(0), fetched.secsTo(account.clock().now()));
    if (seconds < 60)
        return Words::tr("Updated %n second(s) ago", nullptr, int(seconds));
    if (seconds < 3600)
        return Words::tr("Updated %n minute(s) ago", nullptr, int(seconds / 60));
    return Words::tr("Updated %n hour(s) ago", nullptr, int(seconds / 3600));
}

QString connectionText(const Account &account)
{
    switch (account.connection()) {
    case ConnectionState::Connecting:
        return Words::tr("Connection: connecting");
    case ConnectionState::Online:
        return Words::tr("Connection: online");
    case ConnectionState::Offline:
        return Words::tr("Connection: offline");
    case ConnectionState::Refused:
        return Words::tr("Connection: refused");
    case ConnectionState::Throttled: {
        const QTime until = account.throttledUntil().toLocalTime().time();
        return Words::tr("Connection: throttled until %1")
            .arg(timeOfDayText(until.hour() * 60 + until.minute(), QLocale()));
    }
    }
    return {};
}

} // namespace lockdesk
