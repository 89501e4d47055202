#pragma once

#include <QWidget>

class QAction;

namespace lockdesk {

/// One section of the main window. Built when first opened; it wires stores to models to views and owns its
/// reads.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Shows only rows that hold every word of `text`.
    virtual void setFilter(const QString &text) = 0;

    /// Says countsChanged() again: the page is the one on show now.
    virtual void tellCounts() = 0;

    /// What can be done here, for the menu and the command list. They belong to the page.
    virtual QList<QAction *> pageActions() const = 0;

Q_SIGNALS:
    /// "214 selected, 214 shown" or the like, for the status bar.
    void countsChanged(const QString &text);
    /// The section of this name (ui-contract "Sections") should be shown.
    void sectionAsked(const QString &section);
};

} // namespace lockdesk
