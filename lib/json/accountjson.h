#pragma once

#include "accountinfo.h"
#include "accountuser.h"

#include <QJsonObject>
#include <optional>

namespace lockdesk {

/// Who the token belongs to, from the API's MyAccount. std::nullopt only without a usable id.
std::optional<AccountInfo> accountInfoFromJson(const QJsonObject &object);

/// A person from the API's AccountUser. std::nullopt only without a usable id.
std::optional<AccountUser> accountUserFromJson(const QJsonObject &object);

/// The body of PUT /account/user and POST /account/user/{id}: name, e-mail and, where there is one, language.
/// `type` is for caretakers only and never sent.
QJsonObject accountUserToJson(const AccountUser &user);

} // namespace lockdesk
