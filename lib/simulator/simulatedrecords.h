#pragma once

#include "simulatedworld.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QStringList>

namespace lockdesk {

/// The records of the simulated cloud. Reading an unknown id gives an empty object. An authorization is first
/// minted, which reserves its id and its code, and later listed.
class SimulatedRecords
{
public:
    explicit SimulatedRecords(const SimulatedWorld &world);

    const QJsonObject &account() const { return m_account; }

    bool hasSmartlock(qint64 id) const { return m_smartlocks.contains(id); }
    QJsonObject smartlock(qint64 id) const { return m_smartlocks.value(id); }
    const QList<qint64> &smartlockIds() const { return m_smartlockIds; }
    void putSmartlock(qint64 id, const QJsonObject &smartlock);
    void removeSmartlock(qint64 id);

    bool isListed(const QString &id) const { return m_authorizations.contains(id); }
    QJsonObject authorization(const QString &id) const { return m_authorizations.value(id); }
    const QStringList &authorizationIds() const { return m_authorizationIds; }
    QStringList authorizationIds(qint64 smartlockId) const { return m_byDevice.value(smartlockId); }
    void mint(const QJsonObject &authorization);
    void list(const QString &id);
    void putAuthorization(const QJsonObject &authorization);
    void removeAuthorization(const QString &id);

    /// The authorization of this device that has the keypad code, listed or minted; empty when it is free.
    QString holderOfCode(qint64 smartlockId, qint64 code) const;

    QList<QJsonObject> &users() { return m_users; }
    const QList<QJsonObject> &log() const { return m_log; } ///< newest first
    void addLog(const QJsonObject &row) { m_log.prepend(row); }

private:
    QJsonObject m_account;
    QList<qint64> m_smartlockIds;
    QHash<qint64, QJsonObject> m_smartlocks;
    QStringList m_authorizationIds;
    QHash<QString, QJsonObject> m_authorizations;
    QHash<QString, QJsonObject> m_minted;
    QHash<qint64, QStringList> m_byDevice;
    QList<QJsonObject> m_users;
    QList<QJsonObject> m_log;
};

} // namespace lockdesk
