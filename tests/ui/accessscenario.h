#pragma once

#include "scenario.h"

namespace lockdesk {

/// A scenario with the section Access on show.
class AccessScenario : public Scenario
{
public:
    explicit AccessScenario(const SimulatedWorld &world = scenario::world())
        : Scenario(world)
    {
    }

    /// Signs in and opens the section.
    void open()
    {
        startSignedIn();
        section(QStringLiteral("Access"));
        settle();
    }

    QTableView *rows() const { return table(QStringLiteral("Access")); }

    QDialog *openAdd() const
    {
        press(window.get(), QStringLiteral("Add"));
        return dialogNamed(QStringLiteral("Add access"));
    }

    QDialog *openEdit(const QString &name) const
    {
        clickRow(rows(), name);
        press(window.get(), QStringLiteral("Edit"));
        return dialogNamed(QStringLiteral("Edit access"));
    }

    /// The words of every label of the window.
    QString says() const { return wordsOn(window.get()); }
};

/// Adds a device of the editor's list, or takes it out again.
inline void pick(const QDialog *dialog, const QString &device)
{
    auto *list = named<QListWidget>(dialog, QStringLiteral("Devices"));
    const QList<QListWidgetItem *> items = list->findItems(device, Qt::MatchExactly);
    if (items.size() != 1 || items.first()->isHidden())
        qFatal("no device “%s”", qUtf8Printable(device));
    list->scrollToItem(items.first());
    const QPoint place =
        list->viewport()->mapTo(list->window(), list->visualItemRect(items.first()).center());
    QTest::mouseClick(list->window()->windowHandle(), Qt::LeftButton, Qt::NoModifier, place);
}

} // namespace lockdesk
