#pragma once

#include "changerun.h"
#include "logentry.h"

namespace lockdesk {

/// An action on a door, a synchronisation, or a new name of a device. An action is sent at once, once, and
/// not after its expiry; its proof is the device's state or its log.
class DeviceRun : public ChangeRun
{
    Q_OBJECT

public:
    DeviceRun(ChangeId id, Account &account, ChangeStore &changes, QObject *parent);
    ~DeviceRun() override;

    void start() override;
    void lookAgain() override;

Q_SIGNALS:
    /// The device answered an unlatch with 400: it may be a US model, which has no latch.
    void unlatchRefused(lockdesk::SmartlockId device);
    /// The device has reported again: asked for at `sent`, proven at `proven`, both of the clock's uptime.
    void synchronised(
        lockdesk::SmartlockId device, std::chrono::milliseconds sent, std::chrono::milliseconds proven);

private:
    void updateAfterReading(const UpdateDevice &update);
    void follow(Job<Accepted> *write);
    void watch();
    void judge();
    QDateTime previousEnd();
    void readLog();

    std::chrono::milliseconds m_leftAt{}; // the clock's uptime
    Alarm m_nextLogLook;
    QList<LogEntry> m_log;
    bool m_isHurrying = false;
};

} // namespace lockdesk
