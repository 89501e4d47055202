#pragma once

#include <QLineEdit>

namespace lockdesk {

class Clock;

/// A line edit for a secret that may be shown for a while. Nothing of it reaches the primary selection, which
/// every program reads: while it is shown nothing in it can be marked, and what is masked Qt does not give.
/// The keys to copy, and copyAll(), put all of it into the clipboard for a while (secretclipboard.h).
class SecretField : public QLineEdit
{
    Q_OBJECT

public:
    /// Masked at first. The clock must outlive the field, and as secretclipboard.h says.
    explicit SecretField(Clock &clock, QWidget *parent = nullptr);

    void setShown(bool isShown);
    bool isShown() const { return echoMode() == Normal; }

    /// Does nothing while there is nothing to copy.
    void copyAll();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    Clock &m_clock;
};

} // namespace lockdesk
