#pragma once

#include "tokenscopes.h"

namespace lockdesk {

/// What the answers so far say about the token. A 401 from one endpoint is a missing scope as long as any
/// other endpoint answers; only when all of them say 401 is the token itself refused (nuki-facts chapter 2).
class ScopeWatch
{
public:
    /// The endpoint of `scope` has answered with anything but 401. True when missing() is another than
    /// before.
    bool noteAnswer(TokenScope scope);
    /// The endpoint of `scope` has said 401. True when missing() or isRefused() is another than before.
    bool noteRefusal(TokenScope scope);

    /// Scopes that are missing, while others are there.
    TokenScopes missing() const { return isRefused() ? TokenScopes() : m_refused; }
    /// Every endpoint says 401.
    bool isRefused() const { return m_refused == allTokenScopes(); }

private:
    TokenScopes m_refused;
};

} // namespace lockdesk
