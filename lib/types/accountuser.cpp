#include "accountuser.h"

#include <QCoreApplication>

namespace lockdesk {

QString AccountUser::displayName() const
{
    if (!name.isEmpty())
        return name;
    if (!email.isEmpty())
        return email;
    return QCoreApplication::translate("AccountUser", "Person %1").arg(toNumber(id));
}

} // namespace lockdesk
