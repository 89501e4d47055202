#pragma once

#include "changerun.h"

namespace lockdesk {

class Turns;

/// A creation, edit or deletion of an authorization: fresh list of the device, comparison with what the
/// person saw, one full write at once or not at all, and the device's list until it proves the change.
class AuthorizationRun : public ChangeRun
{
    Q_OBJECT

public:
    /// `turns`, shared by all, must outlive the run until it has ended.
    AuthorizationRun(ChangeId id, Account &account, ChangeStore &changes, Turns &turns, QObject *parent);
    ~AuthorizationRun() override;

    void start() override;
    void lookAgain() override;

private:
    void readWhenItsTurn();
    void readFresh();
    bool contains(const QList<Authorization> &fresh) const;
    void fail(const QString &why);
    void failToRead(const QString &why);
    void decide(const QList<Authorization> &fresh);
    void send(const Change &current);
    void follow(Job<Accepted> *write);
    void lookWhetherGone(const ApiError &refusal);
    void watch();
    void judge(SmartlockId device, const AskedAt &asked);
    void planAgain(const QString &why, std::optional<std::chrono::seconds> notBefore);

    Turns &m_turns;
    Alarm m_nextAttempt;
    std::optional<Authorization> m_before; // the record as it was read just before the write
    int m_attempts = 0;
    bool m_mayHaveHappened = false; // an earlier attempt, which a failure of this one does not undo
    bool m_isHurrying = false;
    bool m_isWaitingForDevice = false;
};

} // namespace lockdesk
