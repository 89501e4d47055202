#include "mainwindow.h"

#include "accesspage.h"
#include "backupcommands.h"
#include "changespage.h"
#include "commandsdialog.h"
#include "devicespage.h"
#include "filterline.h"
#include "historyaction.h"
#include "keeping.h"
#include "leavequestion.h"
#include "managedcontrol.h"
#include "messagebar.h"
#include "redact.h"
#include "sectionlist.h"
#include "statusline.h"
#include "theme.h"

#include <QCloseEvent>
#include <QDir>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// What signing in again would lose: the sets of the same account that are not in a journal.
QList<JournaledSet> leftBy(const Session *session, const Session &next)
{
    const bool isSame = session && session->account.profile().id == next.account.profile().id
        && session->account.profile().api == next.account.profile().api;
    return isSame && !session->keeper.isKept() ? session->keeper.unfinished() : QList<JournaledSet>();
}

// What has come once stays: a refusal later on is the end of the token rather than a missing scope.
TokenScopes ruledOut(Account &account)
{
    TokenScopes missing = account.poller().missingScopes();
    if (account.smartlocks().isLoaded())
        missing.setFlag(TokenScope::Smartlock, false);
    if (account.authorizations().isLoaded())
        missing.setFlag(TokenScope::Authorizations, false);
    return missing;
}

} // namespace

QStringList MainWindow::sectionIds()
{
    return SectionList::ids();
}

MainWindow::MainWindow(const Environment &environment, QWidget *parent)
    : QMainWindow(parent)
    , m_environment(environment)
    , m_sections(new SectionList)
    , m_pages(new QStackedWidget)
    , m_filter(new FilterLine(environment.clock))
    , m_message(new MessageBar)
    , m_status(new StatusLine(environment.clock))
    , m_leaving(new LeaveQuestion(environment.clock, this))
    , m_history(new HistoryAction(environment.clock, environment.settings, this))
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->addWidget(m_message);
    layout->addWidget(m_filter);
    layout->addWidget(m_pages, 1);
    auto *centre = new QWidget;
    auto *columns = new QHBoxLayout(centre);
    columns->setContentsMargins({});
    columns->setSpacing(0);
    columns->addWidget(m_sections);
    columns->addWidget(content, 1);
    setCentralWidget(centre);

    setStatusBar(m_status);
    makeMenus();
    connect(m_sections, &SectionList::chosen, this, &MainWindow::openSection);
    connect(m_filter, &FilterLine::changed, this, [this](const QString &text) {
        if (Page *page = qobject_cast<Page *>(m_pages->currentWidget()))
            page->setFilter(text);
    });
    connect(m_filter, &FilterLine::left, this, [this] {
        if (m_pages->currentWidget())
            m_pages->currentWidget()->setFocus();
    });
    connect(m_message, &MessageBar::actionTriggered, this, &MainWindow::signInAsked);
    if (!restoreGeometry(environment.settings.windowGeometry()))
        resize(1280, 760);
    clearSession();
}

MainWindow::~MainWindow()
{
    m_environment.settings.setWindowGeometry(saveGeometry());
    clearSession();
}

