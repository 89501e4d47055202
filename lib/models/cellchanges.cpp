#include "cellchanges.h"

#include <algorithm>

namespace lockdesk {

void CellChanges::add(int row, int column, const QList<int> &roles)
{
    if (roles.isEmpty())
        return;
    QList<Rectangle> &runs = m_columns[column];
    if (!runs.isEmpty() && runs.last().lastRow == row - 1 && runs.last().roles == roles)
        runs.last().lastRow = row;
    else
        runs.append({row, row, column, column, roles});
}

QList<CellChanges::Rectangle> CellChanges::rectangles() const
{
    QList<Rectangle> done;
    QList<Rectangle> open; // those that end in the column before, by rows
    for (const QList<Rectangle> &runs : m_columns) {
        QList<Rectangle> next;
        qsizetype at = 0;
        for (Rectangle run : runs) {
            while (at < open.size() && open.at(at).firstRow < run.firstRow)
                done.append(open.at(at++));
            if (at < open.size()) {
                const Rectangle &left = open.at(at);
                if (left.firstRow == run.firstRow && left.lastRow == run.lastRow && left.roles == run.roles
                    && left.lastColumn == run.firstColumn - 1) {
                    run.firstColumn = left.firstColumn;
                    ++at;
                }
            }
            next.append(run);
        }
        done.append(open.sliced(at));
        open = next;
    }
    return done + open;
}

} // namespace lockdesk
