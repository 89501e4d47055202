#pragma once

#include "accountinfo.h"
#include "accountuser.h"

#include <QJsonObject>
#include <optional>

namespace lockdesk {

std::optional<AccountInfo> accountInfoFromJson(const QJsonObject &object);

/// std::nullopt only without a usable id.
std::optional<AccountUser> accountUserFromJson(const QJsonObject &object);

/// The body of PUT /account/user and POST /account/user/{id}.
QJsonObject accountUserToJson(const AccountUser &user);

} // namespace lockdesk
