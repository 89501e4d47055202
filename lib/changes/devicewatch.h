#pragma once

#include "alarm.h"
#include "logentry.h"
#include "readabletime.h"
#include "smartlock.h"

#include <QObject>

namespace lockdesk {

class Account;
struct ApiError;

/// Reads a device every second or two, and its log where that is wanted, until it is stopped or time is up:
/// for whoever waits for the proof of a change. What it reads of the device goes into the account's store.
/// Only time in which the service could be read counts.
class DeviceWatch : public QObject
{
    Q_OBJECT

public:
    /// How often a device is read, and for how long.
    struct Pace
    {
        std::chrono::milliseconds record; ///< between two looks at the record
        std::chrono::milliseconds log; ///< likewise; 0: never
        std::chrono::milliseconds limit; ///< of readable time
    };

    /// Begins now; the account must outlive it.
    DeviceWatch(Account &account, SmartlockId device, const Pace &pace, QObject *parent);

    /// The newest that has been read; nullopt before.
    const std::optional<Smartlock> &record() const { return m_record; }
    /// How long after the watch began it was asked for.
    std::chrono::milliseconds recordAge() const { return m_recordAsked - m_begun; }
    /// The newest lines of the log.
    const QList<LogEntry> &log() const { return m_lines; }

    /// Nothing more is asked or told.
    void stop();

Q_SIGNALS:
    /// There is something new.
    void read();
    /// The limit has been reached.
    void timeUp();

private:
    struct Look
    {
        Alarm next;
        int failures = 0;
    };

    void readRecord();
    void readLog();
    void noteAnswer(Look &look, const ApiError *error);
    void watchTime();
    std::chrono::milliseconds pauseOf(const Look &look, std::chrono::milliseconds usual) const;

    Account &m_account;
    SmartlockId m_device;
    Pace m_pace;
    std::chrono::milliseconds m_begun;
    ReadableTime m_time;
    Look m_recordLook;
    Look m_logLook;
    Alarm m_limit;
    std::optional<Smartlock> m_record;
    std::chrono::milliseconds m_recordAsked{};
    QList<LogEntry> m_lines;
    bool m_isStopped = false;
};

} // namespace lockdesk
