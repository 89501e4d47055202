#pragma once

#include "tokenstore.h"

#include <map>

namespace lockdesk {

/// Tokens for this session only: the demo, a desktop without a keychain, and tests. Nothing outlives the
/// program.
class MemoryTokenStore : public TokenStore
{
public:
    void read(const QString &profileId, bool isExpected, QObject *context, Answer answer) override;
    void write(const QString &profileId, const Secret &token, QObject *context, Answer answer) override;
    void remove(const QString &profileId, QObject *context, Answer answer) override;

private:
    std::map<QString, Secret> m_tokens;
};

} // namespace lockdesk
