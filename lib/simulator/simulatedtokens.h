#pragma once

#include <QByteArray>
#include <QHash>
#include <QSet>

namespace lockdesk {

/// Which tokens exist and what each may do.
class SimulatedTokens
{
public:
    /// Token → space-separated scopes. With none at all, every token has every scope.
    void set(const QHash<QByteArray, QByteArray> &tokens);

    /// Whether the Authorization header's value is "Bearer " and a token that has one of the space-separated
    /// `scopes`.
    bool admit(const QByteArray &authorization, const QByteArray &scopes) const;

private:
    QHash<QByteArray, QSet<QByteArray>> m_scopes;
};

} // namespace lockdesk
