#pragma once

#include "ids.h"

namespace lockdesk {

/// The key of what only one record of a device may have: its number (a keypad code, a person's id) there.
struct OnDevice
{
    SmartlockId device{};
    qint64 number = 0;

    friend bool operator==(const OnDevice &, const OnDevice &) = default;
    friend size_t qHash(const OnDevice &key, size_t seed = 0)
    {
        return qHashMulti(seed, toNumber(key.device), key.number);
    }
};

} // namespace lockdesk
