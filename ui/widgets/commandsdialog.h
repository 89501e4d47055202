#pragma once

#include <QDialog>

class QAction;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace lockdesk {

/// Every command of a window by name: type some of its letters, choose, Enter. Names as in ui-contract.md,
/// "Main window". Actions that are disabled, hidden or mere menus are left out.
class CommandsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `actions` must live until the dialog closes; it deletes itself then. A command runs after the dialog
    /// closed.
    explicit CommandsDialog(const QList<QAction *> &actions, QWidget *parent);

    /// How well the letters of `typed` fit `name`, in their order and with gaps: higher is better, −1 is not
    /// at all.
    static int score(const QString &typed, const QString &name);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void match();
    void run();

    QList<QAction *> m_actions;
    QLineEdit *m_field;
    QListWidget *m_list;
    QPushButton *m_run;
};

} // namespace lockdesk
