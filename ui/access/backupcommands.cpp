#include "backupcommands.h"

#include "backupdialog.h"
#include "restoredialog.h"
#include "theme.h"

#include <QMenu>

namespace lockdesk {

using namespace Qt::StringLiterals;

BackupCommands::BackupCommands(QMenu *menu, QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_backUp(
          menu->addAction(theme::icon("export"_L1), tr("Back up access…"), this, &BackupCommands::backUp))
    , m_restore(
          menu->addAction(theme::icon("import"_L1), tr("Restore access…"), this, &BackupCommands::restore))
{
    setSession(nullptr);
}

void BackupCommands::setSession(Session *session)
{
    delete m_dialog;
    m_session = session;
    for (QAction *action : {m_backUp, m_restore})
        action->setEnabled(session);
}

void BackupCommands::backUp()
{
    if (m_dialog)
        return;
    m_dialog = new BackupDialog(*m_session, m_window);
    m_dialog->open();
}

void BackupCommands::restore()
{
    if (m_dialog)
        return;
    auto *dialog = new RestoreDialog(*m_session, m_window);
    m_dialog = dialog;
    connect(dialog, &QDialog::accepted, this, [this, dialog] { Q_EMIT changesMade(dialog->changes()); });
    dialog->open();
}

} // namespace lockdesk
