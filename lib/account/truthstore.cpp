#include "truthstore.h"

namespace lockdesk {

void TruthStore::setError(const ApiError &error)
{
    if (m_error == error)
        return;
    m_error = error;
    Q_EMIT changed();
}

void TruthStore::setFetched(const AskedAt &at, int unreadable)
{
    m_asked = at;
    m_error.reset();
    m_unreadable = unreadable;
}

} // namespace lockdesk
