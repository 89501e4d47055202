#pragma once

#include "tokenstore.h"

#include <memory>

namespace lockdesk {

class Clock;

/// The operating system's keychain through QtKeychain: service "lockdesk", key "lockdesk/<profile id>". One job at
/// a time; a running job is never deleted (QtKeychain crashes), only forgotten; no plain-text fallback; a call that
/// does not come back in time is Unreachable and its late answer is dropped.
class KeychainTokenStore : public TokenStore
{
public:
    explicit KeychainTokenStore(Clock &clock);
    ~KeychainTokenStore() override;

    void read(const QString &profileId, bool isExpected, QObject *context, Answer answer) override;
    void write(const QString &profileId, const Secret &token, QObject *context, Answer answer) override;
    void remove(const QString &profileId, QObject *context, Answer answer) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockdesk
