#pragma once

#include "cloud.h"
#include "scenario.h"

namespace lockdesk {

/// Everybody else: the second administrator, the lock's own app, and what makes a lock come and go.
class Others
{
public:
    explicit Others(Cloud &cloud)
        : m_cloud(cloud)
    {
    }

    /// Whether the step is theirs.
    bool act(const Step &step);

private:
    QByteArray some(int choice) const;
    qint64 device(int choice) const;
    Fields edited(const QByteArray &id, Dice &dice);

    Cloud &m_cloud;
    int m_names = 0;
};

} // namespace lockdesk
