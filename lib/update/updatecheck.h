#pragma once

#include "alarm.h"
#include "transport.h"
#include "updatefeed.h"
#include "updatesource.h"

#include <QPointer>

namespace lockdesk {

class Settings;

/// Asks once a day whether there is a newer version, unless it is turned off, and never installs nor fetches
/// one: all that comes of it is a version and a link. What is sent is a GET of the list and one of its
/// signature, without token, cookie or anything of the account, over connections of their own; redirects are
/// not followed. What goes wrong is logged (lockdesk.update), and shown only to who asked.
class UpdateCheck : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Off, ///< the daily check is turned off, and nothing was asked since
        NeverAsked, ///< or never answered, since the start of the program
        UpToDate,
        Available, ///< offered() says what
    };

    /// `source` must be usable; `running` is the version of this program. `makeManager` as for Transport.
    /// Settings, clock and random generator must outlive it. Nothing is asked before start() or checkNow().
    UpdateCheck(const UpdateSource &source, Settings &settings, Transport::ManagerFactory makeManager,
        Clock &clock, QRandomGenerator &random, const QVersionNumber &running, QObject *parent = nullptr);
    ~UpdateCheck() override;

    /// From now on, checks by itself: not within the first minutes, and never less than a day after the last
    /// time, whether that went well or not, also of an earlier run.
    void start();

    /// Turns the daily check on or off and remembers it. Off: what is under way is dropped, and nothing is
    /// offered any more.
    void setOn(bool on);
    bool isOn() const;

    /// At once, also while the daily check is off. While one is under way, that one counts.
    void checkNow();
    bool isChecking() const { return m_job != nullptr; }

    State state() const { return m_state; }
    /// The newest list, while Available.
    const UpdateFeed &offered() const { return m_feed; }
    /// What stood in the way of the last check; nothing when it went well.
    const std::optional<UpdateFault> &fault() const { return m_fault; }
    /// The server that is asked.
    QString host() const { return m_feedAddress.host(); }

Q_SIGNALS:
    /// A check has ended, well or not, or the check was turned on or off.
    void changed();

private:
    void wake();
    bool isDue() const;
    void fetchFeed();
    void fetchSignature(const QByteArray &feed);
    void read(const QByteArray &feed, const QByteArray &signature);
    void fail(UpdateFault fault);
    void end();

    QUrl m_feedAddress;
    MinisignKey m_key;
    Settings &m_settings;
    Clock &m_clock;
    QVersionNumber m_running;
    Transport m_transport;
    Alarm m_alarm;
    QPointer<JobBase> m_job; // deleting it cancels
    State m_state = State::NeverAsked;
    UpdateFeed m_feed;
    std::optional<UpdateFault> m_fault;
};

} // namespace lockdesk
