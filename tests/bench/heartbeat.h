#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <vector>

namespace lockdesk {

/// How promptly a thread's event loop turns: a timer of a millisecond, and how late each of its ticks comes.
class Heartbeat : public QObject
{
    Q_OBJECT

public:
    struct Delays
    {
        double p99 = 0; ///< milliseconds between two ticks
        double longest = 0;
    };

    explicit Heartbeat(QObject *parent = nullptr);

    void start();
    /// What was measured since start().
    Delays stop();

private:
    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    std::vector<double> m_delays;
};

} // namespace lockdesk
