#pragma once

#include <QList>
#include <QMap>

namespace lockdesk {

/// Collects which cells of a table changed in which roles, and joins neighbours to few rectangles.
class CellChanges
{
public:
    struct Rectangle
    {
        int firstRow;
        int lastRow;
        int firstColumn;
        int lastColumn;
        QList<int> roles;
        friend bool operator==(const Rectangle &, const Rectangle &) = default;
    };

    /// Each cell once, rows in ascending order. Without roles nothing is added.
    void add(int row, int column, const QList<int> &roles);
    bool isEmpty() const { return m_columns.isEmpty(); }
    /// Covers exactly the cells added, each with exactly its roles.
    QList<Rectangle> rectangles() const;

private:
    QMap<int, QList<Rectangle>> m_columns; // one column wide
};

} // namespace lockdesk
