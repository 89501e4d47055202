#pragma once

#include "changeset.h"
#include "changetotals.h"

#include <QWidget>

class QLabel;

namespace lockdesk {

/// What stands over the table of changes: which set it is about, how far its changes are, whether it is
/// paused, and what a look ahead says of it.
class SetHeader : public QWidget
{
    Q_OBJECT

public:
    explicit SetHeader(QWidget *parent = nullptr);

    /// Nothing is shown of no set. Of another set than before, the sentences go.
    void showSet(const std::optional<ChangeSet> &set, const ChangeTotals &totals);
    /// What has to be known before the set is sent, one sentence each: "3 locks are offline."
    void setTotals(const QStringList &sentences);

    std::optional<ChangeSetId> shownSet() const { return m_set; }

private:
    std::optional<ChangeSetId> m_set;
    QLabel *m_title;
    QLabel *m_state;
    QLabel *m_totals;
};

} // namespace lockdesk
