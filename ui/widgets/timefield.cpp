#include "timefield.h"

#include "accessschedule.h"

#include <QKeyEvent>
#include <QLocale>
#include <QStyle>
#include <QStyleOptionFrame>
#include <QWheelEvent>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;

TimeField::TimeField(Bound bound, QWidget *parent)
    : QLineEdit(parent)
    , m_bound(bound)
{
    setMaxLength(20);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QLineEdit::editingFinished, this, &TimeField::writeOut);
}

std::optional<int> TimeField::minutes() const
{
    return timeOfDayFromText(text(), m_bound, locale());
}

void TimeField::setMinutes(int minutes)
{
    setText(timeOfDayText(minutes, locale()));
}

QSize TimeField::sizeHint() const
{
    QStyleOptionFrame option;
    initStyleOption(&option);
    const int text = fontMetrics().horizontalAdvance(timeOfDayText(23 * 60 + 58, locale()) + u"00"_s);
    const QSize content(text + 12, QLineEdit::sizeHint().height());
    return {style()->sizeFromContents(QStyle::CT_LineEdit, &option, content, this).width(), content.height()};
}

void TimeField::writeOut()
{
    if (const auto now = minutes()) {
        if (const QString full = timeOfDayText(*now, locale()); full != text())
            setText(full);
    }
}

void TimeField::step(int minutes)
{
    const int first = m_bound == Bound::From ? 0 : 15;
    const int last = m_bound == Bound::From ? 1425 : 1440;
    const int now = this->minutes().value_or(first);
    const int size = std::abs(minutes);
    // To the next full step, so that 09:10 goes to 09:15 and 09:00.
    const int next = minutes > 0 ? (now / size + 1) * size : ((now + size - 1) / size - 1) * size;
    setMinutes(std::clamp(next, first, last));
}

void TimeField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        return step(15);
    case Qt::Key_Down:
        return step(-15);
    case Qt::Key_PageUp:
        return step(60);
    case Qt::Key_PageDown:
        return step(-60);
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void TimeField::wheelEvent(QWheelEvent *event)
{
    if (!hasFocus()) // scrolling past must change nothing
        return event->ignore();
    m_wheel += event->angleDelta().y();
    if (const int notches = m_wheel / 120; notches != 0) {
        m_wheel -= notches * 120;
        for (int i = 0; i < std::abs(notches); ++i)
            step(notches > 0 ? 15 : -15);
    }
    event->accept();
}

void TimeField::focusOutEvent(QFocusEvent *event)
{
    m_wheel = 0;
    QLineEdit::focusOutEvent(event);
}

} // namespace lockdesk
