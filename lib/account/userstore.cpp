#include "userstore.h"

#include <algorithm>

namespace lockdesk {

std::optional<AccountUser> UserStore::user(AccountUserId id) const
{
    const auto found = std::ranges::find(m_users, id, &AccountUser::id);
    return found == m_users.end() ? std::nullopt : std::optional(*found);
}

void UserStore::setAll(const ListResult<AccountUser> &list, const AskedAt &at)
{
    if (asked().isLaterThan(at))
        return;
    m_users = list.items;
    setFetched(at, list.unreadable);
    Q_EMIT changed();
}

} // namespace lockdesk
