#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QString>

namespace lockdesk {

/// Mints ids as the service's data base does: 24 hexadecimal digits of which the first eight are the creation
/// time in seconds since 1970 (nuki-facts chapter 10).
class ObjectIds
{
public:
    explicit ObjectIds(QRandomGenerator &random);

    /// A new id that carries `created`.
    QString next(const QDateTime &created);

    /// An operation id as authorizations carry it: the same as an object (nuki-facts chapter 1).
    QJsonObject nextObject(const QDateTime &created);

private:
    quint32 m_machine;
    quint16 m_process;
    quint32 m_counter;
};

} // namespace lockdesk
