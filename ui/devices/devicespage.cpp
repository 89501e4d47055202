#include "devicespage.h"

#include "clock.h"
#include "confirmdialog.h"
#include "devicebuttons.h"
#include "devicechange.h"
#include "devicelines.h"
#include "devicerows.h"
#include "emptystate.h"
#include "manydevices.h"
#include "messagebar.h"
#include "redact.h"
#include "roles.h"
#include "settings.h"
#include "statedelegate.h"
#include "table.h"
#include "tableproxy.h"

#include <QInputDialog>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype maxReason = 2'000; // of several sentences, some of them the service's

} // namespace

DevicesPage::DevicesPage(Session &session, Settings &settings, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_settings(settings)
    , m_model(new SmartlockModel(this))
    , m_proxy(new TableProxy(this))
    , m_table(new Table(tr("Devices")))
    , m_buttons(new DeviceButtons)
    , m_message(new MessageBar)
    , m_empty(new EmptyState)
    , m_stack(new QStackedLayout)
    , m_tick(session.account.clock())
{
    m_proxy->setSourceModel(m_model);
    m_table->setModel(m_proxy);
    m_table->setItemDelegateForColumn(SmartlockModel::State, new StateDelegate(m_table));
    m_table->prependActions(m_buttons->deviceActions());
    if (!m_table->restoreVisualState(settings.headerState(u"devices"_s))) {
        m_table->setColumnCharacters({29, 21, 29, 12, 19, 12, 15, 13, 12});
        m_table->sortByColumn(SmartlockModel::Name, Qt::AscendingOrder);
    }

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_message);
    layout->addLayout(m_stack, 1); // first: a stack without a parent shows its widgets as windows
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    layout->addWidget(m_buttons);

    wire();
    refill();
    tick();
}

DevicesPage::~DevicesPage()
{
    m_settings.setHeaderState(u"devices"_s, m_table->visualState());
    // The children outlive this part of the page, and announce their own end.
    m_proxy->disconnect(this);
    m_table->selectionModel()->disconnect(this);
}

void DevicesPage::wire()
{
    Account &account = m_session.account;
    connect(&account.smartlocks(), &TruthStore::changed, this, &DevicesPage::refill);
    connect(&account.authorizations(), &TruthStore::changed, this, &DevicesPage::refill);
    connect(&m_session.changes, &ChangeStore::settled, this, [this](const QList<ChangeId> &ids) {
        refill();
        for (const ChangeId id : ids)
            report(id);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &DevicesPage::followSelection);
    connect(m_proxy, &TableProxy::filtered, this, &DevicesPage::showState);
    connect(m_buttons, &DeviceButtons::actionAsked, this, &DevicesPage::operate);
    connect(m_buttons, &DeviceButtons::renameAsked, this, &DevicesPage::rename);
    connect(m_buttons, &DeviceButtons::favoriteAsked, this, &DevicesPage::toggleFavorite);
    connect(m_buttons, &DeviceButtons::synchroniseAsked, this, [this](SmartlockId id) {
        if (const auto device = m_session.account.smartlocks().smartlock(id))
            perform(*device, SynchroniseDevice{});
    });
    connect(m_buttons, &DeviceButtons::lockSeveralAsked, this, &DevicesPage::lockSeveral);
    connect(m_buttons, &DeviceButtons::synchroniseSeveralAsked, this, &DevicesPage::synchroniseSeveral);
    connect(m_buttons, &DeviceButtons::refreshAsked, &account.poller(), &Poller::refresh);
    connect(m_empty, &EmptyState::actionTriggered, &account.poller(), &Poller::refresh);
    connect(m_message, &MessageBar::actionTriggered, &account.poller(), &Poller::refresh);
}

void DevicesPage::setFilter(const QString &text)
{
    m_proxy->setFilter(text);
}

QList<QAction *> DevicesPage::pageActions() const
{
    return m_buttons->deviceActions();
}

void DevicesPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (m_isStale)
        refill();
}

