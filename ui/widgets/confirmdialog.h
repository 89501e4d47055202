#pragma once

#include "alarm.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace lockdesk {

/// Asks before a door opens or something is lost. It names what it is about; Cancel is the default button;
/// the confirming one says what it does ("Unlock Front door") and is enabled at once. Enter is ignored for
/// the first 500 ms, so that a key meant for another window confirms nothing (safety UI-5).
class ConfirmDialog : public QDialog
{
    Q_OBJECT

public:
    /// What is asked. All of it is shown as plain text; names from the server come through forDisplay().
    struct Question
    {
        QString title; ///< of the window: "Unlock"
        QString text; ///< "Unlock “Front door”?"
        QString detail; ///< what follows from it; may be empty
        QString confirmText; ///< of the confirming button; a long one is elided, its accessible name is not
        QLatin1StringView iconName; ///< an icon of the theme
    };

    /// Open it with open(), and follow accepted(). `clock` must outlive the dialog, which deletes itself when
    /// closed.
    ConfirmDialog(Clock &clock, const Question &question, QWidget *parent);

    QPushButton *confirmButton() const { return m_confirm; }
    QPushButton *cancelButton() const { return m_cancel; }

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isGuarded(const QEvent *event) const;

    Clock &m_clock;
    std::chrono::milliseconds m_shownAt{};
    QPushButton *m_confirm;
    QPushButton *m_cancel;
};

} // namespace lockdesk
