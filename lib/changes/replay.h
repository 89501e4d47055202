#pragma once

#include "journaledset.h"

#include <optional>

namespace lockdesk {

/// The sets that had not ended when the records stop, as they must be taken up again. Pure.
///
/// A row that was about to be sent may have left, whatever is known of it from before: until something is
/// known of that attempt it is Sent, to be read back before anything is sent. So is one that waits and may
/// have been carried out as it is asked for now, by an earlier attempt. One whose attempts surely were not,
/// or asked for something else, stays Waiting where a person had said "Send", and else a Draft; a Problem
/// stays one. What was final stays as it was. `isEndDoubtful`: a last record is lost that may have announced
/// a sending, so every row that was to leave is Sent.
///
/// std::nullopt when a record is none of journalrecord.h.
std::optional<QList<JournaledSet>> replay(const QList<QByteArray> &records, bool isEndDoubtful = false);

} // namespace lockdesk