// Not while nobody sees it: all rows are made anew.
void DevicesPage::refill()
{
    m_isStale = !isVisible();
    if (m_isStale)
        return;
    const QDateTime now = m_session.account.clock().now();
    m_model->setNow(now);
    m_model->setRows(deviceRows(m_session.account.smartlocks(), m_session.account.authorizations(),
        m_session.changes.changes(), now));
    showState();
    followSelection();
}

void DevicesPage::tick()
{
    m_model->setNow(m_session.account.clock().now());
    m_tick.set(10s, [this] {
        if (isVisible())
            refill();
        tick();
    });
}

void DevicesPage::showState()
{
    const SmartlockStore &store = m_session.account.smartlocks();
    if (store.error() && store.isLoaded()) {
        m_message->showMessage(MessageBar::Kind::Warning,
            tr("The list could not be refreshed; what you see is old. %1").arg(explain(*store.error())),
            tr("Try again"));
    } else if (store.unreadableCount() > 0) {
        m_message->showMessage(MessageBar::Kind::Warning,
            tr("%n device(s) could not be read and are not shown.", nullptr, store.unreadableCount()));
    } else if (m_message->kind() == MessageBar::Kind::Warning) {
        m_message->dismiss();
    }
    if (!store.isLoaded() && store.error())
        m_empty->setContent(
            "offline"_L1, tr("The devices could not be fetched"), explain(*store.error()), tr("Try again"));
    else if (!store.isLoaded())
        m_empty->setContent("devices"_L1, tr("Fetching the devices…"), tr("This takes a moment."));
    else if (store.smartlocks().isEmpty())
        m_empty->setContent("devices"_L1, tr("No devices yet"),
            tr("This account has no devices, or Nuki Web is not activated for them. Activate it in the phone "
               "app: "
               "Settings, Features and configuration, Nuki Web."),
            tr("Refresh"));
    else if (m_proxy->rowCount() == 0)
        m_empty->setContent(
            "search"_L1, tr("Nothing matches"), tr("No device has all the words of the filter."));
    m_stack->setCurrentIndex(m_proxy->rowCount() == 0 ? 1 : 0);
    Q_EMIT countsChanged(
        tr("%1 of %n device(s) shown", nullptr, m_proxy->totalCount()).arg(m_proxy->rowCount()));
}

QList<Smartlock> DevicesPage::selected() const
{
    QList<Smartlock> devices;
    for (const int row : m_table->selectedRowNumbers()) {
        const auto id = SmartlockId(m_proxy->index(row, 0).data(IdRole).toLongLong());
        if (const auto device = m_session.account.smartlocks().smartlock(id))
            devices.append(*device);
    }
    return devices;
}

bool DevicesPage::isBusy(SmartlockId device) const
{
    return std::ranges::any_of(m_session.changes.changes(), [device](const Change &change) {
        return change.smartlockId == device && std::holds_alternative<OperateDevice>(change.subject)
            && !isFinal(change.status);
    });
}

void DevicesPage::followSelection()
{
    const QList<Smartlock> devices = selected();
    if (devices.size() > 1) {
        m_buttons->setDevices(devices);
        return;
    }
    const std::optional<Smartlock> device = devices.isEmpty() ? std::nullopt : std::optional(devices.first());
    m_buttons->setDevice(
        device, device && isBusy(device->id), device && m_session.runner.isUnlatchRefused(device->id));
}

