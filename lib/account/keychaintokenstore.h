#pragma once

#include "tokenstore.h"

#include <chrono>
#include <memory>

namespace lockdesk {

class Clock;

/// The operating system's keychain through QtKeychain: service "lockdesk", key "lockdesk/<profile id>". One
/// job at a time; a running job is never deleted (QtKeychain crashes), only forgotten; no plain-text
/// fallback; a call that does not come back in time is Unreachable and its late answer is dropped. No call
/// blocks.
///
/// Destroying the store, also at quit with a job pending, leaves the job to itself: nothing waits for it, and
/// it ends with the process. So a stuck keychain holds nobody up at quit.
class KeychainTokenStore : public TokenStore
{
public:
    /// The clock must outlive the store. `patience` is how long one call may take, everything included.
    explicit KeychainTokenStore(Clock &clock, std::chrono::milliseconds patience = std::chrono::seconds(10));
    ~KeychainTokenStore() override;

    void read(const QString &profileId, bool isExpected, QObject *context, Answer answer) override;
    void write(const QString &profileId, const Secret &token, QObject *context, Answer answer) override;
    void remove(const QString &profileId, QObject *context, Answer answer) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lockdesk
