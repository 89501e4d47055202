#pragma once

#include <QPushButton>

class QAction;

namespace lockdesk {

/// A push button that looks and does what its action says: text, icon, tool tip, enabled, visible. One
/// definition serves the button, the menu and the command list. While a dialog asks something it does
/// nothing, also for assistive tools, which press past the dialog.
class ActionButton : public QPushButton
{
    Q_OBJECT

public:
    /// The action must outlive the button.
    explicit ActionButton(QAction *action, QWidget *parent = nullptr);

    /// The action is being triggered, and by this button.
    bool isTriggering() const { return m_isTriggering; }

private:
    void takeLook();
    void trigger();

    QAction *m_action;
    bool m_isTriggering = false;
};

} // namespace lockdesk
