#pragma once

#include <QString>

namespace lockdesk {

/// Who the token belongs to (the contract's MyAccount, the part the program shows).
struct AccountInfo
{
    qint64 id = 0;
    QString name;
    QString email;

    friend bool operator==(const AccountInfo &, const AccountInfo &) = default;
};

} // namespace lockdesk
