#pragma once

#include "alarm.h"
#include "authorizationstore.h"
#include "smartlockstore.h"
#include "tokenscopes.h"
#include "userstore.h"

#include <QHash>
#include <QObject>

namespace lockdesk {

class Transport;

/// Keeps the stores fresh. Devices every 30 s while the window is visible, minutes apart while it is hidden, after
/// errors ever further apart; authorizations and people less often; at once on wake or when asked. While something
/// is pending on a device it is hurried: asked alone every 1–2 s.
class Poller : public QObject
{
    Q_OBJECT

public:
    /// Everything passed in must outlive the poller.
    Poller(Transport &transport, Clock &clock, SmartlockStore &smartlocks, AuthorizationStore &authorizations,
        UserStore &users, QObject *parent = nullptr);

    /// The first round begins now.
    void start();
    /// Nothing more is asked; what is under way is dropped.
    void stop();

    void setVisible(bool isVisible);

    /// Fetch everything now.
    void refresh();

    /// Ask this device's state every 1–2 s until unhurried as often as hurried.
    void hurryState(SmartlockId device);
    void unhurryState(SmartlockId device);
    /// The same for this device's authorizations.
    void hurryAuthorizations(SmartlockId device);
    void unhurryAuthorizations(SmartlockId device);

    /// Which scopes have been found missing (a 401 there while another endpoint answers).
    TokenScopes missingScopes() const;

Q_SIGNALS:
    /// The token itself is refused: every endpoint says 401.
    void refused();
    void missingScopesChanged();
    /// A round has ended, well or not.
    void polled();
};

/// How long until the next look at the devices: 30 s visible, 5 min hidden, doubled for each failure in a row up to
/// 15 min. A pure function of what is known.
std::chrono::milliseconds pollInterval(bool isVisible, int failuresInARow);

} // namespace lockdesk
