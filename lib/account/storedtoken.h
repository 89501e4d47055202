#pragma once

#include "tokenstore.h"

#include <QUrl>
#include <optional>

namespace lockdesk {

/// What a keychain holds for a profile: a token, and in an entry of its own the address that the token
/// belongs to. So the token goes nowhere else, whatever happened to the settings.
struct StoredToken
{
    enum class Address {
        Named, ///< the entry names it
        Missing, ///< there is no such entry: an older version stored the token
        Unreadable, ///< the entry holds something else than an address
    };

    KeychainState state =
        KeychainState::Unreachable; ///< Ready: there is a token, and its entry was answered for
    Secret token;
    QString detail; ///< the keychain's own words
    Address address = Address::Missing;
    QUrl named;
};

/// What may be done with a stored token.
enum class TokenUse {
    SendThere, ///< to the address that comes with it
    Elsewhere, ///< nothing: it belongs to another address than the only one that may be asked
    Ask, ///< nobody says where it belongs: a person has to
};

/// The profile under which a TokenStore keeps the address that the profile's token belongs to: with the
/// system's keychain, the entry "lockdesk/<profile id>/address".
QString addressId(const QString &profileId);

/// Decides where a Ready token may go, and says so in `there`. `bound` is the address that the settings bind
/// the profile's token to, `only` the one that the command line or the administrator asks for.
TokenUse useOf(const StoredToken &stored, const std::optional<QUrl> &bound, const std::optional<QUrl> &only,
    QUrl *there);

/// Reads both entries. `isExpected` as in TokenStore::read(). `answer` comes once, from the event loop,
/// unless `context` is gone; the store must outlive that.
void fetchStoredToken(TokenStore &store, const QString &profileId, bool isExpected, QObject *context,
    std::function<void(StoredToken)> answer);

/// Writes both entries, in an order in which no token ever stands beside another one's address, wherever this
/// ends. `isAnotherThere`: the keychain holds a token that does not belong to `address`, which this replaces.
void storeToken(TokenStore &store, const QString &profileId, const Secret &token, const QUrl &address,
    bool isAnotherThere, QObject *context, const TokenStore::Answer &answer);

/// Notes the address of a token that is there already. Should it fail, the settings go on binding it.
void storeAddress(TokenStore &store, const QString &profileId, const QUrl &address, QObject *context);

/// Removes both; `answer` says what came of the token, without which an address says nothing.
void removeStoredToken(
    TokenStore &store, const QString &profileId, QObject *context, const TokenStore::Answer &answer);

} // namespace lockdesk