void MainWindow::makeMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->setToolTipsVisible(true);
    m_signOut = file->addAction(theme::icon("sign-out"_L1), tr("Sign out…"), this,
        [this] { m_leaving->ask(tr("Sign out"), true, [this] { Q_EMIT signOutAsked(); }); });
    file->addAction(theme::icon("sign-in"_L1), tr("Sign in…"), this,
        [this] { m_leaving->ask(tr("Sign in"), false, [this] { Q_EMIT signInAsked(); }); });
    file->addSeparator();
    QAction *review = file->addAction(tr("Review every change"));
    review->setCheckable(true);
    review->setChecked(m_environment.settings.isReviewingEveryChange());
    review->setToolTip(tr("A single change waits under Changes too, until it is sent from there."));
    restIfManaged(review, m_environment.settings.isManaged("reviewEveryChange"_L1));
    connect(review, &QAction::toggled, this,
        [this](bool on) { m_environment.settings.setReviewingEveryChange(on); });
    file->addSeparator();
    m_backups = new BackupCommands(file, m_environment.settings.mayExportCodes(), this);
    connect(m_backups, &BackupCommands::changesMade, this, [this](const QList<Change> &changes) {
        m_session->changes.addSet(
            tr("Restore %Ln authorization(s)", "title of a set", int(changes.size())), changes);
        showSection(u"changes"_s);
    });
    file->addSeparator();
    QAction *quit = file->addAction(tr("Quit"), QKeySequence::Quit, this, &QWidget::close);
    quit->setMenuRole(QAction::QuitRole);
    m_actionMenu = menuBar()->addMenu(tr("&Action"));
    QMenu *view = menuBar()->addMenu(tr("&View"));
    for (int i = 0; i < m_sections->count(); ++i) {
        view->addAction(m_sections->item(i)->icon(), m_sections->item(i)->text(),
            QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i)), this,
            [this, i] { m_sections->setCurrentRow(i); });
    }
    view->addSeparator();
    view->addAction(m_history);
    view->addAction(theme::icon("command"_L1), tr("Commands…"), QKeySequence(Qt::CTRL | Qt::Key_K), this,
        &MainWindow::showCommands);
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    QAction *about = help->addAction(tr("About Lockdesk"), this, &MainWindow::showAbout);
    about->setMenuRole(QAction::AboutRole);
}

void MainWindow::setSession(std::unique_ptr<Session> session)
{
    const QList<JournaledSet> left = leftBy(m_session.get(), *session);
    clearSession();
    m_session = std::move(session);
    Account &account = m_session->account;
    connect(&m_session->keeper, &SetKeeper::takenUp, this, &MainWindow::showTakenUp);
    m_session->keeper.takeOver(left);
    m_history->follow(&m_session->keeper);
    if (!m_environment.dataFolder.isEmpty())
        keepIn(m_environment.dataFolder, account.profile(), m_environment.tokens, m_session->keeper);
    setWindowTitle(tr("Lockdesk – %1").arg(forDisplay(account.profile().name)));
    connect(&account, &Account::connectionChanged, this, &MainWindow::tellRefusal);
    connect(&account.poller(), &Poller::missingScopesChanged, this, &MainWindow::offerSections);
    m_signOut->setEnabled(true);
    m_backups->setSession(m_session.get());
    m_leaving->setSession(m_session.get());
    m_sections->setEnabled(true);
    m_filter->setEnabled(true);
    offerSections();
    m_sections->setCurrentRow(0);
    m_status->follow(&account);
    tellRefusal();
    tellUnkeptSettings();
    tellVisibility();
    account.start();
}

void MainWindow::clearSession()
{
    m_sections->chooseNone();
    m_actionMenu->clear();
    for (Page *page : std::as_const(m_open))
        delete page;
    m_open.clear();
    m_backups->setSession(nullptr);
    m_leaving->setSession(nullptr);
    m_status->follow(nullptr);
    m_history->follow(nullptr);
    m_session.reset();
    m_filter->setText({});
    m_message->dismiss();
    m_sections->setEnabled(false);
    m_filter->setEnabled(false);
    m_signOut->setEnabled(false);
    setWindowTitle(u"Lockdesk"_s);
}

Page *MainWindow::makePage(const QString &id)
{
    if (id == u"devices")
        return new DevicesPage(*m_session, m_environment.settings);
    if (id == u"access")
        return new AccessPage(*m_session, m_environment.settings);
    return new ChangesPage(*m_session, m_environment.settings);
}

