#pragma once

#include "planner.h"
#include "session.h"
#include "shownclock.h"

#include <QObject>

class QWidget;

namespace lockdesk {

/// What the section Access does with files: asks how to export authorizations, and what to import. Files
/// dropped on the section are imported, too.
class AccessFiles : public QObject
{
    Q_OBJECT

public:
    /// Belongs to `page`; the session must outlive it. `mayHaveCodes`: see ExportSource.
    AccessFiles(Session &session, bool mayHaveCodes, QWidget *page);

    void exportRows(
        const QList<Authorization> &shown, const QList<Authorization> &selected, ShownClock clock);
    /// Without a path the dialog asks for one.
    void importFile(const QString &path = {});

Q_SIGNALS:
    /// Drafts that somebody looked at and wants.
    void imported(const QList<lockdesk::Change> &changes);
    /// What has happened, for the person.
    void told(const QString &words);

private:
    Snapshot snapshot() const;

    Session &m_session;
    bool m_mayHaveCodes;
    QWidget *m_page;
};

} // namespace lockdesk
