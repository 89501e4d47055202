#pragma once

#include <QString>
#include <functional>

class QWidget;

namespace lockdesk {

class Clock;

/// What to ask before a CSV file is written.
struct SaveQuestion
{
    QString title; ///< of the dialog
    QString suggestedName;
};

/// Asks where to write a CSV file, and whether to replace one that is there; then calls `save` with its path,
/// or never. The dialogs are children of `parent`, and run no event loop of their own. The clock must outlive
/// the parent.
void askWhereToSave(QWidget *parent, Clock &clock, const SaveQuestion &question,
    const std::function<void(const QString &path)> &save);

} // namespace lockdesk
