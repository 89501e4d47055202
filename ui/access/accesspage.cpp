#include "accesspage.h"

#include "accessfeed.h"
#include "accessfiles.h"
#include "actionbutton.h"
#include "authorizationdialog.h"
#include "clock.h"
#include "clockchoice.h"
#include "confirmdialog.h"
#include "emptystate.h"
#include "messagebar.h"
#include "multieditdialog.h"
#include "planner.h"
#include "redact.h"
#include "roles.h"
#include "settings.h"
#include "table.h"
#include "tableproxy.h"
#include "theme.h"
#include "weekstripdelegate.h"

#include <QAction>
#include <QHBoxLayout>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

AccessPage::AccessPage(Session &session, Settings &settings, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_settings(settings)
    , m_model(new AuthorizationModel(this))
    , m_proxy(new TableProxy(this))
    , m_table(new Table(tr("Access")))
    , m_message(new MessageBar)
    , m_report(session.changes, *m_message)
    , m_empty(new EmptyState)
    , m_stack(new QStackedLayout)
    , m_clock(new ClockChoice(settings))
    , m_add(addAction(tr("Add"), "add"_L1, &AccessPage::add))
    , m_edit(addAction(tr("Edit"), "edit"_L1, &AccessPage::edit))
    , m_enable(addAction(tr("Enable"), "enable"_L1, &AccessPage::enable))
    , m_disable(addAction(tr("Disable"), "disable"_L1, &AccessPage::disable))
    , m_delete(addAction(tr("Delete"), "delete"_L1, &AccessPage::remove))
    , m_import(addAction(tr("Import"), "import"_L1, &AccessPage::importRows))
    , m_export(addAction(tr("Export"), "export"_L1, &AccessPage::exportRows))
    , m_files(new AccessFiles(session, settings.mayExportCodes(), this))
    , m_feed(new AccessFeed(session, *m_model, this))
    , m_tick(session.account.clock())
{
    m_proxy->setSourceModel(m_model);
    m_table->setModel(m_proxy);
    m_table->setItemDelegateForColumn(AuthorizationModel::Schedule, new WeekStripDelegate(m_table));
    m_table->prependActions(pageActions());
    if (!m_table->restoreVisualState(settings.headerState(u"access"_s))) {
        m_table->setColumnCharacters({20, 26, 14, 20, 38, 30, 30, 30, 30, 6, 28});
        m_table->sortByColumn(AuthorizationModel::Name, Qt::AscendingOrder);
    }

    auto *buttons = new QHBoxLayout;
    for (QAction *action : pageActions())
        buttons->addWidget(new ActionButton(action));
    buttons->addStretch();
    buttons->addWidget(m_clock);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_message);
    layout->addLayout(m_stack, 1); // first: a stack without a parent shows its widgets as windows
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    layout->addLayout(buttons);

    m_model->setShownClock(m_clock->chosen());
    connect(m_clock, &ClockChoice::changed, m_model, &AuthorizationModel::setShownClock);
    connect(m_table, &Table::doubleClicked, m_edit, &QAction::trigger);
    wire();
    tick();
}

AccessPage::~AccessPage()
{
    m_settings.setHeaderState(u"access"_s, m_table->visualState());
    // The children outlive this part of the page, and announce their own end.
    m_proxy->disconnect(this);
    m_table->selectionModel()->disconnect(this);
}

QAction *AccessPage::addAction(const QString &text, QLatin1StringView iconName, void (AccessPage::*run)())
{
    auto *action = new QAction(theme::icon(iconName), text, this);
    connect(action, &QAction::triggered, this, run);
    return action;
}

