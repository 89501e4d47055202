#pragma once

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTest>

namespace lockdesk {

/// A visible label that names `widget`, with its mnemonic taken out; empty without one.
inline QString buddyNameOf(const QWidget *widget)
{
    const QList<QLabel *> labels = widget->window()->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->buddy() == widget && label->isVisible())
            return label->text().remove(u'&');
    }
    return {};
}

/// The name that assistive tools give to `widget`. A combo box and a field have a visible label as their
/// buddy, with that very name (ui-contract); on Linux a combo box is named by its buddy alone.
inline QString nameOf(QWidget *widget)
{
    const QString buddy = buddyNameOf(widget);
    if (qobject_cast<QComboBox *>(widget))
        return buddy;
    const QString name = QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
    return qobject_cast<QLineEdit *>(widget) && name != buddy ? QString() : name;
}

/// The visible widgets of a kind that have this name.
template <typename Widget>
QList<Widget *> allNamed(const QWidget *in, const QString &name)
{
    QList<Widget *> found = in->findChildren<Widget *>();
    found.removeIf([&](Widget *widget) {
        return !widget->isVisible() || widget->window() != in->window() || nameOf(widget) != name;
    });
    return found;
}

/// The one of them. A test that asks for what is not there, or for what has no name of its own, ends here.
template <typename Widget>
Widget *named(const QWidget *in, const QString &name)
{
    const QList<Widget *> found = allNamed<Widget>(in, name);
    if (found.size() != 1)
        qFatal("%lld visible %s named “%s”", qint64(found.size()), Widget::staticMetaObject.className(),
            qUtf8Printable(name));
    return found.first();
}

/// The open dialog of this title; null without one.
inline QDialog *dialogNamed(const QString &title)
{
    QDialog *found = nullptr;
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        auto *dialog = qobject_cast<QDialog *>(window);
        if (dialog && dialog->isVisible() && dialog->windowTitle() == title)
            found = dialog;
    }
    return found;
}

inline int openDialogCount()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    return int(std::ranges::count_if(
        windows, [](QWidget *window) { return window->isVisible() && qobject_cast<QDialog *>(window); }));
}

/// The words of every visible label, as an assistive tool reads them, one a line.
inline QString wordsOn(const QWidget *in)
{
    QStringList words;
    const QList<QLabel *> labels = in->findChildren<QLabel *>();
    for (QLabel *label : labels) {
        if (label->isVisible() && label->window() == in->window())
            words += QAccessible::queryAccessibleInterface(label)->text(QAccessible::Name);
    }
    return words.join(u'\n');
}

/// The words of the visible label that starts so; empty without one.
inline QString labelStarting(const QWidget *in, const QString &start)
{
    const QStringList words = wordsOn(in).split(u'\n');
    const auto found =
        std::ranges::find_if(words, [&](const QString &text) { return text.startsWith(start); });
    return found == words.end() ? QString() : *found;
}

/// Where `widget` is, for events that come through its window as a person's do: modal dialogs keep them off.
inline QPoint middleOf(const QWidget *widget)
{
    return widget->mapTo(widget->window(), widget->rect().center());
}

inline void mouse(
    void (*event)(QWindow *, Qt::MouseButton, Qt::KeyboardModifiers, QPoint, int), const QWidget *widget)
{
    event(widget->window()->windowHandle(), Qt::LeftButton, Qt::NoModifier, middleOf(widget), -1);
}

/// A click with the mouse, whether or not the widget can take it.
inline void click(const QWidget *widget)
{
    mouse(&QTest::mouseClick, widget);
}

/// A click on a button that must be there and enabled.
inline void press(const QWidget *in, const QString &button)
{
    auto *found = named<QPushButton>(in, button);
    if (!found->isEnabled())
        qFatal("“%s” is disabled", qUtf8Printable(button));
    click(found);
}

/// Replaces what a field holds, key by key; what no key types is pasted.
inline void type(const QWidget *in, const QString &field, const QString &text)
{
    auto *found = named<QLineEdit>(in, field);
    found->setFocus();
    QTest::keySequence(found, QKeySequence::SelectAll);
    QTest::keyClick(found, Qt::Key_Backspace);
    const bool isTyped = std::ranges::all_of(text, [](QChar c) { return c >= u' ' && c <= u'~'; });
    if (isTyped)
        QTest::keyClicks(found, text);
    else
        found->insert(text);
}

/// Ticks or unticks a box with the keyboard.
inline void tick(const QWidget *in, const QString &box, bool on)
{
    auto *found = named<QCheckBox>(in, box);
    found->setFocus();
    if (found->isChecked() != on)
        QTest::keyClick(found, Qt::Key_Space);
    if (found->isChecked() != on)
        qFatal("“%s” cannot be changed", qUtf8Printable(box));
}

/// Chooses an entry of a combo box with the keyboard.
inline void choose(const QWidget *in, const QString &box, const QString &entry)
{
    auto *found = named<QComboBox>(in, box);
    found->setFocus();
    QTest::keyClick(found, Qt::Key_Home);
    for (int i = 1; i < found->count() && found->currentText() != entry; ++i)
        QTest::keyClick(found, Qt::Key_Down);
    if (found->currentText() != entry)
        qFatal("“%s” has no entry “%s”", qUtf8Printable(box), qUtf8Printable(entry));
}

/// The column of this title; -1 without one.
inline int columnOf(const QTableView *table, const QString &title)
{
    for (int column = 0; column < table->model()->columnCount(); ++column) {
        if (table->model()->headerData(column, Qt::Horizontal).toString() == title)
            return column;
    }
    return -1;
}

inline QStringList columnsOf(const QTableView *table)
{
    QStringList titles;
    for (int column = 0; column < table->model()->columnCount(); ++column)
        titles += table->model()->headerData(column, Qt::Horizontal).toString();
    return titles;
}

/// The texts of a column, from top to bottom.
inline QStringList cellsOf(const QTableView *table, const QString &column)
{
    QStringList texts;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        texts += table->model()->index(row, columnOf(table, column)).data().toString();
    return texts;
}

/// The text in `column` of the row whose first column says `name`.
inline QString cell(const QTableView *table, const QString &name, const QString &column)
{
    const auto row = cellsOf(table, columnsOf(table).first()).indexOf(name);
    return row < 0 ? QString() : cellsOf(table, column).at(row);
}

/// A click on the row whose first column says `name`; with Ctrl it joins the others.
inline void clickRow(QTableView *table, const QString &name, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    const auto row = cellsOf(table, columnsOf(table).first()).indexOf(name);
    if (row < 0)
        qFatal("no row “%s” among %s", qUtf8Printable(name),
            qUtf8Printable(cellsOf(table, columnsOf(table).first()).join(u", ")));
    const QModelIndex index = table->model()->index(int(row), 0);
    table->scrollTo(index);
    const QPoint place = table->viewport()->mapTo(table->window(), table->visualRect(index).center());
    QTest::mouseClick(table->window()->windowHandle(), Qt::LeftButton, modifiers, place);
}

/// What the first column of the selected rows says, sorted.
inline QStringList selectedIn(const QTableView *table)
{
    QStringList names;
    const QModelIndexList rows = table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        names += row.data().toString();
    names.sort();
    return names;
}

} // namespace lockdesk
