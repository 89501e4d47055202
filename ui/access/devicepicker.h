#pragma once

#include "smartlock.h"

#include <QListWidget>

namespace lockdesk {

/// The list "Devices" of the editor: the devices that shall get an authorization are the selected ones, any
/// number of them. A click or the space bar adds or removes one.
class DevicePicker : public QListWidget
{
    Q_OBJECT

public:
    explicit DevicePicker(const QList<Smartlock> &devices, QWidget *parent = nullptr);

    /// Only devices that can have keypad codes stay choosable; what is no longer choosable is hidden and
    /// deselected.
    void setNeedsKeypad(bool needsKeypad);
    /// The selected devices, in the order of the list.
    QList<SmartlockId> chosen() const;

Q_SIGNALS:
    void changed();

private:
    QHash<SmartlockId, bool> m_hasKeypad;
};

} // namespace lockdesk
