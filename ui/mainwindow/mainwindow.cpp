#include "mainwindow.h"

#include "accesspage.h"
#include "backupcommands.h"
#include "changespage.h"
#include "clock.h"
#include "commandsdialog.h"
#include "confirmdialog.h"
#include "devicespage.h"
#include "filterline.h"
#include "historyaction.h"
#include "keeping.h"
#include "messagebar.h"
#include "redact.h"
#include "statuswords.h"
#include "theme.h"

#include <QCloseEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// What signing in again would lose: the sets of the same account that are not in a journal.
QList<JournaledSet> leftBy(const Session *session, const Session &next)
{
    const bool isSame = session && session->account.profile().id == next.account.profile().id
        && session->account.profile().api == next.account.profile().api;
    return isSame && !session->keeper.isKept() ? session->keeper.unfinished() : QList<JournaledSet>();
}

} // namespace

struct MainWindow::Section
{
    QString id;
    QString name;
    QLatin1StringView iconName;
    TokenScopes needs;
};

QStringList MainWindow::sectionIds()
{
    return {u"devices"_s, u"access"_s, u"changes"_s};
}

MainWindow::MainWindow(const Environment &environment, QWidget *parent)
    : QMainWindow(parent)
    , m_environment(environment)
    , m_sections(new QListWidget)
    , m_pages(new QStackedWidget)
    , m_filter(new FilterLine(environment.clock))
    , m_message(new MessageBar)
    , m_counts(new QLabel)
    , m_updated(new QLabel)
    , m_connection(new QLabel)
    , m_history(new HistoryAction(environment.clock, environment.settings, this))
    , m_tick(environment.clock)
{
    m_sections->setAccessibleName(tr("Sections"));
    m_sections->setIconSize({24, 24});
    m_sections->setFrameShape(QFrame::NoFrame);
    m_sections->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const QList<Section> sections{
        {u"devices"_s, tr("Devices"), "devices"_L1, TokenScope::Smartlock},
        {u"access"_s, tr("Access"), "access"_L1, TokenScope::Authorizations},
        {u"changes"_s, tr("Changes"), "changes"_L1, {}},
    };
    for (const Section &section : sections) {
        auto *item = new QListWidgetItem(theme::icon(section.iconName), section.name, m_sections);
        item->setData(Qt::UserRole, section.id);
        item->setData(Qt::UserRole + 1, int(section.needs));
    }
    m_sections->setMaximumWidth(
        m_sections->sizeHintForColumn(0) + 4 * m_sections->fontMetrics().averageCharWidth());
    m_sections->setMinimumWidth(m_sections->maximumWidth());

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

    makeMenus();
    makeStatusBar();
    connect(m_sections->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = m_sections->selectionModel()->selectedIndexes();
        if (!rows.isEmpty())
            openSection(rows.first().row());
    });
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
        [this] { askUnlessProven(tr("Sign out"), true, [this] { Q_EMIT signOutAsked(); }); });
    file->addAction(theme::icon("sign-in"_L1), tr("Sign in…"), this,
        [this] { askUnlessProven(tr("Sign in"), false, [this] { Q_EMIT signInAsked(); }); });
    file->addSeparator();
    QAction *review = file->addAction(tr("Review every change"));
    review->setCheckable(true);
    review->setChecked(m_environment.settings.isReviewingEveryChange());
    review->setToolTip(tr("A single change waits under Changes too, until it is sent from there."));
    connect(review, &QAction::toggled, this,
        [this](bool on) { m_environment.settings.setReviewingEveryChange(on); });
    file->addSeparator();
    m_backups = new BackupCommands(file, this);
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

void MainWindow::makeStatusBar()
{
    for (QLabel *label : {m_counts, m_updated, m_connection})
        label->setTextFormat(Qt::PlainText);
    statusBar()->addWidget(m_counts, 1);
    statusBar()->addPermanentWidget(m_updated);
    statusBar()->addPermanentWidget(m_connection);
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
    connect(&account, &Account::connectionChanged, this, &MainWindow::showConnection);
    connect(&account.poller(), &Poller::polled, this, &MainWindow::showStatus);
    connect(&account.poller(), &Poller::missingScopesChanged, this, &MainWindow::offerSections);
    m_signOut->setEnabled(true);
    m_backups->setSession(m_session.get());
    m_sections->setEnabled(true);
    m_filter->setEnabled(true);
    offerSections();
    m_sections->setCurrentRow(0);
    showConnection();
    tellVisibility();
    account.start();
    tick();
}

