#pragma once

#include "change.h"

#include <QStringList>
#include <vector>

namespace lockdesk {

/// Why a row cannot be sent as it is, as far as the totals tell kinds apart.
enum class PlanFault {
    None,
    Taken, ///< its code is in use on the device
    Doubled, ///< another row asks for the same
    Gone, ///< the record to change or delete is not there
    Swap, ///< codes or people that change places
    Blocked, ///< what it needs is freed only by a row that cannot be sent
    Other,
};

/// One change of a set while it is planned: what it is about, and what was found. Owns nothing; the changes
/// and the snapshot's index must outlive it.
struct PlanRow
{
    const Change *change = nullptr;
    const Smartlock *lock = nullptr; ///< null when it is not in the account
    const Authorization *record = nullptr; ///< as it is today, of an edit or a deletion; null when it is gone
    bool isUnderWay = false; ///< has left: is no longer planned, and the others reckon with it
    PlanFault fault = PlanFault::None;
    QString problem; ///< in words; empty without a fault
    QStringList warnings;
    std::vector<int> after; ///< numbers of the rows that must have ended before
    bool isChangedSince = false; ///< the record is another than the person saw
    bool exceeds = false; ///< there is no room left for it

    bool isSendable() const { return !isUnderWay && fault == PlanFault::None; }

    template <typename Subject>
    const Subject *as() const
    {
        return std::get_if<Subject>(&change->subject);
    }
};

} // namespace lockdesk
