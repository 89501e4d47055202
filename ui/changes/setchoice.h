#pragma once

#include "changeset.h"

#include <QWidget>

class QComboBox;

namespace lockdesk {

/// The combo box "Show": all sets of changes, or one of them, the newest first.
class SetChoice : public QWidget
{
    Q_OBJECT

public:
    explicit SetChoice(QWidget *parent = nullptr);

    /// Those there are, the newest last. What was chosen stays, unless it is gone: then all are. True when
    /// they are others than before.
    bool setSets(const QList<ChangeSet> &sets);

    /// nullopt: all.
    std::optional<ChangeSetId> chosen() const;
    void choose(std::optional<ChangeSetId> set);

Q_SIGNALS:
    /// Another is chosen, by the person or since the one before is gone.
    void chosenChanged();

private:
    QComboBox *m_box;
    QList<ChangeSetId> m_ids;
    std::optional<ChangeSetId> m_lastChosen;
};

} // namespace lockdesk
