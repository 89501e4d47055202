#pragma once

#include "change.h"

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

/// What is lost for good when this is deleted, in words: its fingerprints, the invitation of an app, a fob
/// that has to be paired again. Empty when a new one can be made just like it.
QString lossOf(const Authorization &deleted);

} // namespace lockdesk