void AccessPage::wire()
{
    Account &account = m_session.account;
    connect(m_feed, &AccessFeed::fed, this, &AccessPage::showState);
    connect(m_feed, &AccessFeed::fed, this, &AccessPage::followSelection);
    for (const TruthStore *store : {static_cast<TruthStore *>(&account.smartlocks()),
             static_cast<TruthStore *>(&account.authorizations())}) {
        connect(store, &TruthStore::changed, this, [this] {
            if (isVisible())
                showState();
        });
    }
    connect(&m_session.changes, &ChangeStore::settled, this,
        [this](const QList<ChangeId> &ids) { m_report.tell(ids); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &AccessPage::followSelection);
    connect(m_proxy, &TableProxy::filtered, this, &AccessPage::showState);
    connect(m_proxy, &TableProxy::filtered, this, &AccessPage::followSelection);
    connect(m_files, &AccessFiles::imported, this, [this](const QList<Change> &changes) {
        m_session.changes.addSet(tr("Import %Ln change(s)", "title of a set", int(changes.size())), changes);
        Q_EMIT sectionAsked(u"changes"_s);
    });
    connect(m_files, &AccessFiles::told, this,
        [this](const QString &words) { m_message->showMessage(MessageBar::Kind::Success, words); });
    connect(m_empty, &EmptyState::actionTriggered, &account.poller(), &Poller::refresh);
    connect(m_message, &MessageBar::actionTriggered, &account.poller(), &Poller::refresh);
}

void AccessPage::setFilter(const QString &text)
{
    m_proxy->setFilter(text);
}

void AccessPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_feed->setAwake(true);
}

void AccessPage::hideEvent(QHideEvent *event)
{
    m_feed->setAwake(false);
    Page::hideEvent(event);
}

void AccessPage::tick()
{
    m_model->setNow(m_session.account.clock().now());
    m_tick.set(30s, [this] { tick(); });
}

void AccessPage::showState()
{
    const AuthorizationStore &store = m_session.account.authorizations();
    if (store.error() && store.isLoaded()) {
        m_message->showMessage(MessageBar::Kind::Warning,
            tr("The list could not be refreshed; what you see is old. %1").arg(explain(*store.error())),
            tr("Try again"));
    } else if (store.unreadableCount() > 0) {
        m_message->showMessage(MessageBar::Kind::Warning,
            tr("%n authorization(s) could not be read and are not shown.", nullptr, store.unreadableCount()));
    } else if (m_message->kind() == MessageBar::Kind::Warning) {
        m_message->dismiss();
    }
    if (!store.isLoaded() && store.error())
        m_empty->setContent("offline"_L1, tr("The authorizations could not be fetched"),
            explain(*store.error()), tr("Try again"));
    else if (!store.isLoaded())
        m_empty->setContent("access"_L1, tr("Fetching the authorizations…"), tr("This takes a moment."));
    else if (store.lists().count() == 0)
        m_empty->setContent(
            "access"_L1, tr("Nobody has access yet"), tr("Add a person or a keypad code to a device."));
    else if (m_proxy->rowCount() == 0)
        m_empty->setContent(
            "search"_L1, tr("Nothing matches"), tr("No authorization has all the words of the filter."));
    m_stack->setCurrentIndex(m_proxy->rowCount() == 0 ? 1 : 0);
    m_add->setEnabled(m_session.account.smartlocks().isLoaded() && store.isLoaded());
    m_import->setEnabled(m_add->isEnabled());
    m_export->setEnabled(m_proxy->rowCount() > 0);
}

// By the ranges that are selected: of 100,000 rows an index each would be felt.
template <typename Visit>
void AccessPage::forEachSelected(Visit visit) const
{
    const QItemSelection ranges = m_table->selectionModel()->selection();
    for (const QItemSelectionRange &range : ranges) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            visit(m_model->rowAt(m_proxy->mapToSource(m_proxy->index(row, 0)).row()));
    }
}

QList<AuthorizationRow> AccessPage::selected() const
{
    QList<AuthorizationRow> rows;
    forEachSelected([&rows](const AuthorizationRow &row) { rows += row; });
    return rows;
}

void AccessPage::followSelection()
{
    int chosenCount = 0;
    int enabledCount = 0;
    forEachSelected([&](const AuthorizationRow &row) {
        ++chosenCount;
        enabledCount += row.authorization.isEnabled();
    });
    m_edit->setEnabled(chosenCount > 0);
    m_enable->setEnabled(enabledCount < chosenCount);
    m_disable->setEnabled(enabledCount > 0);
    m_delete->setEnabled(chosenCount > 0);
    QString counts =
        tr("%1 of %n authorization(s) shown", nullptr, m_proxy->totalCount()).arg(m_proxy->rowCount());
    if (chosenCount > 0)
        counts = tr("%n selected", nullptr, chosenCount) + u", "_s + counts;
    Q_EMIT countsChanged(counts);
}

void AccessPage::add()
{
    auto *dialog = new AuthorizationDialog(m_session, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { perform(dialog->changes()); });
    dialog->open();
}

