#pragma once

#include "lockaction.h"
#include "smartlock.h"

#include <QWidget>
#include <functional>

class QAction;
class QMenu;
class QPushButton;

namespace lockdesk {

class ActionButton;

/// The buttons under the Devices table for the selected device: what its type has, in its type's words. With
/// several selected, what may be asked of several at once: Lock, where they have it, and Synchronise. What is
/// pressed acts on what was selected when the button went down, even if a refresh moves the selection before
/// it comes up (safety DOM-7).
class DeviceButtons : public QWidget
{
    Q_OBJECT

public:
    explicit DeviceButtons(QWidget *parent = nullptr);

    /// The selected device; nullopt disables all but Refresh. `isBusy`: an action on it is on its way, and no
    /// second one may start. `isUnlatchRefused`: it has refused to unlatch before.
    void setDevice(const std::optional<Smartlock> &device, bool isBusy, bool isUnlatchRefused);
    /// Several are selected, two or more.
    void setDevices(const QList<Smartlock> &devices);

    /// Everything the buttons and their menu offer, for command lists and context menus.
    QList<QAction *> deviceActions() const;

Q_SIGNALS:
    void actionAsked(lockdesk::SmartlockId device, lockdesk::LockAction action);
    void synchroniseAsked(lockdesk::SmartlockId device);
    /// Of several: those that are no Openers, whose Lock is another thing.
    void lockSeveralAsked(const QList<lockdesk::Smartlock> &devices);
    void synchroniseSeveralAsked(const QList<lockdesk::Smartlock> &devices);
    void renameAsked(lockdesk::SmartlockId device);
    void favoriteAsked(lockdesk::SmartlockId device);
    void refreshAsked();

private:
    struct Offer
    {
        QAction *action;
        LockAction onLock; ///< what it does on a lock; LockAction(0) where a lock has no such thing
        LockAction onOpener;
    };

    QAction *addAction(
        const QString &text, QLatin1StringView iconName, std::function<void(const Smartlock &)> run);
    void addSeveral(QAction *action, std::function<void(const QList<Smartlock> &)> run);
    QList<Smartlock> meant() const;
    void addOffer(QLatin1StringView iconName, LockAction onLock, LockAction onOpener);
    LockAction actionOf(const Offer &offer, DeviceType type) const;
    void addButton(QAction *action);

    QList<Smartlock> m_devices; // the selected
    QList<Smartlock> m_pressed; // what was selected when a button went down last
    QList<ActionButton *> m_buttons;
    QList<Offer> m_offers; // the first three are buttons, the rest is in the menu
    QMenu *m_more;
    QPushButton *m_moreButton;
    QAction *m_rename;
    QAction *m_favorite;
    QAction *m_synchronise;
    QAction *m_refresh;
};

} // namespace lockdesk
