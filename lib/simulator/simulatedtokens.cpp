#include "simulatedtokens.h"

#include <algorithm>

namespace lockdesk {

void SimulatedTokens::set(const QHash<QByteArray, QByteArray> &tokens)
{
    m_scopes.clear();
    for (auto it = tokens.begin(); it != tokens.end(); ++it) {
        const QList<QByteArray> scopes = it.value().split(' ');
        m_scopes.insert(it.key(), QSet<QByteArray>(scopes.begin(), scopes.end()));
    }
}

bool SimulatedTokens::admit(const QByteArray &authorization, const QByteArray &scopes) const
{
    if (!authorization.startsWith("Bearer "))
        return false;
    const QByteArray token = authorization.sliced(7).trimmed();
    if (m_scopes.isEmpty())
        return !token.isEmpty();
    const auto owned = m_scopes.constFind(token);
    return owned != m_scopes.constEnd()
        && std::ranges::any_of(
            scopes.split(' '), [&](const QByteArray &scope) { return owned->contains(scope); });
}

} // namespace lockdesk
