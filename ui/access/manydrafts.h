#pragma once

#include "accesschanges.h"

#include <QObject>
#include <QTimer>

namespace lockdesk {

struct Session;

/// Makes the drafts of an edit of many rows, in slices shorter than a frame: a few thousand before start()
/// returns, of more the rest from the event loop.
class ManyDrafts : public QObject
{
    Q_OBJECT

public:
    /// `rows` are what the person sees; the drafts say so. The session must outlive it.
    ManyDrafts(Session &session, const QList<AuthorizationRow> &rows, QObject *parent = nullptr);

    /// Begins anew with these edits.
    void start(const ManyEdits &edits);

    /// Every row was looked at. Until then what follows is of those that were.
    bool isFinished() const { return m_next == m_rows.size(); }
    /// In the order of the rows; those that are like that already have none.
    const QList<Change> &drafts() const { return m_drafts; }
    /// How many of them are Problems, and how many have another note.
    int problemCount() const { return m_problemCount; }
    int noteCount() const { return m_noteCount; }

Q_SIGNALS:
    /// Every row was looked at; not emitted by start() itself.
    void finished();

private:
    void work();

    Session &m_session;
    QList<AuthorizationRow> m_rows;
    ManyEdits m_edits;
    QList<Change> m_drafts;
    qsizetype m_next = 0;
    int m_problemCount = 0;
    int m_noteCount = 0;
    QTimer m_timer;
};

} // namespace lockdesk
