#pragma once

#include <QDate>
#include <QTime>

namespace lockdesk {

/// A date and a time on some wall clock.
struct WallClock
{
    QDate date;
    QTime time;
    friend bool operator==(const WallClock &, const WallClock &) = default;
};

} // namespace lockdesk
