#include "storedtoken.h"

#include "transport.h"
#include "webaddress.h"

#include <memory>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

Secret secretOf(const QUrl &address)
{
    return Secret(address.toEncoded());
}

void takeAddress(StoredToken &stored, const TokenAnswer &read)
{
    if (read.state == KeychainState::Ready) {
        const QUrl named(QString::fromUtf8(read.token.reveal()).trimmed(), QUrl::StrictMode);
        const bool isOne = Transport::isAcceptable(named);
        stored.address = isOne ? StoredToken::Address::Named : StoredToken::Address::Unreadable;
        if (isOne)
            stored.named = named;
    } else if (read.state != KeychainState::Missing) {
        // There may be one that was not shown: without it the token is none, either.
        stored.state = read.state;
        stored.detail = read.detail;
        stored.token = {};
    }
}

} // namespace

QString addressId(const QString &profileId)
{
    return profileId + u"/address"_s;
}

TokenUse useOf(
    const StoredToken &stored, const std::optional<QUrl> &bound, const std::optional<QUrl> &only, QUrl *there)
{
    const bool isNamed = stored.address == StoredToken::Address::Named;
    if (!isNamed && (stored.address == StoredToken::Address::Unreadable || !bound))
        return TokenUse::Ask;
    *there = isNamed ? stored.named : *bound;
    return only && !isSameAddress(*there, *only) ? TokenUse::Elsewhere : TokenUse::SendThere;
}

void fetchStoredToken(TokenStore &store, const QString &profileId, bool isExpected, QObject *context,
    std::function<void(StoredToken)> answer)
{
    const auto take = [&store, profileId, context, answer = std::move(answer)](TokenAnswer token) {
        // Shared, since a callback must be copyable; it lives until the keychain has answered.
        const auto stored = std::make_shared<StoredToken>();
        stored->state = token.state;
        stored->token = std::move(token.token);
        stored->detail = token.detail;
        if (token.state != KeychainState::Ready) {
            answer(std::move(*stored));
            return;
        }
        // The keychain has just given the token, so it is open: an entry that is missing there is none.
        store.read(addressId(profileId), false, context, [stored, answer](const TokenAnswer &address) {
            takeAddress(*stored, address);
            answer(std::move(*stored));
        });
    };
    store.read(profileId, isExpected, context, take);
}

void storeToken(TokenStore &store, const QString &profileId, const Secret &token, const QUrl &address,
    bool isAnotherThere, QObject *context, const TokenStore::Answer &answer)
{
    const auto kept = std::make_shared<Secret>(token.clone());
    const auto write = [&store, profileId, address, context, answer, kept](TokenAnswer removed) {
        if (removed.state != KeychainState::Ready && removed.state != KeychainState::Missing) {
            answer(std::move(removed));
            return;
        }
        store.write(addressId(profileId), secretOf(address), context,
            [&store, profileId, context, answer, kept](TokenAnswer written) {
                if (written.state == KeychainState::Ready)
                    store.write(profileId, *kept, context, answer);
                else
                    answer(std::move(written));
            });
    };
    if (isAnotherThere)
        store.remove(profileId, context, write);
    else
        write({KeychainState::Missing, {}, {}});
}

void storeAddress(TokenStore &store, const QString &profileId, const QUrl &address, QObject *context)
{
    store.write(addressId(profileId), secretOf(address), context, [](const TokenAnswer &) {});
}

void removeStoredToken(
    TokenStore &store, const QString &profileId, QObject *context, const TokenStore::Answer &answer)
{
    store.remove(profileId, context, [&store, profileId, context, answer](TokenAnswer removed) {
        if (removed.state == KeychainState::Ready || removed.state == KeychainState::Missing)
            store.remove(addressId(profileId), context, [](const TokenAnswer &) {});
        answer(std::move(removed));
    });
}

} // namespace lockdesk
