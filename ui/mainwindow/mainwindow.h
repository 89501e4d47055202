#pragma once

#include "environment.h"
#include "session.h"
#include "settings.h"

#include <QMainWindow>

class QMenu;
class QStackedWidget;

namespace lockdesk {

class BackupCommands;
class FilterLine;
class HistoryAction;
class LeaveQuestion;
class MessageBar;
class Page;
class SectionList;
class StatusLine;

/// The window: the sections at the left, the filter over the open one, the age of the data and the connection
/// in the status bar. Without a session it is empty and says so.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const Environment &environment, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Shows the account from now on and starts polling it. An earlier session ends.
    void setSession(std::unique_ptr<Session> session);
    /// Ends the session: nothing of the account stays on the screen.
    void clearSession();
    Session *session() const { return m_session.get(); }

    /// Opens "Restore access" on this file as soon as somebody is signed in and the devices are there.
    void restoreFrom(const QString &path);

    /// Opens a section by its id: "devices", "access", "changes". False when there is none.
    bool showSection(const QString &id);
    /// The ids of the sections there are, in their order.
    static QStringList sectionIds();

Q_SIGNALS:
    /// The person wants to sign in, or to sign out for good.
    void signInAsked();
    void signOutAsked();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeMenus();
    Page *pageOf(int index);
    Page *makePage(const QString &id);
    void openSection(int index);
    void offerSections();
    void showTakenUp(int sets);
    void tellRefusal();
    void tellUnkeptSettings();
    void tellVisibility();
    void showCommands();
    void showAbout();

    Environment m_environment;
    std::unique_ptr<Session> m_session;
    SectionList *m_sections;
    QStackedWidget *m_pages;
    FilterLine *m_filter;
    MessageBar *m_message;
    StatusLine *m_status;
    QMenu *m_actionMenu;
    QAction *m_signOut;
    BackupCommands *m_backups;
    LeaveQuestion *m_leaving;
    HistoryAction *m_history;
    QHash<int, Page *> m_open;
    bool m_isClosingDespiteChanges = false;
};

} // namespace lockdesk
