#pragma once

#include <QList>
#include <algorithm>
#include <vector>

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

    /// `numbers`: of each row that there is, what its number becomes; ascending, and -1 for those that go.
    void renumber(const std::vector<int> &numbers)
    {
        qsizetype kept = 0;
        for (qsizetype row = 0; row < m_values.size(); ++row) {
            const int number = numbers[size_t(row)];
            if (number < 0)
                continue;
            if (number != row)
                m_values[number] = std::move(m_values[row]);
            kept = number + 1;
        }
        m_values.resize(kept);
        m_rowCount = std::ranges::count_if(numbers, [](int number) { return number >= 0; });
    }

private:
    qsizetype m_rowCount = 0;
    QList<T> m_values;
};

} // namespace lockdesk
