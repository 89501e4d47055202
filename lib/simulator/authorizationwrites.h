#pragma once

#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

namespace lockdesk {

class SimulatedCore;

/// What becomes of accepted writes to authorizations: an operation id at once, the new values in the cloud a
/// moment later, and the device's confirmation after that: no operation id any more, a new `updateDate`
/// (nuki-facts chapter 3). Writes to a device that loses them leave no trace.
class AuthorizationWrites
{
public:
    explicit AuthorizationWrites(SimulatedCore &core);

    /// Starts one; the body has been checked.
    void create(qint64 smartlockId, const QJsonObject &body);
    void update(const QString &id, const QJsonObject &body);
    void remove(const QString &id);

    /// Whether a write to it would be refused with 423.
    bool isPending(const QString &id) const;

    /// Whether an update that is under way brings this code to the device.
    bool isComing(qint64 smartlockId, qint64 code, const QString &exceptFor) const;

    /// The device has reported all it holds: what is pending is confirmed, ghosts are gone.
    void settle(qint64 smartlockId);

private:
    struct Write
    {
        enum class Kind { Create, Update, Remove };

        Kind kind = Kind::Update;
        qint64 smartlockId = 0;
        QJsonObject target; // the record once it is listed
        QJsonObject operationId;
    };

    void start(const QString &id, const Write &write);
    void list(const QString &id);
    void confirm(const QString &id);
    bool isUnderWay(const QString &id, const QJsonObject &operationId) const;
    QJsonObject confirmedBy(QJsonObject record);

    SimulatedCore &m_core;
    QHash<QString, Write> m_pending;
    QSet<QString> m_ghosts; // deleted on the device, still listed
    qint64 m_nextLockAuthId = 8192;
};

} // namespace lockdesk
