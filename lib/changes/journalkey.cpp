#include "journalkey.h"

#include "logging.h"
#include "tokenstore.h"

#include <QCoreApplication>
#include <memory>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("JournalKey", words);
}

QString whatHappened(KeychainState state)
{
    switch (state) {
    case KeychainState::Ready:
        return tr(QT_TRANSLATE_NOOP("JournalKey", "what the keychain holds in its place is no key"));
    case KeychainState::Locked:
        return tr(
            QT_TRANSLATE_NOOP("JournalKey", "the keychain does not give its key; it is probably locked"));
    case KeychainState::Unreachable:
        return tr(QT_TRANSLATE_NOOP("JournalKey", "the keychain cannot be reached or does not answer"));
    case KeychainState::Denied:
        return tr(QT_TRANSLATE_NOOP("JournalKey", "the keychain did not allow it"));
    case KeychainState::Missing:
        return tr(QT_TRANSLATE_NOOP("JournalKey", "the keychain has no key for it, and there should be one"));
    case KeychainState::Broken:
        return tr(QT_TRANSLATE_NOOP("JournalKey", "the keychain did not keep its key"));
    }
    return {};
}

QString explainKey(KeychainState state, const QString &detail)
{
    const QString text =
        tr(QT_TRANSLATE_NOOP("JournalKey",
               "Changes that are being sent cannot be remembered on this computer: %1. Should "
               "Lockdesk end before they are finished, it does not go on with them. Nothing "
               "was changed; unlock the keychain and start Lockdesk again to have it remember."))
            .arg(whatHappened(state));
    return detail.isEmpty() ? text
                            : text + u'\n' + tr(QT_TRANSLATE_NOOP("JournalKey", "Details: %1")).arg(detail);
}

void refuse(const JournalKeyAnswer &answer, KeychainState state, const QString &detail)
{
    qCWarning(logChanges, "no key for the journal: keychain state %d", int(state));
    answer(std::nullopt, explainKey(state, detail));
}

void makeKey(TokenStore &store, const QString &profileId, QObject *context, const JournalKeyAnswer &answer)
{
    // Shared, since an answer must be copyable and a key is not.
    const auto key = std::make_shared<SecretKey>(SecretKey::random());
    store.write(journalKeyId(profileId), key->toBase64(), context, [answer, key](TokenAnswer written) {
        if (written.state == KeychainState::Ready)
            answer(std::move(*key), {});
        else
            refuse(answer, written.state, written.detail);
    });
}

} // namespace

QString journalKeyId(const QString &profileId)
{
    return profileId + u"/journal"_s;
}

void fetchJournalKey(TokenStore &store, const QString &profileId, bool isExpected, QObject *context,
    const JournalKeyAnswer &answer)
{
    const auto take = [&store, profileId, isExpected, context, answer](TokenAnswer read) {
        if (read.state == KeychainState::Missing && !isExpected) {
            makeKey(store, profileId, context, answer);
            return;
        }
        std::optional<SecretKey> key;
        if (read.state == KeychainState::Ready)
            key = SecretKey::fromBase64(read.token);
        if (key)
            answer(std::move(key), {});
        else
            refuse(answer, read.state, read.detail);
    };
    store.read(journalKeyId(profileId), isExpected, context, take);
}

} // namespace lockdesk
