#pragma once

#include "scenario.h"

#include <functional>

namespace lockdesk {

/// What a process of its own has found.
struct Found
{
    quint64 seed = 0;
    int promise = 0; ///< 0: all were kept; 11 also for a crash, and for no end
    QString words;
    int requests = 0;

    bool isGood() const { return promise == 0; }
};

/// Runs scenarios in processes of their own, so that a crash or an endless loop is a find like any other.
class Isolated
{
public:
    explicit Isolated(const QList<int> &overlooked)
        : m_overlooked(overlooked)
    {
    }

    Found run(const Scenario &scenario) const;
    /// One after the other, a process for several; `onFound` is called for each, in their order. Ends early
    /// when it returns false.
    void run(quint64 from, quint64 count, const Knobs &among,
        const std::function<bool(const Found &)> &onFound) const;

private:
    QList<int> m_overlooked;
};

} // namespace lockdesk
