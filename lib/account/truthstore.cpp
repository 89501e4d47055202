#include "truthstore.h"

#include <chrono>

namespace lockdesk {

using namespace std::chrono_literals;

void TruthStore::setError(const ApiError &error)
{
    if (m_error == error)
        return;
    m_error = error;
    Q_EMIT changed();
}

bool TruthStore::isNewer(const QDateTime &held, const QDateTime &at)
{
    constexpr std::chrono::milliseconds longestFetch = 5min;
    return held.isValid() && held > at && held <= at.addMSecs(longestFetch.count());
}

void TruthStore::setFetched(const QDateTime &at, int unreadable)
{
    m_fetchedAt = at;
    m_error.reset();
    m_unreadable = unreadable;
}

} // namespace lockdesk
