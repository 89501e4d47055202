#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace lockdesk {

/// What a write asks of one record.
struct WrittenRecord
{
    QString key; ///< the id, or "device/code" of a creation, "device/p" and the person of one without a code
    bool isCreation = false;
    QJsonObject body; ///< of an edit or a creation
};

inline QString keyOfCreation(qint64 device, const QJsonObject &body)
{
    using namespace Qt::StringLiterals;
    return QString::number(device) + u'/'
        + (body.contains("code"_L1) ? QString::number(body.value("code"_L1).toInteger())
                                    : u'p' + QString::number(body.value("accountUserId"_L1).toInteger()));
}

/// The records that a request writes, of one or of many.
inline QList<WrittenRecord> writtenBy(const QByteArray &method, const QString &path, const QByteArray &bytes)
{
    using namespace Qt::StringLiterals;
    QList<WrittenRecord> records;
    const QJsonDocument body = QJsonDocument::fromJson(bytes);
    if (body.isArray()) {
        const QJsonArray rows = body.array();
        for (const QJsonValue row : rows) {
            const QJsonObject object = row.toObject();
            records.append(
                {row.isString() ? row.toString() : object.value("id"_L1).toString(), false, object});
        }
    } else if (path == u"/smartlock/auth") {
        const QJsonArray devices = body.object().value("smartlockIds"_L1).toArray();
        for (const QJsonValue device : devices)
            records.append({keyOfCreation(device.toInteger(), body.object()), true, body.object()});
    } else if (method == "PUT") {
        const qint64 device = path.section(u'/', 2, 2).toLongLong();
        records.append({keyOfCreation(device, body.object()), true, body.object()});
    } else {
        records.append({path.section(u'/', -1), false, body.object()});
    }
    return records;
}

} // namespace lockdesk
