#pragma once

#include "accountuser.h"
#include "listresult.h"
#include "truthstore.h"

namespace lockdesk {

/// The last truth about the people of the account.
class UserStore : public TruthStore
{
    Q_OBJECT

public:
    using TruthStore::TruthStore;

    const QList<AccountUser> &users() const { return m_users; }
    std::optional<AccountUser> user(AccountUserId id) const;

    void setAll(const ListResult<AccountUser> &list, const QDateTime &at);

private:
    QList<AccountUser> m_users;
};

} // namespace lockdesk
