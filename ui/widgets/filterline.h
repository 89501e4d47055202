#pragma once

#include "alarm.h"

#include <QWidget>

class QLineEdit;

namespace lockdesk {

/// The field "Filter" over a table, with its label. Ctrl+F goes there, Esc empties it; what is typed, pasted
/// or set by an assistive tool is announced once it rests for 120 ms, and emptying it at once.
class FilterLine : public QWidget
{
    Q_OBJECT

public:
    /// `clock` must outlive the widget.
    explicit FilterLine(Clock &clock, QWidget *parent = nullptr);

    /// What was announced last, without surrounding space.
    QString text() const { return m_announced; }
    /// Sets the text and announces it at once.
    void setText(const QString &text);

    /// An example of what may be typed, shown while the field is empty.
    void setHint(const QString &hint);

Q_SIGNALS:
    /// The text to filter by is another one now.
    void changed(const QString &text);
    /// Arrow down or Enter in the field: the table should take the focus.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void announce();

    QLineEdit *m_field;
    Alarm m_alarm;
    QString m_announced;
};

} // namespace lockdesk
