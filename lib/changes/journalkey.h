#pragma once

#include "secretkey.h"

#include <QString>
#include <functional>
#include <optional>

class QObject;

namespace lockdesk {

class TokenStore;

/// The profile under which a TokenStore keeps the key of a profile's journal: with the system's keychain, the
/// entry "lockdesk/<profile id>/journal". Signing out removes it, with the journal.
QString journalKeyId(const QString &profileId);

/// The key, or nothing and why not, in words.
using JournalKeyAnswer = std::function<void(std::optional<SecretKey> key, const QString &why)>;

/// Reads the key of the profile's journal, and makes and stores a new one where the keychain answers that
/// there is none. Whatever else it answers, nothing is written: a key that is only locked away would be lost,
/// and with it what the journal holds.
///
/// `isExpected`: there must be one, since a journal is there, and nothing else tells that the keychain is
/// open; then "there is none" is not believed. `answer` comes once, from the event loop, unless `context` is
/// gone; the store must outlive that.
void fetchJournalKey(TokenStore &store, const QString &profileId, bool isExpected, QObject *context,
    const JournalKeyAnswer &answer);

} // namespace lockdesk
