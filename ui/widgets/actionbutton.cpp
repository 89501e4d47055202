#include "actionbutton.h"

#include <QAction>
#include <QApplication>
#include <QPointer>

namespace lockdesk {

ActionButton::ActionButton(QAction *action, QWidget *parent)
    : QPushButton(parent)
    , m_action(action)
{
    setAutoDefault(false);
    takeLook();
    connect(action, &QAction::changed, this, &ActionButton::takeLook);
    connect(this, &QPushButton::clicked, this, &ActionButton::trigger);
}

void ActionButton::trigger()
{
    if (const QWidget *dialog = QApplication::activeModalWidget(); dialog && dialog != window())
        return;
    const QPointer<ActionButton> self(this);
    m_isTriggering = true;
    m_action->trigger();
    if (self)
        m_isTriggering = false;
}

void ActionButton::takeLook()
{
    setText(m_action->text());
    setIcon(m_action->icon());
    setToolTip(m_action->toolTip() == m_action->iconText() ? QString() : m_action->toolTip());
    setEnabled(m_action->isEnabled());
    // Without a parent yet, showing it would open a window of its own.
    if (parentWidget() || !m_action->isVisible())
        setVisible(m_action->isVisible());
}

} // namespace lockdesk
