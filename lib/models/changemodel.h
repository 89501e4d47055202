#pragma once

#include "changeset.h"
#include "keyedtablemodel.h"

namespace lockdesk {

using ChangeTable = KeyedTableModel<Change, ChangeId>;

/// The Changes table (ui-contract "Changes"): Change, Device, Before, After, Status, When. Times are on the
/// clock of this computer. The filter finds a change by the title of its set too.
class ChangeModel : public ChangeTable
{
    Q_OBJECT

public:
    enum Column { Title, Device, Before, After, Status, When, ColumnCount };

    explicit ChangeModel(QObject *parent = nullptr);

    /// Whose titles the changes are found by; a set keeps its title. Before the changes of a set are put in.
    void setSets(const QList<ChangeSet> &sets);

    /// Holds exactly these from now on.
    void setChanges(const QList<Change> &changes) { reconcile(changes); }
    /// These are new or another; all others stay as they are.
    void putChanges(const QList<Change> &changes) { put(changes); }
    /// These are no longer there.
    void takeChanges(const QSet<ChangeId> &ids) { take(ids); }
    const Change &changeAt(int number) const { return rowAt(number); }
    const Change *change(ChangeId id) const { return row(id); }

    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    ChangeId keyOf(const Change &change) const override { return change.id; }
    QVariant cell(const Change &change, int column, int role) const override;
    bool isAffected(int column, const Change &before, const Change &after) const override;

private:
    QVariant titleCell(const Change &change, int role) const;
    QVariant statusCell(const Change &change, int role) const;
    QVariant whenCell(const Change &change, int role) const;

    QHash<ChangeSetId, QString> m_titles; // of the sets
};

} // namespace lockdesk
