#pragma once

#include "ids.h"

#include <QDateTime>
#include <QString>

namespace lockdesk {

/// A person in the account (the contract's AccountUser). Only the id is sure to be there.
struct AccountUser
{
    AccountUserId id{};
    int type = 0; ///< 0 user, 1 company; 0 is what the service leaves out
    QString name; ///< may be empty: the service leaves it out at times
    QString email;
    QString language;
    QDateTime created; ///< UTC, invalid when absent
    QDateTime updated; ///< UTC, invalid when absent

    /// The name, or else the e-mail address, or else "Person n".
    QString displayName() const;

    friend bool operator==(const AccountUser &, const AccountUser &) = default;
};

} // namespace lockdesk
