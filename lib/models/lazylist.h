#pragma once

#include <QList>

namespace lockdesk {

/// A value a row, of which only those up to the last one set take memory: touching all of it at once for
/// 200,000 rows would take longer than a frame. What was not set is a default-made T. Copies share their
/// memory.
template <typename T>
class LazyList
{
public:
    /// Forgets everything; returns what was there, for whoever frees it at leisure.
    QList<T> reset(qsizetype rowCount)
    {
        m_rowCount = rowCount;
        return std::exchange(m_values, {});
    }

    const T &at(qsizetype row) const
    {
        static const T none;
        return row < m_values.size() ? m_values.at(row) : none;
    }

    void set(qsizetype row, const T &value)
    {
        Q_ASSERT(row < m_rowCount);
        if (row < m_values.size()) {
            m_values[row] = value;
            return;
        }
        m_values.reserve(m_rowCount);
        m_values.resize(row);
        m_values.append(value);
    }

    void insert(qsizetype first, qsizetype count)
    {
        m_rowCount += count;
        if (first < m_values.size())
            m_values.insert(first, count, T());
    }

    void remove(qsizetype first, qsizetype count)
    {
        m_rowCount -= count;
        if (first < m_values.size())
            m_values.remove(first, qMin(count, m_values.size() - first));
    }

private:
    qsizetype m_rowCount = 0;
    QList<T> m_values;
};

} // namespace lockdesk