void AccessPage::edit()
{
    const QList<AuthorizationRow> chosen = selected();
    if (chosen.isEmpty())
        return;
    if (chosen.size() == 1) {
        auto *dialog = new AuthorizationDialog(m_session, chosen.first().authorization, this);
        connect(dialog, &QDialog::accepted, this, [this, dialog] { perform(dialog->changes()); });
        dialog->open();
        return;
    }
    auto *dialog = new MultiEditDialog(m_session, chosen, this);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog, chosen] { propose(ManyAsked::Edit, chosen, dialog->drafts()); });
    dialog->open();
}

void AccessPage::enable()
{
    setEnabledOnSelected(true);
}

void AccessPage::disable()
{
    setEnabledOnSelected(false);
}

void AccessPage::setEnabledOnSelected(bool isEnabled)
{
    const QList<AuthorizationRow> chosen = selected();
    ManyEdits edits;
    edits.enabled = isEnabled;
    Account &account = m_session.account;
    const Snapshot snapshot{account.smartlocks().smartlocks(), account.authorizations().authorizations()};
    QList<Change> changes;
    for (const AuthorizationRow &row : chosen) {
        if (const auto draft = draftOf(row, edits, account.smartlocks(), snapshot, account.clock().now()))
            changes += *draft;
    }
    propose(isEnabled ? ManyAsked::Enable : ManyAsked::Disable, chosen, changes);
}

void AccessPage::remove()
{
    const QList<AuthorizationRow> chosen = selected();
    if (chosen.isEmpty())
        return;
    QList<Change> changes;
    for (const AuthorizationRow &row : chosen)
        changes += accessChange(m_session.account.smartlocks(), row.authorization.smartlockId,
            DeleteAuthorization{row.authorization});
    QStringList detail{lossText(chosen)};
    if (chosen.size() > 1)
        detail += tr("The deletions become drafts; nothing is sent before “Send”.");
    detail.removeAll(QString());
    const QString question = chosen.size() == 1
        ? tr("Delete the access “%1” of %2?")
              .arg(forDisplay(chosen.first().authorization.name), forDisplay(changes.first().deviceName))
        : tr("Delete %n authorization(s)?", nullptr, int(chosen.size()));
    auto *dialog = new ConfirmDialog(m_session.account.clock(),
        {tr("Delete access"), question, detail.join(u'\n'), tr("Delete"), "delete"_L1}, this);
    connect(dialog, &QDialog::accepted, this,
        [this, chosen, changes] { propose(ManyAsked::Delete, chosen, changes); });
    dialog->open();
}

void AccessPage::importRows()
{
    m_files->importFile();
}

void AccessPage::exportRows()
{
    QList<Authorization> shown;
    for (int row = 0; row < m_proxy->rowCount(); ++row)
        shown += m_model->rowAt(m_proxy->mapToSource(m_proxy->index(row, 0)).row()).authorization;
    QList<Authorization> chosen;
    forEachSelected([&chosen](const AuthorizationRow &row) { chosen += row.authorization; });
    m_files->exportRows(shown, chosen, m_model->shownClock());
}

// What one dialog decided, which named all that it is about: it needs no second review.
void AccessPage::perform(const QList<Change> &changes)
{
    if (changes.isEmpty())
        return;
    m_message->dismiss();
    const QString title = changes.size() == 1
        ? changeTitle(changes.first())
        : tr("%1 on %Ln device(s)", "Add access “Plumber” on 3 devices", int(changes.size()))
              .arg(changeTitle(changes.first()));
    const ChangeSetId set = m_session.changes.addSet(title, changes);
    if (m_settings.isReviewingEveryChange()) {
        Q_EMIT sectionAsked(u"changes"_s);
        return;
    }
    QList<ChangeId> ids;
    for (const Change &change : m_session.changes.changesOf(set))
        ids += change.id;
    m_session.runner.send(ids);
}

// What was asked of the selected rows: of one it is done, of several it is a set to be reviewed.
void AccessPage::propose(ManyAsked asked, const QList<AuthorizationRow> &rows, const QList<Change> &changes)
{
    if (changes.isEmpty())
        return;
    if (rows.size() == 1) {
        perform(changes);
        return;
    }
    m_session.changes.addSet(setTitle(asked, int(changes.size()), rows), changes);
    m_message->dismiss(); // each of them told of itself
    Q_EMIT sectionAsked(u"changes"_s);
}

} // namespace lockdesk
