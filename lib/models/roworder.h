#pragma once

#include <QList>
#include <span>
#include <vector>

namespace lockdesk {

/// Which rows of a source are shown and in which order, and the way back: the two vectors of TableProxy.
class RowOrder
{
public:
    /// Rows `first` to `last`, both included.
    struct Run
    {
        int first;
        int last;
        friend bool operator==(const Run &, const Run &) = default;
    };

    /// How one order becomes another.
    struct Difference
    {
        QList<Run> removed; ///< runs of shown rows that go, by their places before
        QList<Run> inserted; ///< runs of shown rows that come, by their places after
        bool isReordered = false; ///< rows that stay change places among each other
    };

    /// Rows are told in ascending order.
    static void addToRuns(QList<Run> &runs, int row);

    int count() const { return int(m_rows.size()); }
    int sourceCount() const { return int(m_places.size()); }
    const std::vector<int> &rows() const { return m_rows; }

    /// The source row shown at `row`.
    int sourceRow(int row) const { return m_rows[size_t(row)]; }
    /// Where a source row is shown; -1 when it is not.
    int place(int sourceRow) const { return m_places[size_t(sourceRow)]; }
    bool isShown(int sourceRow) const { return place(sourceRow) >= 0; }

    /// A source of `sourceCount` rows, of which none is shown.
    void reset(int sourceCount);
    /// Shows exactly `rows`: source rows, each once.
    void assign(std::vector<int> rows);
    /// Shows `sourceRows`, until now hidden, from the place `at` on.
    void insert(int at, std::span<const int> sourceRows);
    /// Hides what is shown at `run`.
    void remove(Run run);

    /// The source got `count` rows more before its row `first`; they are hidden.
    void insertSource(int first, int count);
    /// The source lost `runs` of its rows, in ascending order, all of them hidden.
    void removeSource(const QList<Run> &runs);

    /// What becomes of the numbers of `count` rows when `runs` of them, in ascending order, go: -1 for these.
    static std::vector<int> numbersWithout(const QList<Run> &runs, int count);

    /// From the order as it is to `rows`.
    Difference differenceTo(const std::vector<int> &rows) const;

private:
    void renumberFrom(int row);

    std::vector<int> m_rows; // place -> source row
    std::vector<int> m_places; // source row -> place, -1 when hidden
};

} // namespace lockdesk
