#pragma once

#include "cloudrecord.h"
#include "dice.h"
#include "knobs.h"
#include "lockside.h"
#include "virtualtime.h"

#include <map>

namespace lockdesk {

/// The service's own records and the locks behind it: what is true, and what the service believes. Writes are
/// accepted here and reach the lock later, or never.
class Cloud
{
public:
    /// A device with nearly a page of records that nobody cares for; only where there are many.
    static constexpr qint64 hotel = (qint64(4) << 32) + 1;

    Cloud(quint64 seed, const Knobs &knobs, VirtualTime &time);

    struct Accepted
    {
        int status = 204; ///< else what it is refused with
        QByteArray id;
    };
    /// `source` is the exchange that asks, 0 for others.
    Accepted create(qint64 device, int type, const Fields &fields, int source);
    Accepted update(const QByteArray &id, const Fields &fields, int source);
    Accepted remove(const QByteArray &id, int source);
    Accepted act(qint64 device, int action, int source);
    Accepted synchronise(qint64 device);
    Accepted rename(qint64 device, const QByteArray &name, bool isFavorite);

    /// What is done at the lock itself; it reports that later.
    void editAtLock(const QByteArray &id, const Fields &fields);
    void removeAtLock(const QByteArray &id);
    void actAtLock(qint64 device, int action, int trigger);
    void setOnline(qint64 device, bool isOnline);

    /// From now on everybody is kind: every lock is online, nothing is lost, nothing is slow.
    void calm();
    bool isCalm() const { return m_isCalm; }

    const std::map<qint64, LockSide> &locks() const { return m_locks; }
    const LockSide *lock(qint64 device) const;
    /// In the order of their ids, those that are gone as well.
    const std::map<QByteArray, CloudRecord> &records() const { return m_records; }
    const CloudRecord *record(const QByteArray &id) const;
    /// The ids of those that are there, by device.
    QList<QByteArray> present(qint64 device = 0) const;

    const Knobs &knobs() const { return m_knobs; }
    VirtualTime &time() { return m_time; }
    qint64 serviceError() const { return m_serviceError; }
    /// Records with an oddness of their own, as long as nobody is calm.
    bool isBusyForEver(const QByteArray &id) const { return !m_isCalm && id == m_busyForEver; }
    bool isUnreadable(const QByteArray &id) const { return !m_isCalm && id == m_unreadable; }
    bool isCut(const QByteArray &id) const { return !m_isCalm && id == m_cut; }

private:
    /// What is on its way to a lock: fields, or nothing for a deletion.
    struct Push
    {
        std::optional<Fields> fields;
        int source = 0;
        quint64 token = 0;
    };

    void populate();
    void add(const LockSide &lock, int codes, int apps);
    QByteArray newId();
    void show(CloudRecord &record, std::optional<CloudRecord::Shown> shown, int source);
    void hold(LockSide &lock, const QByteArray &id, const std::optional<Fields> &fields, int source);
    void push(const QByteArray &id, const std::optional<Fields> &fields, int source);
    void deliver(const QByteArray &id);
    void lose(const QByteArray &id, quint64 token);
    void doAction(qint64 device, int action, int trigger, int source);
    VirtualTime::Time pushDelay();

    Knobs m_knobs;
    VirtualTime &m_time;
    Dice m_dice;
    std::map<qint64, LockSide> m_locks;
    std::map<QByteArray, CloudRecord> m_records;
    std::map<QByteArray, Push> m_underWay;
    quint64 m_lastToken = 0;
    qint64 m_serviceError = 0;
    quint64 m_lastId = 0;
    quint64 m_lastLine = 0;
    bool m_isCalm = false;
    QByteArray m_busyForEver;
    QByteArray m_unreadable;
    QByteArray m_cut;
};

} // namespace lockdesk
