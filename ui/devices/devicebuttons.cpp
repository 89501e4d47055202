#include "devicebuttons.h"

#include "actionbutton.h"
#include "theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype buttonCount = 3;

QList<Smartlock> lockable(const QList<Smartlock> &devices)
{
    QList<Smartlock> found;
    std::ranges::copy_if(devices, std::back_inserter(found), [](const Smartlock &device) {
        const DeviceType type = device.deviceType();
        return !isOpener(type) && actionsOf(type).contains(LockAction::Lock);
    });
    return found;
}

} // namespace

DeviceButtons::DeviceButtons(QWidget *parent)
    : QWidget(parent)
    , m_more(new QMenu(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    addOffer("lock"_L1, LockAction::Lock, LockAction::Unlock);
    addOffer("unlock"_L1, LockAction::Unlock, LockAction::Lock);
    addOffer("unlatch"_L1, LockAction::Unlatch, LockAction::Unlatch);
    addOffer("lock"_L1, LockAction::LockNGo, LockAction::ActivateContinuousMode);
    addOffer("unlatch"_L1, LockAction::UnlatchLockNGo, LockAction::DeactivateContinuousMode);
    for (qsizetype i = 0; i < buttonCount; ++i)
        addButton(m_offers.at(i).action);

    m_rename = addAction(tr("Rename…"), "edit"_L1, [this](const Smartlock &d) { Q_EMIT renameAsked(d.id); });
    m_favorite =
        addAction(tr("Favourite"), "enable"_L1, [this](const Smartlock &d) { Q_EMIT favoriteAsked(d.id); });
    m_favorite->setCheckable(true);
    m_moreButton = new QPushButton(theme::icon("more"_L1), tr("More actions"));
    m_moreButton->setAutoDefault(false);
    for (qsizetype i = buttonCount; i < m_offers.size(); ++i)
        m_more->addAction(m_offers.at(i).action);
    m_more->addSeparator();
    m_more->addActions({m_rename, m_favorite});
    m_moreButton->setMenu(m_more);
    layout->addWidget(m_moreButton);

    layout->addStretch();
    m_synchronise = addAction(
        tr("Synchronise"), "synchronise"_L1, [this](const Smartlock &d) { Q_EMIT synchroniseAsked(d.id); });
    m_synchronise->setToolTip(
        tr("Asks the device to report its settings and access again. It costs a little battery."));
    addButton(m_synchronise);
    addSeveral(
        m_synchronise, [this](const QList<Smartlock> &devices) { Q_EMIT synchroniseSeveralAsked(devices); });
    addSeveral(m_offers.first().action,
        [this](const QList<Smartlock> &devices) { Q_EMIT lockSeveralAsked(lockable(devices)); });
    m_refresh = new QAction(theme::icon("refresh"_L1), tr("Refresh"), this);
    m_refresh->setShortcut(QKeySequence::Refresh);
    connect(m_refresh, &QAction::triggered, this, &DeviceButtons::refreshAsked);
    addButton(m_refresh);
    setDevice({}, false, false);
}

void DeviceButtons::addButton(QAction *action)
{
    auto *button = new ActionButton(action);
    m_buttons.append(button);
    layout()->addWidget(button);
    connect(button, &QPushButton::pressed, this, [this] { m_pressed = m_devices; });
}

QAction *DeviceButtons::addAction(
    const QString &text, QLatin1StringView iconName, std::function<void(const Smartlock &)> run)
{
    auto *action = new QAction(theme::icon(iconName), text, this);
    connect(action, &QAction::triggered, this, [this, run = std::move(run)] {
        if (const QList<Smartlock> devices = meant(); devices.size() == 1)
            run(devices.first());
    });
    return action;
}

void DeviceButtons::addSeveral(QAction *action, std::function<void(const QList<Smartlock> &)> run)
{
    connect(action, &QAction::triggered, this, [this, run = std::move(run)] {
        if (const QList<Smartlock> devices = meant(); devices.size() > 1)
            run(devices);
    });
}

// A press that led to no click means nothing to what the menu or the keyboard triggers later.
QList<Smartlock> DeviceButtons::meant() const
{
    const bool isByButton = std::ranges::any_of(m_buttons, &ActionButton::isTriggering);
    return isByButton ? m_pressed : m_devices;
}

void DeviceButtons::addOffer(QLatin1StringView iconName, LockAction onLock, LockAction onOpener)
{
    const qsizetype index = m_offers.size();
    QAction *action =
        addAction(text(onLock, DeviceType::SmartLock34), iconName, [this, index](const Smartlock &device) {
            Q_EMIT actionAsked(device.id, actionOf(m_offers.at(index), device.deviceType()));
        });
    m_offers.append({action, onLock, onOpener});
}

LockAction DeviceButtons::actionOf(const Offer &offer, DeviceType type) const
{
    return isOpener(type) ? offer.onOpener : offer.onLock;
}

void DeviceButtons::setDevice(const std::optional<Smartlock> &device, bool isBusy, bool isUnlatchRefused)
{
    m_devices = device ? QList{*device} : QList<Smartlock>();
    const DeviceType type = device ? device->deviceType() : DeviceType::SmartLock34;
    for (const Offer &offer : std::as_const(m_offers)) {
        const LockAction action = actionOf(offer, type);
        const bool isOffered = actionsOf(type).contains(action);
        const bool isUnlatch =
            !isOpener(type) && (action == LockAction::Unlatch || action == LockAction::UnlatchLockNGo);
        const bool isRefused = isUnlatch && isUnlatchRefused;
        offer.action->setText(text(action, type));
        offer.action->setVisible(isOffered);
        offer.action->setEnabled(device.has_value() && isOffered && !isBusy && !isRefused);
        offer.action->setToolTip(isRefused
                ? tr("This lock has refused to unlatch: it may be a US model, which cannot. Use Unlock.")
                : QString());
    }
    m_rename->setEnabled(device.has_value());
    m_favorite->setEnabled(device.has_value());
    m_favorite->setChecked(device && device->favorite.value_or(false));
    m_moreButton->setEnabled(device.has_value());
    m_synchronise->setEnabled(device.has_value() && !isBusy);
}

void DeviceButtons::setDevices(const QList<Smartlock> &devices)
{
    setDevice({}, false, false);
    m_devices = devices;
    m_offers.first().action->setEnabled(!lockable(devices).isEmpty());
    m_synchronise->setEnabled(true);
}

QList<QAction *> DeviceButtons::deviceActions() const
{
    QList<QAction *> actions;
    for (const Offer &offer : m_offers)
        actions += offer.action;
    return actions + QList<QAction *>{m_rename, m_favorite, m_synchronise, m_refresh};
}

} // namespace lockdesk
