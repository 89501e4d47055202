#pragma once

#include "wallclocktext.h"

#include <QLineEdit>

namespace lockdesk {

/// A field for a time of day that takes text from the keyboard, the clipboard and assistive tools alike
/// (QTimeEdit takes it from key strokes alone). What timeOfDayFromText() reads is a time; leaving the field
/// writes it out in full. Arrow keys and the wheel move by a quarter of an hour, Page up and down by an hour.
class TimeField : public QLineEdit
{
    Q_OBJECT

public:
    explicit TimeField(Bound bound, QWidget *parent = nullptr);

    /// Minutes since midnight; nullopt while the text is no time of day.
    std::optional<int> minutes() const;
    void setMinutes(int minutes);

    QSize sizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void step(int minutes);
    void writeOut();

    Bound m_bound;
    int m_wheel = 0; // eighths of a degree not yet stepped
};

} // namespace lockdesk
