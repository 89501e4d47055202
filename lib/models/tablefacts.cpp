#include "tablefacts.h"

#include "roles.h"

#include <QAbstractItemModel>
#include <algorithm>
#include <numeric>

namespace lockdesk {

void TableFacts::reset(int rowCount)
{
    m_rowCount = rowCount;
    m_keys.reset(rowCount);
    m_texts.reset(rowCount);
    m_sorted.clear();
    m_isSorted = false;
}

QList<SortKey> TableFacts::setSorting(int column, Qt::SortOrder order)
{
    QList<SortKey> keys = column != m_sortColumn ? m_keys.reset(m_rowCount) : QList<SortKey>();
    m_sortColumn = column;
    m_sortOrder = order;
    m_isSorted = false;
    return keys;
}

bool TableFacts::isKnown(int row) const
{
    return (m_sortColumn < 0 || m_keys.at(row).isKnown()) && (m_words.isEmpty() || !m_texts.at(row).isNull());
}

void TableFacts::learn(const QAbstractItemModel &source, int row, const QCollator &collator)
{
    if (m_sortColumn >= 0 && !m_keys.at(row).isKnown())
        m_keys.set(row, SortKey::fromVariant(source.index(row, m_sortColumn).data(SortRole), collator));
    if (!m_words.isEmpty() && m_texts.at(row).isNull()) {
        QString text;
        for (int column = 0, count = source.columnCount(); column < count; ++column) {
            text += source.index(row, column).data(Qt::DisplayRole).toString();
            text += u'\n'; // in no word, so that none is found across two cells
        }
        text += source.index(row, 0).data(SearchRole).toString();
        m_texts.set(row, searchText(text));
    }
}

void TableFacts::forgetKey(int row)
{
    if (m_sortColumn < 0)
        return;
    if (m_keys.at(row).isKnown())
        m_keys.set(row, SortKey());
    m_isSorted = false;
}

void TableFacts::forgetText(int row)
{
    if (!m_texts.at(row).isNull())
        m_texts.set(row, QString());
}

void TableFacts::insertRows(int first, int count)
{
    m_rowCount += count;
    m_isSorted = false;
    m_keys.insert(first, count);
    m_texts.insert(first, count);
    for (int &row : m_sorted) {
        if (row >= first)
            row += count;
    }
}

void TableFacts::removeRows(const QList<RowOrder::Run> &runs)
{
    const std::vector<int> numbers = RowOrder::numbersWithout(runs, m_rowCount);
    for (const RowOrder::Run &run : runs)
        m_rowCount -= run.last - run.first + 1;
    m_keys.renumber(numbers);
    m_texts.renumber(numbers);
    m_sorted.removeIf([&numbers](int row) { return numbers[size_t(row)] < 0; });
    for (int &row : m_sorted)
        row = numbers[size_t(row)];
}

bool TableFacts::isBefore(int a, int b) const
{
    const int difference = m_sortColumn < 0 ? 0 : SortKey::compare(m_keys.at(a), m_keys.at(b), m_sortOrder);
    return difference != 0 ? difference < 0 : a < b;
}

void TableFacts::sort()
{
    if (m_isSorted)
        return;
    m_sorted.resize(m_rowCount);
    std::iota(m_sorted.begin(), m_sorted.end(), 0);
    if (m_sortColumn >= 0)
        std::ranges::sort(m_sorted, [this](int a, int b) { return isBefore(a, b); });
    m_isSorted = true;
}

void TableFacts::place(std::vector<int> rows)
{
    if (m_sortColumn < 0) {
        m_isSorted = false;
        sort();
        return;
    }
    std::vector<bool> isPlaced(size_t(m_rowCount), false);
    for (const int row : rows)
        isPlaced[size_t(row)] = true;
    m_sorted.removeIf([&isPlaced](int row) { return isPlaced[size_t(row)]; });

    const auto before = [this](int a, int b) { return isBefore(a, b); };
    std::ranges::sort(rows, before);
    QList<int> merged(m_rowCount);
    auto to = merged.begin();
    auto from = m_sorted.cbegin();
    for (const int row : rows) {
        const auto place = std::lower_bound(from, m_sorted.cend(), row, before);
        to = std::copy(from, place, to);
        *to++ = row;
        from = place;
    }
    std::copy(from, m_sorted.cend(), to);
    m_sorted = merged;
    m_isSorted = true;
}

std::vector<int> TableFacts::matching(const std::atomic<bool> *isCancelled) const
{
    std::vector<int> rows;
    rows.reserve(m_words.isEmpty() ? size_t(m_rowCount) : 0);
    for (const int row : m_sorted) {
        if (isCancelled && isCancelled->load(std::memory_order_relaxed))
            return {};
        if (matches(row))
            rows.push_back(row);
    }
    return rows;
}

} // namespace lockdesk
