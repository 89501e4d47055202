#pragma once

#include "alarm.h"
#include "sendrate.h"

#include <QProgressBar>

namespace lockdesk {

/// The progress bar "Sending changes": how many of those on their way have come to their end, how fast, and
/// about how long the rest takes. Hidden while nothing is on its way.
class SendingProgress : public QProgressBar
{
    Q_OBJECT

public:
    /// The clock must outlive the bar.
    explicit SendingProgress(Clock &clock, QWidget *parent = nullptr);

    /// `done` of `total` have come to their end; with a total of 0 the bar hides. Paused: nothing more
    /// leaves.
    void setCounts(int done, int total, bool isPaused);

private:
    void tick();
    void showWords();

    Clock &m_clock;
    SendRate m_rate;
    Alarm m_tick;
    bool m_isPaused = false;
};

/// "40 s", "3 min", "2 h 5 min": about so long, for a person. At least one second.
QString aboutText(double seconds);

} // namespace lockdesk
