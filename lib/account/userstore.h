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

    /// All of them, asked for at `at`. Nothing when they were asked for since then.
    void setAll(const ListResult<AccountUser> &list, const AskedAt &at);

private:
    QList<AccountUser> m_users;
};

} // namespace lockdesk
