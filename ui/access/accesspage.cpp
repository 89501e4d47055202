#include "accesspage.h"

#include "accessfiles.h"
#include "accessrows.h"
#include "actionbutton.h"
#include "authorizationdialog.h"
#include "clock.h"
#include "confirmdialog.h"
#include "emptystate.h"
#include "messagebar.h"
#include "redact.h"
#include "roles.h"
#include "settings.h"
#include "table.h"
#include "tableproxy.h"
#include "theme.h"
#include "weekstripdelegate.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype maxReason = 2'000; // of several sentences, some of them the service's

} // namespace

AccessPage::AccessPage(Session &session, Settings &settings, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_settings(settings)
    , m_model(new AuthorizationModel(this))
    , m_proxy(new TableProxy(this))
    , m_table(new Table(tr("Access")))
    , m_message(new MessageBar)
    , m_empty(new EmptyState)
    , m_stack(new QStackedLayout)
    , m_clockChoice(new QComboBox)
    , m_add(addAction(tr("Add"), "add"_L1, &AccessPage::add))
    , m_edit(addAction(tr("Edit"), "edit"_L1, &AccessPage::edit))
    , m_enable(addAction(tr("Enable"), "enable"_L1, &AccessPage::enable))
    , m_disable(addAction(tr("Disable"), "disable"_L1, &AccessPage::disable))
    , m_delete(addAction(tr("Delete"), "delete"_L1, &AccessPage::remove))
    , m_import(addAction(tr("Import"), "import"_L1, &AccessPage::importRows))
    , m_export(addAction(tr("Export"), "export"_L1, &AccessPage::exportRows))
    , m_files(new AccessFiles(session, this))
    , m_tick(session.account.clock())
{
    m_proxy->setSourceModel(m_model);
    m_table->setModel(m_proxy);
    m_table->setItemDelegateForColumn(AuthorizationModel::Schedule, new WeekStripDelegate(m_table));
    m_table->prependActions(pageActions());
    if (!m_table->restoreVisualState(settings.headerState(u"access"_s))) {
        m_table->setColumnCharacters({20, 26, 14, 20, 38, 27, 27, 30, 27, 6, 28});
        m_table->sortByColumn(AuthorizationModel::Name, Qt::AscendingOrder);
    }

    auto *buttons = new QHBoxLayout;
    for (QAction *action : pageActions())
        buttons->addWidget(new ActionButton(action));
    buttons->addStretch();
    buttons->addWidget(makeClockChoice());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_message);
    layout->addLayout(m_stack, 1); // first: a stack without a parent shows its widgets as windows
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    layout->addLayout(buttons);

    connect(m_table, &Table::doubleClicked, m_edit, &QAction::trigger);
    wire();
    refill();
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

QWidget *AccessPage::makeClockChoice()
{
    auto *box = new QWidget;
    auto *label = new QLabel(tr("Times in"));
    label->setBuddy(m_clockChoice);
    m_clockChoice->addItem(tr("Lock's time"), u"lock"_s);
    m_clockChoice->addItem(tr("My time"), u"mine"_s);
    m_clockChoice->addItem(tr("UTC"), u"utc"_s);
    m_clockChoice->setCurrentIndex(qMax(0, m_clockChoice->findData(m_settings.clockChoice())));
    const auto apply = [this] { m_model->setShownClock(ShownClock(m_clockChoice->currentIndex())); };
    connect(m_clockChoice, &QComboBox::currentIndexChanged, this, [this, apply] {
        m_settings.setClockChoice(m_clockChoice->currentData().toString());
        apply();
    });
    apply();
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(label);
    layout->addWidget(m_clockChoice);
    return box;
}

void AccessPage::wire()
{
    Account &account = m_session.account;
    connect(&account.smartlocks(), &TruthStore::changed, this, &AccessPage::refill);
    connect(&account.authorizations(), &TruthStore::changed, this, &AccessPage::refill);
    connect(&account.users(), &TruthStore::changed, this, &AccessPage::refill);
    connect(&m_session.changes, &ChangeSet::changed, this, [this](ChangeId id) {
        refill();
        report(id);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &AccessPage::followSelection);
    connect(m_proxy, &TableProxy::filtered, this, &AccessPage::showState);
    connect(m_files, &AccessFiles::imported, this, [this](const QList<Change> &changes) {
        draft(changes);
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

void AccessPage::refill()
{
    m_model->setNow(m_session.account.clock().now());
    m_model->setRows(accessRows(m_session.account.authorizations(), m_session.account.smartlocks(),
        m_session.account.users(), m_session.changes.changes()));
    showState();
    followSelection();
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
    else if (store.authorizations().isEmpty())
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

QList<Authorization> AccessPage::selected() const
{
    return authorizationsOf(m_table->selectionModel()->selectedRows());
}

QList<Authorization> AccessPage::authorizationsOf(const QModelIndexList &rows) const
{
    QList<Authorization> authorizations;
    for (const QModelIndex &row : rows) {
        const auto id = AuthorizationId::fromString(row.data(IdRole).toString());
        const AuthorizationRow *found = id ? m_model->row(*id) : nullptr;
        if (found)
            authorizations += found->authorization;
    }
    return authorizations;
}

void AccessPage::followSelection()
{
    const QList<Authorization> chosen = selected();
    const auto anyWith = [&chosen](bool isEnabled) {
        return std::ranges::any_of(
            chosen, [isEnabled](const Authorization &a) { return a.isEnabled() == isEnabled; });
    };
    m_edit->setEnabled(chosen.size() == 1);
    m_enable->setEnabled(anyWith(false));
    m_disable->setEnabled(anyWith(true));
    m_delete->setEnabled(!chosen.isEmpty());
    QString counts =
        tr("%1 of %n authorization(s) shown", nullptr, m_proxy->totalCount()).arg(m_proxy->rowCount());
    if (!chosen.isEmpty())
        counts = tr("%n selected", nullptr, int(chosen.size())) + u", "_s + counts;
    Q_EMIT countsChanged(counts);
}

Change AccessPage::changeOf(const Authorization &authorization, const ChangeSubject &subject) const
{
    Change change;
    change.smartlockId = authorization.smartlockId;
    if (const auto device = m_session.account.smartlocks().smartlock(authorization.smartlockId)) {
        change.deviceType = device->deviceType();
        change.deviceName = device->displayName();
    }
    change.subject = subject;
    return change;
}

void AccessPage::add()
{
    auto *dialog = new AuthorizationDialog(m_session, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { perform(dialog->changes()); });
    dialog->open();
}

void AccessPage::edit()
{
    const QList<Authorization> chosen = selected();
    if (chosen.size() != 1)
        return;
    auto *dialog = new AuthorizationDialog(m_session, chosen.first(), this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { perform(dialog->changes()); });
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
    QList<Change> changes;
    for (const Authorization &before : selected()) {
        if (before.isEnabled() == isEnabled)
            continue;
        Authorization after = before;
        after.enabled = isEnabled;
        changes += changeOf(before, UpdateAuthorization{before, after, false});
    }
    perform(changes);
}

void AccessPage::remove()
{
    const QList<Authorization> chosen = selected();
    if (chosen.isEmpty())
        return;
    QList<Change> changes;
    bool losesFingerprints = false;
    bool losesInvitation = false;
    for (const Authorization &authorization : chosen) {
        changes += changeOf(authorization, DeleteAuthorization{authorization});
        losesFingerprints = losesFingerprints || !authorization.fingerprints.isEmpty();
        losesInvitation = losesInvitation || authorization.type == AuthorizationType::App;
    }
    QStringList detail;
    if (losesFingerprints)
        detail += tr("Its fingerprints cannot be brought back.");
    if (losesInvitation)
        detail += tr("A person with the app needs a new invitation to get access again.");
    if (chosen.size() > 1)
        detail += tr("The deletions become drafts; nothing is sent before “Send”.");
    const QString question = chosen.size() == 1
        ? tr("Delete the access “%1” of %2?")
              .arg(forDisplay(chosen.first().name), forDisplay(changes.first().deviceName))
        : tr("Delete %n authorization(s)?", nullptr, int(chosen.size()));
    auto *dialog = new ConfirmDialog(m_session.account.clock(),
        {tr("Delete access"), question, detail.join(u'\n'), tr("Delete"), "delete"_L1}, this);
    connect(dialog, &QDialog::accepted, this, [this, changes] { perform(changes); });
    dialog->open();
}

void AccessPage::importRows()
{
    m_files->importFile();
}

void AccessPage::exportRows()
{
    QModelIndexList shown;
    for (int row = 0; row < m_proxy->rowCount(); ++row)
        shown += m_proxy->index(row, 0);
    m_files->exportRows(authorizationsOf(shown), selected(), m_model->shownClock());
}

QList<ChangeId> AccessPage::draft(const QList<Change> &changes)
{
    m_message->dismiss();
    QList<ChangeId> ids;
    for (const Change &change : changes)
        ids += m_session.changes.add(change);
    return ids;
}

void AccessPage::perform(const QList<Change> &changes)
{
    if (changes.isEmpty())
        return;
    const QList<ChangeId> ids = draft(changes);
    // One creation on several devices was decided in one dialog that names them all; it needs no second
    // review.
    const bool isOneDecision = changes.size() == 1 || std::ranges::all_of(changes, [](const Change &c) {
        return std::holds_alternative<CreateAuthorization>(c.subject);
    });
    if (!isOneDecision || m_settings.isReviewingEveryChange()) {
        Q_EMIT sectionAsked(u"changes"_s);
        return;
    }
    for (ChangeId id : ids)
        m_session.runner.send(id);
}

void AccessPage::report(ChangeId id)
{
    const std::optional<Change> change = m_session.changes.change(id);
    const bool isOfAccess = change
        && (std::holds_alternative<CreateAuthorization>(change->subject)
            || std::holds_alternative<UpdateAuthorization>(change->subject)
            || std::holds_alternative<DeleteAuthorization>(change->subject));
    if (!isOfAccess || change->status == ChangeStatus::Draft)
        return;
    const QString what = u"%1, %2: %3"_s.arg(
        forDisplay(changeTitle(*change)), forDisplay(change->deviceName), text(change->status));
    if (change->status == ChangeStatus::Confirmed)
        m_message->showMessage(MessageBar::Kind::Success, what + u'.');
    else if (isFinal(change->status))
        m_message->showMessage(
            MessageBar::Kind::Error, what + u". "_s + forDisplay(change->reason, maxReason));
    else
        m_message->showMessage(
            MessageBar::Kind::Information, what + u". "_s + forDisplay(change->reason, maxReason));
}

} // namespace lockdesk
