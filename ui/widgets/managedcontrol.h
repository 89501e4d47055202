#pragma once

#include <QString>

namespace lockdesk {

/// "Set by your administrator."
QString setByAdministrator();

/// Lets a control (a widget or an action) rest, and says why, if what it sets is managed.
template <typename Control>
void restIfManaged(Control *control, bool isManaged)
{
    if (!isManaged)
        return;
    control->setEnabled(false);
    control->setToolTip(setByAdministrator());
}

} // namespace lockdesk
