#pragma once

#include "authorization.h"
#include "smartlock.h"

#include <QList>

namespace lockdesk {

/// What a change is checked against: the service's last word.
struct Snapshot
{
    QList<Smartlock> smartlocks;
    QList<Authorization> authorizations;
};

} // namespace lockdesk
