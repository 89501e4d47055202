#pragma once

#include <QtGlobal>

namespace lockdesk {

/// Chance from one number: the same number gives the same row of throws, on every machine.
class Dice
{
public:
    explicit Dice(quint64 seed)
        : m_state(seed)
    {
    }

    /// splitmix64.
    quint64 next()
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// 0 … n − 1.
    int below(int n) { return n > 0 ? int(next() % quint64(n)) : 0; }
    /// a … b.
    int between(int a, int b) { return a + below(b - a + 1); }
    bool chance(int percent) { return below(100) < percent; }

    /// One number out of two, for dice that must not depend on how many others were thrown before.
    static quint64 mixed(quint64 a, quint64 b) { return Dice(a * 0x9e3779b97f4a7c15ULL ^ b).next(); }

private:
    quint64 m_state;
};

} // namespace lockdesk
