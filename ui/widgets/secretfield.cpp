#include "secretfield.h"

#include "secretclipboard.h"

#include <QKeyEvent>

namespace lockdesk {

SecretField::SecretField(Clock &clock, QWidget *parent)
    : QLineEdit(parent)
    , m_clock(clock)
{
    setEchoMode(Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
    // At once, before whoever marked it goes on to pass it on.
    connect(this, &QLineEdit::selectionChanged, this, [this] {
        if (isShown() && hasSelectedText())
            deselect();
    });
}

void SecretField::setShown(bool isShown)
{
    deselect();
    setEchoMode(isShown ? Normal : Password);
}

void SecretField::copyAll()
{
    if (!text().isEmpty())
        copySecret(text(), m_clock);
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    const bool isCut = event->matches(QKeySequence::Cut); // Qt would only delete what is masked
    if (!isCut && !event->matches(QKeySequence::Copy)) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    if (isShown() && !isCut)
        copyAll();
    event->accept();
}

} // namespace lockdesk
