#pragma once

#include "change.h"
#include "job.h"
#include "request.h"

namespace lockdesk {

class Transport;

/// A change that may leave now, and the record that it was compared with (of an edit or a deletion).
struct Outgoing
{
    Change change;
    std::optional<Authorization> fresh;
    int largestBatch = 1; ///< with how many others it may share a request, itself included

    friend bool operator==(const Outgoing &, const Outgoing &) = default;
};

/// Changes that leave in one request: edits, deletions, or the same creation on several devices. Never two on
/// one device, so that no device is written twice at a time.
struct Batch
{
    QList<Outgoing> rows;

    QList<SmartlockId> devices() const;
    friend bool operator==(const Batch &, const Batch &) = default;
};

/// The most changes that one request carries.
constexpr int largestBatch = 100;

/// The fewest batches that carry all rows, in the order of their first rows. A creation of an app access
/// leaves alone, since it must not be repeated after an array of which a part may have been carried out.
/// Pure.
QList<Batch> batchesOf(const QList<Outgoing> &rows);

/// Sends a batch in one request: with one row through the endpoint of the record, else through that for many
/// (contract /smartlock/auth). Edits carry the full record. The job belongs to `parent`.
Job<Accepted> *send(const Batch &batch, Transport &transport, const LeavePermit &permit, QObject *parent);

} // namespace lockdesk
