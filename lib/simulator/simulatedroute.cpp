#include "simulatedroute.h"

#include <QStringList>
#include <array>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

struct Row
{
    const char *method;
    const char *path; // {s} a device, {a} an authorization, {u} a user
    SimulatedOperation operation;
    const char *scopes; // nuki-facts chapter 8
};

using O = SimulatedOperation;
constexpr const char *reading = "smartlock smartlock.readOnly";
constexpr std::array rows{
    Row{"GET", "account", O::ReadAccount, "account"},
    Row{"GET", "account/user", O::ListUsers, "account"},
    Row{"PUT", "account/user", O::CreateUser, "account"},
    Row{"GET", "account/user/{u}", O::ReadUser, "account"},
    Row{"POST", "account/user/{u}", O::UpdateUser, "account"},
    Row{"DELETE", "account/user/{u}", O::DeleteUser, "account"},
    Row{"GET", "smartlock", O::ListSmartlocks, reading},
    Row{"GET", "smartlock/auth", O::ListAuthorizations, "smartlock.auth"},
    Row{"PUT", "smartlock/auth", O::CreateManyAuthorizations, "smartlock.auth"},
    Row{"POST", "smartlock/auth", O::UpdateManyAuthorizations, "smartlock.auth"},
    Row{"DELETE", "smartlock/auth", O::DeleteManyAuthorizations, "smartlock.auth"},
    Row{"GET", "smartlock/auth/paged", O::PageAuthorizations, "smartlock.auth"},
    Row{"GET", "smartlock/log", O::ListLog, "smartlock.log"},
    Row{"GET", "smartlock/{s}", O::ReadSmartlock, reading},
    Row{"POST", "smartlock/{s}", O::UpdateSmartlock, "smartlock smartlock.config"},
    Row{"POST", "smartlock/{s}/action", O::Act, "smartlock.action"},
    Row{"POST", "smartlock/{s}/action/lock", O::SimpleLock, "smartlock.action"},
    Row{"POST", "smartlock/{s}/action/unlock", O::SimpleUnlock, "smartlock.action"},
    Row{"POST", "smartlock/{s}/sync", O::Sync, "smartlock"},
    Row{"GET", "smartlock/{s}/auth", O::ListDeviceAuthorizations, "smartlock.auth"},
    Row{"PUT", "smartlock/{s}/auth", O::CreateAuthorization, "smartlock.auth"},
    Row{"GET", "smartlock/{s}/auth/{a}", O::ReadAuthorization, "smartlock.auth"},
    Row{"POST", "smartlock/{s}/auth/{a}", O::UpdateAuthorization, "smartlock.auth"},
    Row{"DELETE", "smartlock/{s}/auth/{a}", O::DeleteAuthorization, "smartlock.auth"},
    Row{"GET", "smartlock/{s}/log", O::ListDeviceLog, "smartlock.log"},
};

bool takeNumber(const QString &segment, qint64 &number)
{
    bool isNumber = false;
    number = segment.toLongLong(&isNumber);
    return isNumber && number >= 0;
}

// Fills in the ids of `route` where the segments follow the pattern.
bool follows(const QStringList &segments, const char *pattern, SimulatedRoute &route)
{
    const auto parts = QLatin1StringView(pattern).toString().split(u'/');
    if (parts.size() != segments.size())
        return false;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QString &segment = segments[i];
        if (parts[i] == "{s}"_L1       ? !takeNumber(segment, route.smartlockId)
                : parts[i] == "{u}"_L1 ? !takeNumber(segment, route.userId)
                : parts[i] == "{a}"_L1 ? segment.isEmpty()
                                       : segment != parts[i])
            return false;
        if (parts[i] == "{a}"_L1)
            route.authorizationId = segment;
    }
    return true;
}

} // namespace

SimulatedRoute routeOf(const QByteArray &method, const QString &path)
{
    SimulatedRoute found;
    if (!path.startsWith(u'/'))
        return found;
    const QStringList segments = path.sliced(1).split(u'/');
    for (const Row &row : rows) {
        SimulatedRoute route;
        if (!follows(segments, row.path, route))
            continue;
        if (method == row.method) {
            route.match = SimulatedRoute::Match::Found;
            route.operation = row.operation;
            route.scopes = row.scopes;
            return route;
        }
        found.match = SimulatedRoute::Match::NoSuchMethod;
    }
    return found;
}

} // namespace lockdesk