void DevicesPage::operate(SmartlockId id, LockAction action)
{
    const std::optional<Smartlock> device = m_session.account.smartlocks().smartlock(id);
    if (!device || isBusy(id))
        return;
    const auto send = [this, id, action] {
        // Asked and answered: what counts is the state now, not the one when the question came up.
        const std::optional<Smartlock> now = m_session.account.smartlocks().smartlock(id);
        if (!now || isBusy(id))
            return;
        OperateDevice operate{action, now->state, {}};
        if (now->mode)
            operate.modeBefore = int(*now->mode);
        perform(*now, operate);
    };
    const DeviceType type = device->deviceType();
    if (!opensDoor(action, type)) {
        send();
        return;
    }
    const QString name = forDisplay(device->displayName());
    const QString verb = text(action, type);
    QString detail = tr("%1 · ID %2").arg(typeText(*device), toHexId(device->id));
    if (device->state)
        detail += u'\n' + tr("Last known state: %1").arg(stateText(type, *device->state));
    if (device->isOffline())
        detail += u'\n' + offlineReason(*device) + u' ' + tr("The action may be lost.");
    auto *dialog = new ConfirmDialog(m_session.account.clock(),
        {verb, tr("%1 “%2”?").arg(verb, name), detail, tr("%1 %2").arg(verb, name), "unlock"_L1}, this);
    connect(dialog, &QDialog::accepted, this, send);
    dialog->open();
}

void DevicesPage::rename(SmartlockId id)
{
    const std::optional<Smartlock> device = m_session.account.smartlocks().smartlock(id);
    if (!device)
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename"));
    dialog->setLabelText(tr("New name"));
    dialog->setTextValue(device->name);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, device](const QString &name) {
        const QString trimmed = name.trimmed();
        const bool isFavorite = device->favorite.value_or(false);
        if (!trimmed.isEmpty() && trimmed != device->name)
            perform(*device, UpdateDevice{device->name, trimmed, isFavorite, isFavorite});
    });
    dialog->open();
}

void DevicesPage::toggleFavorite(SmartlockId id)
{
    if (const auto device = m_session.account.smartlocks().smartlock(id)) {
        const bool isFavorite = device->favorite.value_or(false);
        perform(*device, UpdateDevice{device->name, device->name, isFavorite, !isFavorite});
    }
}

void DevicesPage::perform(const Smartlock &device, const ChangeSubject &subject)
{
    m_message->dismiss();
    m_session.runner.send(m_session.changes.add(changeOf(device, subject)));
}

// One question for all; each is then sent in its turn.
void DevicesPage::lockSeveral(const QList<Smartlock> &devices)
{
    const int count = int(devices.size());
    const QString confirm = tr("Lock %n device(s)", nullptr, count);
    auto *dialog = new ConfirmDialog(m_session.account.clock(),
        {tr("Lock"), tr("Lock %n device(s)?", nullptr, count), deviceLines(devices), confirm, "lock"_L1},
        this);
    connect(dialog, &QDialog::accepted, this, [this, devices, confirm] {
        QList<Change> changes;
        for (const Smartlock &asked : devices) {
            // Asked and answered: what counts is the state now.
            const auto device = m_session.account.smartlocks().smartlock(asked.id);
            if (!device || isBusy(device->id))
                continue;
            OperateDevice operate{LockAction::Lock, device->state, {}};
            if (device->mode)
                operate.modeBefore = int(*device->mode);
            changes.append(changeOf(*device, operate));
        }
        m_message->dismiss();
        sendTogether(m_session, confirm, changes);
    });
    dialog->open();
}

void DevicesPage::synchroniseSeveral(const QList<Smartlock> &devices)
{
    m_message->dismiss();
    askToSynchronise(m_session, devices, this);
}

void DevicesPage::report(ChangeId id)
{
    const std::optional<Change> change = m_session.changes.change(id);
    const bool isOfDevice = change
        && (std::holds_alternative<OperateDevice>(change->subject)
            || std::holds_alternative<SynchroniseDevice>(change->subject)
            || std::holds_alternative<UpdateDevice>(change->subject));
    if (!isOfDevice || !isFinal(change->status) || change->status == ChangeStatus::Draft)
        return;
    const QString what = u"%1, %2: %3"_s.arg(
        forDisplay(change->deviceName), changeTitle(*change), text(change->status).toLower());
    if (change->status == ChangeStatus::Confirmed)
        m_message->showMessage(MessageBar::Kind::Success, what + u'.');
    else
        m_message->showMessage(
            MessageBar::Kind::Error, what + u". "_s + forDisplay(change->reason, maxReason));
}

} // namespace lockdesk
