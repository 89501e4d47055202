#include "backupcommands.h"

#include "backupdialog.h"
#include "restoredialog.h"
#include "theme.h"

#include <QMenu>

namespace lockdesk {

using namespace Qt::StringLiterals;

BackupCommands::BackupCommands(QMenu *menu, bool mayHaveCodes, QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_mayHaveCodes(mayHaveCodes)
    , m_backUp(
          menu->addAction(theme::icon("export"_L1), tr("Back up access…"), this, &BackupCommands::backUp))
    , m_restore(
          menu->addAction(theme::icon("import"_L1), tr("Restore access…"), this, [this] { restore({}); }))
{
    setSession(nullptr);
}

void BackupCommands::setSession(Session *session)
{
    delete m_dialog;
    m_session = session;
    for (QAction *action : {m_backUp, m_restore})
        action->setEnabled(session);
    if (session)
        connect(&session->account.smartlocks(), &TruthStore::changed, this, &BackupCommands::restoreWaiting);
}

void BackupCommands::backUp()
{
    if (m_dialog)
        return;
    m_dialog = new BackupDialog(*m_session, m_mayHaveCodes, m_window);
    m_dialog->open();
}

void BackupCommands::restore(const QString &path)
{
    if (m_dialog)
        return;
    auto *dialog = new RestoreDialog(*m_session, m_window);
    m_dialog = dialog;
    connect(dialog, &QDialog::accepted, this, [this, dialog] { Q_EMIT changesMade(dialog->changes()); });
    if (!path.isEmpty())
        dialog->openFile(path);
    dialog->open();
}

void BackupCommands::restoreFrom(const QString &path)
{
    m_waiting = path;
    restoreWaiting();
}

// Not before the devices are known: which one a saved device goes to is found when the file is opened.
void BackupCommands::restoreWaiting()
{
    if (m_waiting.isEmpty() || !m_session || m_dialog || !m_session->account.smartlocks().isLoaded())
        return;
    restore(std::exchange(m_waiting, {}));
}

} // namespace lockdesk
