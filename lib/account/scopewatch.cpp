#include "scopewatch.h"

namespace lockdesk {

bool ScopeWatch::noteAnswer(TokenScope scope)
{
    const bool wasRefused = m_refused.testFlag(scope);
    m_refused.setFlag(scope, false);
    return wasRefused;
}

bool ScopeWatch::noteRefusal(TokenScope scope)
{
    const bool wasRefused = m_refused.testFlag(scope);
    m_refused.setFlag(scope);
    return !wasRefused;
}

} // namespace lockdesk
