#pragma once

#include "backup.h"
#include "dice.h"
#include "ledger.h"
#include "program.h"
#include "scenario.h"
#include "virtualtime.h"

namespace lockdesk {

/// The person at the program: does what a step says, with what is there then, and notes it in the ledger. A
/// step that finds nothing to do does nothing.
class Person
{
public:
    Person(Program &program, Ledger &ledger, VirtualTime &time)
        : m_program(program)
        , m_ledger(ledger)
        , m_time(time)
    {
    }

    void act(const Step &step);
    /// Goes on with every set that is paused, as one who wants to see the end.
    void resumeAll();

private:
    void addSet(const QString &title, const QList<Change> &changes, std::optional<ChangeSetId> undoes = {});
    QList<Change> edits(int count, Dice &dice);
    QList<Change> deletions(int count, Dice &dice);
    QList<Change> creations(int count, Dice &dice);
    QList<Authorization> some(int count, Dice &dice) const;
    UpdateAuthorization edited(const Authorization &before, Dice &dice);
    Change of(SmartlockId device, const ChangeSubject &subject) const;
    QString freshName();

    void send(ChangeSetId set);
    void send(const QList<ChangeId> &ids);
    void pause(ChangeSetId set);
    void resume(ChangeSetId set);
    void discard(const QList<ChangeId> &ids);
    void ask(ChangeId id, const ChangeSubject &subject);
    void decide(const Step &step);
    void undo(ChangeSetId set);
    void operate(const Step &step);
    void import(const Step &step);
    void restore(const Step &step);
    void hold(Ask &ask, bool isGone);
    std::optional<ChangeSetId> set(int choice) const;
    std::optional<Change> row(
        int choice, const QList<ChangeStatus> &statuses, bool withActions = false) const;

    Program &m_program;
    Ledger &m_ledger;
    VirtualTime &m_time;
    std::optional<Backup> m_backup;
    int m_names = 0;
    bool m_isInsisting = false;
};

} // namespace lockdesk
