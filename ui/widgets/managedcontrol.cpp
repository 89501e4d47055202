#include "managedcontrol.h"

#include <QCoreApplication>

namespace lockdesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(lockdesk::ManagedControl)
};

} // namespace

QString setByAdministrator()
{
    return Words::tr("Set by your administrator.");
}

} // namespace lockdesk
