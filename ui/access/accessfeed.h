#pragma once

#include "accessrows.h"

#include <QTimer>
#include <set>

namespace lockdesk {

struct Session;

/// Keeps the rows of the Access table as the stores and the changes say: those alone that may be others are
/// made anew, and of very many some at a time, so that each step is short. Only while it is awake.
class AccessFeed : public QObject
{
    Q_OBJECT

public:
    /// Session and model must outlive it. Asleep at first.
    AccessFeed(Session &session, AuthorizationModel &model, QObject *parent);

    /// Asleep it notes what may be others, and makes nothing.
    void setAwake(bool isAwake);

Q_SIGNALS:
    /// Some rows, or all, are up to date.
    void fed();

private:
    void note(const QSet<SmartlockId> &devices);
    void feed();
    void lookAtDevice(SmartlockId device);
    void lookAtRecord(const AuthorizationId &id);
    void look(const AuthorizationRow &row);
    void takeGone();

    Session &m_session;
    AuthorizationModel &m_model;
    AccessRows m_rows;
    std::set<SmartlockId> m_devices; // whose rows may be others
    std::set<AuthorizationId> m_records; // whose status may be another
    QHash<SmartlockId, QList<AuthorizationId>> m_shown;
    QHash<AuthorizationId, SmartlockId> m_gone; // from where; they leave the table together, which costs less
    QList<AuthorizationRow> m_others; // to be put into the table at the end of this step
    int m_cost = 0; // of this step
    QTimer m_later; // for the rest
    bool m_isAwake = false;
};

} // namespace lockdesk
