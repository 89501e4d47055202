#include "batch.h"

#include "authorizationapi.h"
#include "authorizationjson.h"
#include "decision.h"
#include "planner.h"

#include <QHash>
#include <QJsonDocument>
#include <QSet>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// What may share a request: all edits, all deletions, and creations that differ in nothing but the device.
QByteArray kindOf(const Change &change)
{
    if (const auto *create = std::get_if<CreateAuthorization>(&change.subject)) {
        const QJsonObject body = authorizationCreateToJson(create->after);
        return "create " + QJsonDocument(body).toJson(QJsonDocument::Compact);
    }
    return std::holds_alternative<UpdateAuthorization>(change.subject) ? "update" : "delete";
}

struct OpenBatch
{
    qsizetype number; // in the result
    QSet<SmartlockId> devices;
    int limit;
};

} // namespace

QList<SmartlockId> Batch::devices() const
{
    QList<SmartlockId> all;
    for (const Outgoing &row : rows)
        all.append(row.change.smartlockId);
    return all;
}

QList<Batch> batchesOf(const QList<Outgoing> &rows)
{
    QList<Batch> batches;
    QHash<QByteArray, QList<OpenBatch>> open;
    for (const Outgoing &row : rows) {
        const SmartlockId device = row.change.smartlockId;
        const int limit = isRepeatable(row.change) ? std::clamp(row.largestBatch, 1, largestBatch) : 1;
        // Rows of a refused batch stay with others of its size, or else they would fail those anew.
        QList<OpenBatch> &ofKind = open[kindOf(row.change) + ' ' + QByteArray::number(limit)];
        auto fitting = std::ranges::find_if(
            ofKind, [device](const OpenBatch &batch) { return !batch.devices.contains(device); });
        if (fitting == ofKind.end()) {
            ofKind.append({batches.size(), {}, limit});
            batches.append(Batch());
            fitting = ofKind.end() - 1;
        }
        batches[fitting->number].rows.append(row);
        fitting->devices.insert(device);
        if (batches.at(fitting->number).rows.size() >= fitting->limit)
            ofKind.erase(fitting);
    }
    return batches;
}

Job<Accepted> *send(const Batch &batch, Transport &transport, const LeavePermit &permit, QObject *parent)
{
    const Outgoing &first = batch.rows.first();
    if (const auto *create = std::get_if<CreateAuthorization>(&first.change.subject)) {
        return batch.rows.size() == 1
            ? createAuthorization(transport, create->after, parent, permit)
            : createAuthorizations(transport, create->after, batch.devices(), parent, permit);
    }
    QList<Authorization> records;
    for (const Outgoing &row : batch.rows) {
        const auto *update = std::get_if<UpdateAuthorization>(&row.change.subject);
        records += update ? recordToSend(*update, *row.fresh) : *row.fresh;
    }
    if (std::holds_alternative<UpdateAuthorization>(first.change.subject)) {
        return records.size() == 1 ? updateAuthorization(transport, records.first(), parent, permit)
                                   : updateAuthorizations(transport, records, parent, permit);
    }
    const Authorization &record = records.first();
    return records.size() == 1 ? deleteAuthorization(transport, record.smartlockId, record.id, parent, permit)
                               : deleteAuthorizations(transport, records, parent, permit);
}

} // namespace lockdesk
