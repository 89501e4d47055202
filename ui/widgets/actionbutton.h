#pragma once

#include <QPushButton>

class QAction;

namespace lockdesk {

/// A push button that looks and does what its action says: text, icon, tool tip, enabled, visible. One
/// definition serves the button, the menu and the command list.
class ActionButton : public QPushButton
{
    Q_OBJECT

public:
    /// The action must outlive the button.
    explicit ActionButton(QAction *action, QWidget *parent = nullptr);

private:
    void takeLook();

    QAction *m_action;
};

} // namespace lockdesk
