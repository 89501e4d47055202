#pragma once

#include "journaledset.h"

#include <optional>

namespace lockdesk {

/// The sets that had not ended when the records stop, as they must be taken up again. Pure.
///
/// A row that was about to be sent may have left, whatever is known of it from before: unless a final status
/// was written after that, or how far it came, it is Sent (with `sentAt`), to be read back before anything is
/// sent. One that never was stays a Draft, or Waiting where a person had said "Send"; a Problem stays one.
/// What was final stays as it was. `isEndDoubtful`: a last record is lost that may have announced a sending,
/// so every row that was to leave is Sent.
///
/// std::nullopt when a record is none of journalrecord.h.
std::optional<QList<JournaledSet>> replay(const QList<QByteArray> &records, bool isEndDoubtful = false);

} // namespace lockdesk
