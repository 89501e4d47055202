#include "keeping.h"

#include "history.h"
#include "journal.h"
#include "journalkey.h"
#include "setcounter.h"
#include "setkeeper.h"

#include <QCoreApplication>
#include <QUrl>
#include <memory>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// An id may hold what a file name must not.
QString pathOf(const QString &folder, const QString &profileId, QLatin1StringView ending)
{
    return folder + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(profileId)) + ending;
}

} // namespace

QString journalPath(const QString &folder, const QString &profileId)
{
    return pathOf(folder, profileId, ".journal"_L1);
}

QString historyPath(const QString &folder, const QString &profileId)
{
    return pathOf(folder, profileId, ".history"_L1);
}

void keepIn(const QString &folder, const Profile &profile, TokenStore &tokens, SetKeeper &keeper)
{
    const QString journal = journalPath(folder, profile.id);
    const QString history = historyPath(folder, profile.id);
    if (!profile.isTokenStored) {
        keeper.open(std::make_unique<Journal>(QCoreApplication::translate("Keeping",
                        "The token is kept for this session only, and so are the changes: after a crash they "
                        "cannot be resumed.")),
            History(history));
        return;
    }
    keeper.expectOpening();
    // The keychain has just given or taken the token, so it is open: a key that is missing there is none.
    fetchJournalKey(tokens, profile.id, false, &keeper,
        [&keeper, &tokens, id = profile.id, journal, history](
            std::optional<SecretKey> key, const QString &why) {
            if (!key) {
                keeper.open(std::make_unique<Journal>(why), History(history));
                return;
            }
            // Shared, since what makes the journal must be copyable and a key is not.
            const auto shared = std::make_shared<SecretKey>(std::move(*key));
            keeper.open([journal, shared] { return std::make_unique<Journal>(journal, std::move(*shared)); },
                History(history));
            new SetCounter(tokens, id, keeper);
        });
}

} // namespace lockdesk
