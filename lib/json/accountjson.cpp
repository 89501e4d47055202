#include "accountjson.h"

#include "jsonfields.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

std::optional<AccountInfo> accountInfoFromJson(const QJsonObject &object)
{
    JsonFields fields(object);
    const std::optional<qint64> id = fields.integer("accountId"_L1);
    if (!id || *id <= 0)
        return std::nullopt;
    return AccountInfo{*id, fields.text("name"_L1), fields.text("email"_L1)};
}

std::optional<AccountUser> accountUserFromJson(const QJsonObject &object)
{
    JsonFields fields(object);
    const std::optional<qint32> id = fields.number<qint32>("accountUserId"_L1);
    if (!id || *id <= 0)
        return std::nullopt;

    AccountUser user;
    user.id = AccountUserId(*id);
    user.type = fields.number("type"_L1).value_or(0); // 0 is what the service leaves out
    user.name = fields.text("name"_L1);
    user.email = fields.text("email"_L1);
    user.language = fields.text("language"_L1);
    user.created = fields.dateTime("creationDate"_L1);
    user.updated = fields.dateTime("updateDate"_L1);
    return user;
}

QJsonObject accountUserToJson(const AccountUser &user)
{
    QJsonObject object{{u"name"_s, user.name}, {u"email"_s, user.email}};
    if (!user.language.isEmpty())
        object.insert(u"language"_s, user.language);
    return object;
}

} // namespace lockdesk