Page *MainWindow::pageOf(int index)
{
    if (Page *open = m_open.value(index))
        return open;
    Page *page = makePage(SectionList::ids().at(index));
    m_open.insert(index, page);
    m_pages->addWidget(page);
    connect(page, &Page::sectionAsked, this, &MainWindow::showSection);
    connect(page, &Page::countsChanged, this, [this, page](const QString &text) {
        if (m_pages->currentWidget() == page)
            m_status->setCounts(text);
    });
    return page;
}

void MainWindow::openSection(int index)
{
    if (!m_session || index < 0)
        return;
    Page *page = pageOf(index);
    m_pages->setCurrentWidget(page);
    m_status->setCounts({});
    page->setFilter(m_filter->text());
    page->tellCounts();
    m_actionMenu->clear();
    m_actionMenu->addActions(page->pageActions());
}

bool MainWindow::showSection(const QString &id)
{
    return m_session && m_sections->choose(id);
}

void MainWindow::offerSections()
{
    const TokenScopes missing = m_session->account.poller().missingScopes();
    m_sections->offerAllBut(ruledOut(m_session->account));
    const QStringList parts = partsWithout(missing);
    if (parts.isEmpty()) {
        m_message->dismiss();
        return;
    }
    m_message->showMessage(MessageBar::Kind::Information,
        tr("This token leaves out: %1. Make one with more scopes in Nuki Web to use them.")
            .arg(parts.join(u", "_s)));
}

// The Changes have them; here is said that they are there.
void MainWindow::showTakenUp(int sets)
{
    m_message->showMessage(MessageBar::Kind::Information,
        tr("%n set(s) of changes were not finished when Lockdesk last ended. Nothing of them is sent before "
           "“Resume” or “Send” in Changes.",
            nullptr, sets));
}

void MainWindow::tellRefusal()
{
    if (!m_session || m_session->account.connection() != ConnectionState::Refused)
        return;
    m_message->showMessage(MessageBar::Kind::Error,
        tr("The service refuses the token: it was revoked, or the password of the account was changed. "
           "Sign in again with a new token. What you see is old."),
        tr("Sign in…"));
}

// Read-only homes, full disks, and portable copies on a stick that is write-protected.
void MainWindow::tellUnkeptSettings()
{
    if (m_environment.settings.isWritable())
        return;
    m_message->showMessage(MessageBar::Kind::Warning,
        tr("Settings cannot be kept in “%1”: it is write-protected or full. What you set holds until you "
           "quit.")
            .arg(forDisplay(QDir::toNativeSeparators(m_environment.settings.fileName()))));
}

void MainWindow::restoreFrom(const QString &path)
{
    m_backups->restoreFrom(path);
}

void MainWindow::tellVisibility()
{
    if (m_session)
        m_session->account.poller().setVisible(isVisible() && !isMinimized());
}

void MainWindow::showCommands()
{
    QList<QAction *> actions;
    for (QAction *menu : menuBar()->actions())
        actions += menu->menu()->actions();
    auto *dialog = new CommandsDialog(actions, this);
    dialog->open();
}

void MainWindow::showAbout()
{
    const QString facts = m_environment.facts ? u"\n\n"_s + m_environment.facts() : QString();
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Lockdesk"),
        tr("Lockdesk %1\n\nAdministers Nuki smart locks over the Nuki Web API. Every change is shown before "
           "it is sent and proven after it.\n\nNot made by Nuki.")
                .arg(QStringLiteral(LOCKDESK_VERSION))
            + facts,
        QMessageBox::Close, this);
    box->setTextFormat(Qt::PlainText);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard); // for a report
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open(); // about() would run an event loop of its own
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        tellVisibility();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    tellVisibility();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    tellVisibility();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_leaving->unprovenCount() == 0 || m_isClosingDespiteChanges) {
        QMainWindow::closeEvent(event);
        return;
    }
    event->ignore();
    m_leaving->ask(tr("Quit"), false, [this] {
        m_isClosingDespiteChanges = true;
        close();
    });
}

} // namespace lockdesk