void MainWindow::clearSession()
{
    m_tick.cancel();
    m_sections->clearSelection();
    m_sections->setCurrentRow(-1);
    m_actionMenu->clear();
    for (Page *page : std::as_const(m_open))
        delete page;
    m_open.clear();
    m_backups->setSession(nullptr);
    m_history->follow(nullptr);
    m_session.reset();
    m_filter->setText({});
    m_message->dismiss();
    m_sections->setEnabled(false);
    m_filter->setEnabled(false);
    m_signOut->setEnabled(false);
    setWindowTitle(u"Lockdesk"_s);
    m_counts->setText(tr("Not signed in"));
    m_updated->clear();
    m_connection->clear();
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
    Page *page = makePage(m_sections->item(index)->data(Qt::UserRole).toString());
    m_open.insert(index, page);
    m_pages->addWidget(page);
    connect(page, &Page::sectionAsked, this, &MainWindow::showSection);
    connect(page, &Page::countsChanged, this, [this, page](const QString &text) {
        if (m_pages->currentWidget() == page)
            m_counts->setText(text);
    });
    return page;
}

void MainWindow::openSection(int index)
{
    if (!m_session || index < 0)
        return;
    Page *page = pageOf(index);
    m_pages->setCurrentWidget(page);
    m_counts->clear();
    page->setFilter(m_filter->text());
    page->tellCounts();
    m_actionMenu->clear();
    m_actionMenu->addActions(page->pageActions());
}

bool MainWindow::showSection(const QString &id)
{
    const auto index = sectionIds().indexOf(id);
    if (index < 0 || !m_session || m_sections->item(int(index))->isHidden())
        return false;
    m_sections->setCurrentRow(int(index));
    return true;
}

void MainWindow::offerSections()
{
    Account &account = m_session->account;
    const TokenScopes missing = account.poller().missingScopes();
    // What has come once stays: a refusal later on is the end of the token rather than a missing scope.
    TokenScopes ruledOut = missing;
    ruledOut.setFlag(
        TokenScope::Smartlock, missing.testFlag(TokenScope::Smartlock) && !account.smartlocks().isLoaded());
    ruledOut.setFlag(TokenScope::Authorizations,
        missing.testFlag(TokenScope::Authorizations) && !account.authorizations().isLoaded());
    for (int i = 0; i < m_sections->count(); ++i) {
        const TokenScopes needs(m_sections->item(i)->data(Qt::UserRole + 1).toInt());
        m_sections->item(i)->setHidden(needs & ruledOut);
    }
    // What is on show may be what goes.
    const QModelIndexList shown = m_sections->selectionModel()->selectedIndexes();
    if (!shown.isEmpty() && m_sections->item(shown.first().row())->isHidden()) {
        int first = 0;
        while (m_sections->item(first)->isHidden())
            ++first; // the changes always stay
        m_sections->setCurrentRow(first);
    }
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

void MainWindow::showStatus()
{
    if (m_session)
        m_updated->setText(updatedText(m_session->account));
}

void MainWindow::showConnection()
{
    if (!m_session)
        return;
    m_connection->setText(connectionText(m_session->account));
    if (m_session->account.connection() == ConnectionState::Refused) {
        m_message->showMessage(MessageBar::Kind::Error,
            tr("The service refuses the token: it was revoked, or the password of the account was changed. "
               "Sign in again with a new token. What you see is old."),
            tr("Sign in…"));
    }
    showStatus();
}

void MainWindow::tick()
{
    showStatus();
    m_tick.set(1s, [this] { tick(); });
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
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Lockdesk"),
        tr("Lockdesk %1\n\nAdministers Nuki smart locks over the Nuki Web API. Every change is shown before "
           "it is sent and proven after it.\n\nNot made by Nuki.")
            .arg(QStringLiteral(LOCKDESK_VERSION)),
        QMessageBox::Close, this);
    box->setTextFormat(Qt::PlainText);
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
    if (activeCount() == 0 || m_isClosingDespiteChanges) {
        QMainWindow::closeEvent(event);
        return;
    }
    event->ignore();
    askUnlessProven(tr("Quit"), false, [this] {
        m_isClosingDespiteChanges = true;
        close();
    });
}

int MainWindow::activeCount() const
{
    return m_session ? m_session->runner.activeCount() : 0;
}

// What ends the session also ends the following of what it has sent.
void MainWindow::askUnlessProven(const QString &what, bool forgetsSets, const std::function<void()> &go)
{
    const int left = forgetsSets && m_session ? int(m_session->keeper.unfinished().size()) : 0;
    if (activeCount() == 0 && left == 0) {
        go();
        return;
    }
    if (m_question) {
        m_question->raise();
        return;
    }
    QString detail = tr("What has been sent may still happen; Lockdesk no longer follows it.");
    if (forgetsSets)
        detail = tr("What has been sent may still happen; Lockdesk forgets it, and drafts, too.");
    else if (m_session->keeper.isKept())
        detail = tr("At the next start they are listed, paused: what has been sent is looked after, and what "
                    "has not waits for “Resume”.");
    m_question = new ConfirmDialog(m_environment.clock,
        {what,
            activeCount() > 0
                ? tr("%n change(s) are not proven yet. %1 all the same?", nullptr, activeCount()).arg(what)
                : tr("%n set(s) of changes are not finished. %1 all the same?", nullptr, left).arg(what),
            detail, what, "warning"_L1},
        this);
    connect(m_question, &QDialog::accepted, this, go);
    m_question->open();
}

} // namespace lockdesk
