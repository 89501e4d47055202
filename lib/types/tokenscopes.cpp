#include "tokenscopes.h"

#include <QCoreApplication>

namespace lockdesk {

QStringList partsWithout(TokenScopes missing)
{
    QStringList parts;
    if (missing.testFlag(TokenScope::Smartlock))
        parts += QCoreApplication::translate("TokenScopes", "Devices (needs the scope “smartlock”)");
    if (missing.testFlag(TokenScope::Authorizations))
        parts += QCoreApplication::translate("TokenScopes", "Access (needs the scope “smartlock.auth”)");
    if (missing.testFlag(TokenScope::Account))
        parts += QCoreApplication::translate("TokenScopes", "People (needs the scope “account”)");
    if (missing.testFlag(TokenScope::Log))
        parts += QCoreApplication::translate("TokenScopes", "Activity (needs the scope “smartlock.log”)");
    return parts;
}

} // namespace lockdesk
