#include "roworder.h"

#include <algorithm>

namespace lockdesk {

void RowOrder::addToRuns(QList<Run> &runs, int row)
{
    if (!runs.isEmpty() && runs.last().last == row - 1)
        runs.last().last = row;
    else
        runs.append({row, row});
}

void RowOrder::reset(int sourceCount)
{
    m_rows.clear();
    m_places.assign(size_t(sourceCount), -1);
}

void RowOrder::assign(std::vector<int> rows)
{
    m_rows = std::move(rows);
    std::ranges::fill(m_places, -1);
    renumberFrom(0);
}

void RowOrder::insert(int at, std::span<const int> sourceRows)
{
    m_rows.insert(m_rows.begin() + at, sourceRows.begin(), sourceRows.end());
    renumberFrom(at);
}

void RowOrder::remove(Run run)
{
    const auto first = m_rows.begin() + run.first;
    const auto end = m_rows.begin() + run.last + 1;
    std::for_each(first, end, [this](int row) { m_places[size_t(row)] = -1; });
    m_rows.erase(first, end);
    renumberFrom(run.first);
}

void RowOrder::insertSource(int first, int count)
{
    m_places.insert(m_places.begin() + first, size_t(count), -1);
    for (int &row : m_rows) {
        if (row >= first)
            row += count;
    }
}

void RowOrder::removeSource(const QList<Run> &runs)
{
    const std::vector<int> numbers = numbersWithout(runs, sourceCount());
    for (size_t row = 0; row < numbers.size(); ++row) {
        if (numbers[row] >= 0)
            m_places[size_t(numbers[row])] = m_places[row];
    }
    m_places.resize(size_t(std::ranges::count_if(numbers, [](int number) { return number >= 0; })));
    for (int &row : m_rows) {
        row = numbers[size_t(row)];
        Q_ASSERT(row >= 0);
    }
}

std::vector<int> RowOrder::numbersWithout(const QList<Run> &runs, int count)
{
    std::vector<int> numbers(size_t(count), -1);
    int row = 0, number = 0;
    for (const Run &run : runs) {
        while (row < run.first)
            numbers[size_t(row++)] = number++;
        row = run.last + 1;
    }
    while (row < count)
        numbers[size_t(row++)] = number++;
    return numbers;
}

RowOrder::Difference RowOrder::differenceTo(const std::vector<int> &rows) const
{
    std::vector<int> newPlaces(m_places.size(), -1);
    for (size_t place = 0; place < rows.size(); ++place)
        newPlaces[size_t(rows[place])] = int(place);

    Difference difference;
    int lastPlace = -1;
    for (int row = 0; row < count(); ++row) {
        const int newPlace = newPlaces[size_t(m_rows[size_t(row)])];
        if (newPlace < 0) {
            addToRuns(difference.removed, row);
            continue;
        }
        difference.isReordered |= newPlace < lastPlace;
        lastPlace = newPlace;
    }
    for (size_t place = 0; place < rows.size(); ++place) {
        if (!isShown(rows[place]))
            addToRuns(difference.inserted, int(place));
    }
    return difference;
}

void RowOrder::renumberFrom(int row)
{
    for (int i = row; i < count(); ++i)
        m_places[size_t(m_rows[size_t(i)])] = i;
}

} // namespace lockdesk
