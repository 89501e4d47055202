#include "accountapi.h"

#include "accountjson.h"
#include "bodies.h"
#include "pager.h"
#include "requests.h"
#include "transport.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

// What is asked for; the service may give fewer.
constexpr int usersAPage = 500;

Job<PageResult<AccountUser>> *fetchUsersFrom(Transport &transport, qint64 offset, QObject *parent)
{
    Request request = listRequest({u"account"_s, u"user"_s});
    request.query = {{u"offset"_s, QString::number(offset)}, {u"limit"_s, QString::number(usersAPage)}};
    return transport.send<PageResult<AccountUser>>(
        request,
        [](const QByteArray &body) -> Result<PageResult<AccountUser>, ApiError> {
            ListDecoder<AccountUser> decoder(accountUserFromJson);
            decoder.feed(body);
            auto list = decoder.finish();
            if (!list)
                return unreadableBody();
            return PageResult<AccountUser>{*std::move(list), {}, {}};
        },
        parent);
}

} // namespace

Job<AccountInfo> *fetchAccount(Transport &transport, QObject *parent)
{
    return transport.send<AccountInfo>(
        recordRequest({u"account"_s}), recordReader<AccountInfo>(accountInfoFromJson), parent);
}

Job<ListResult<AccountUser>> *fetchAccountUsers(Transport &transport, QObject *parent)
{
    auto *job = new Job<ListResult<AccountUser>>(parent);
    new Pager<AccountUser, AccountUserId>(
        [&transport](const PagePosition &position, QObject *owner) {
            return fetchUsersFrom(transport, position.offset, owner);
        },
        &AccountUser::id, job);
    return job;
}

} // namespace lockdesk
