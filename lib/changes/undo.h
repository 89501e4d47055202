#pragma once

#include "change.h"

#include <QFlags>

namespace lockdesk {

/// What would take a change back.
struct Inverse
{
    std::optional<Change> change; ///< a Draft with `undoes` set; nullopt where nothing can take it back
    QString note; ///< why not, or what does not come back with it; in words, may be empty

    friend bool operator==(const Inverse &, const Inverse &) = default;
};

/// Of a change that happened (Confirmed, Listed or Accepted; of any other, nothing is to be taken back). An
/// action on a door and a synchronisation cannot be taken back.
Inverse inverseOf(const Change &change);

/// Something that no new authorization brings back once this one is deleted.
enum class Loss {
    Fingerprints = 1, ///< taught at the lock
    Invitation = 2, ///< an app's: the person has to accept a new one
    Pairing = 4, ///< a fob's or another device's, made at the lock
    Code = 8, ///< one that the service never showed
};
Q_DECLARE_FLAGS(Losses, Loss)
Q_DECLARE_OPERATORS_FOR_FLAGS(Losses)

/// All that is lost for good when this is deleted.
Losses lossesOf(const Authorization &deleted);

/// The same in words. Empty when a new one can be made just like it.
QString lossOf(const Authorization &deleted);

} // namespace lockdesk
