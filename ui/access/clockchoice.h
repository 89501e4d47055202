#pragma once

#include "shownclock.h"

#include <QWidget>

class QComboBox;

namespace lockdesk {

class Settings;

/// "Times in": the box that says whose clock a table shows. It begins with what was chosen last, and keeps
/// what is chosen in the settings.
class ClockChoice : public QWidget
{
    Q_OBJECT

public:
    /// `settings` must outlive it.
    explicit ClockChoice(Settings &settings, QWidget *parent = nullptr);

    ShownClock chosen() const;

Q_SIGNALS:
    /// The person chose another.
    void changed(lockdesk::ShownClock clock);

private:
    QComboBox *m_box;
};

} // namespace lockdesk
