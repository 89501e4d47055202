#pragma once

#include <QByteArray>
#include <QString>

namespace lockdesk {

/// What a request asks for.
enum class SimulatedOperation {
    ReadAccount,
    ListUsers,
    CreateUser,
    ReadUser,
    UpdateUser,
    DeleteUser,
    ListSmartlocks,
    ReadSmartlock,
    UpdateSmartlock,
    Act,
    SimpleLock,
    SimpleUnlock,
    Sync,
    ListAuthorizations,
    PageAuthorizations,
    CreateManyAuthorizations,
    UpdateManyAuthorizations,
    DeleteManyAuthorizations,
    ListDeviceAuthorizations,
    CreateAuthorization,
    ReadAuthorization,
    UpdateAuthorization,
    DeleteAuthorization,
    ListLog,
    ListDeviceLog,
};

/// Where a method and a path lead.
struct SimulatedRoute
{
    enum class Match { Found, NoSuchPath, NoSuchMethod };

    Match match = Match::NoSuchPath;
    SimulatedOperation operation = SimulatedOperation::ReadAccount; ///< of a Found one, like all that follows
    QByteArray scopes; ///< any one of these, separated by spaces, lets a token in
    qint64 smartlockId = 0;
    QString authorizationId;
    qint64 userId = 0;
};

/// Matches a decoded path such as "/smartlock/18178888180/auth" against the contract's. A path parameter that
/// is no number where one belongs is no such path.
SimulatedRoute routeOf(const QByteArray &method, const QString &path);

} // namespace lockdesk
