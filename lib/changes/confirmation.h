#pragma once

#include "change.h"

#include <QList>

namespace lockdesk {

/// What the service's own data says of a change. Pure: a change and fresh data in, a verdict out.
struct Verdict
{
    ChangeStatus status =
        ChangeStatus::Accepted; ///< Accepted (no sign of it yet), Listed, Confirmed or Failed
    QString reason; ///< why it failed, or what is missing yet
    std::optional<Authorization> found; ///< the record of a creation

    friend bool operator==(const Verdict &, const Verdict &) = default;
};

/// The updatable fields of `found` that do not say what `wanted` says. A field that the service leaves out
/// and its default mean the same (nuki-facts chapter 1, "omits defaults"), and dates are compared by the
/// second, as the locks store them.
QStringList contradictions(const Authorization &wanted, const Authorization &found);

/// Of a change to an authorization, from the fresh list of its device. Listed: it is there and every field
/// reads back equal; Confirmed: besides no operationId is set and the lock has echoed it (`updateDate` is
/// there, nuki-facts chapter 3). A new one is found by its code, or by its person, on that device (natural
/// keys, safety 4.2). Failed: the service says an error that it did not say `before`, of the record as it was
/// read just before the write; without one, as the person saw it.
Verdict verdictOf(const Change &change, const QList<Authorization> &freshOfDevice,
    const std::optional<Authorization> &before = {});

/// What somebody else has made of the record since it was read as `before` the write, as long as `found` does
/// not show the write itself: the fields that they changed, which the write takes back. Of an edit or a
/// deletion; empty when nobody has.
QStringList editedMeanwhile(const Change &change, const Authorization &before, const Authorization &found);

} // namespace lockdesk
