#pragma once

#include <QtGlobal>

namespace lockdesk {

/// The roles of every table model besides Qt's own. lib gives words and values; ui turns the values into
/// pictures.
enum ModelRole : int {
    SortRole = 0x0100 + 1, ///< the raw value to sort by, never the text; an invalid QVariant sorts last
    IdRole, ///< the row's id, the same in every column: qint64 of a device or change, QString of an
            ///< authorization
    StateKindRole, ///< int(StateKind), for the state delegate
    StaleRole, ///< bool: old or last-known data, shown subdued
    ScheduleRole, ///< QVariant of AccessSchedule, for the week strip
    ZoneRole, ///< QVariant of QTimeZone: the lock's own clock, for the week strip
    ChangeStatusRole, ///< int(ChangeStatus)
    SearchRole, ///< QString of the first column: words that the filter finds besides the texts on show
};

} // namespace lockdesk
