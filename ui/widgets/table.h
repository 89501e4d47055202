#pragma once

#include <QTableView>

class QMenu;

namespace lockdesk {

/// The table of every screen: rows are selected as a whole, nothing is selected at start, a click on a header
/// sorts, columns can be moved, and hidden from the header's menu or, by keyboard, from the table's own.
/// Ctrl+C copies the current cell's text, Ctrl+Shift+C the selected rows. Screens follow
/// selectionModel()->selection(), since assistive tools move the selection and not the current index; they
/// add their own actions with prependActions().
class Table : public QTableView
{
    Q_OBJECT

public:
    /// `name` is the accessible name (ui-contract), already translated.
    explicit Table(const QString &name, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;

    /// Widths in characters of the columns, in the model's order: for the first time a table is seen.
    void setColumnCharacters(const QList<int> &widths);

    /// Puts a screen's actions before the table's own in its context menu. The caller keeps them.
    void prependActions(const QList<QAction *> &actions);

    /// Order, widths and visibility of the columns and the sorting, for the settings.
    QByteArray visualState() const;
    /// Takes what visualState() gave, also that of an earlier version with fewer columns. False, and nothing
    /// is changed, when it cannot be read.
    bool restoreVisualState(const QByteArray &state);

    /// The words of a cell, or of the selected rows: cells parted by tabs, in the shown order; hidden columns
    /// left out.
    QString currentText() const;
    QString selectedText() const;

    /// The rows of the selection, each once and from top to bottom. Quick also for ten thousand, unlike
    /// selectedRows().
    QList<int> selectedRowNumbers() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateRowHeight();
    void fillColumnsMenu(QMenu *menu);
    void fillSortMenu(QMenu *menu);
    int visibleColumnCount() const;

    QAction *m_copyCell;
    QAction *m_copyRows;
    QMenu *m_columnsMenu;
    QMenu *m_sortMenu;
};

} // namespace lockdesk
