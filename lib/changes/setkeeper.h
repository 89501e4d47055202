#pragma once

#include "alarm.h"
#include "changestore.h"
#include "history.h"
#include "journal.h"
#include "notebeforesending.h"

#include <QHash>
#include <QPointer>
#include <QTimer>
#include <memory>
#include <set>

namespace lockdesk {

/// Keeps every set of changes on the disk: in the journal until it is finished, so that nothing is sent twice
/// and nothing is lost when the program ends in between, and then in the history, which has no codes. Actions
/// on doors and synchronisations are never taken up again, so they are in the history alone. Of a large set
/// it writes some at a time, from the event loop; what is about to be sent is written before.
class SetKeeper : public QObject
{
    Q_OBJECT

public:
    /// `who` stands in the history: the account's name. Store and clock must outlive the keeper. Nothing is
    /// kept before open().
    SetKeeper(ChangeStore &changes, const QString &who, Clock &clock, QObject *parent = nullptr);
    ~SetKeeper() override;

    /// From now on: what an earlier session left unfinished comes into the store, paused, and what is in the
    /// store goes into the journal. Either may be one that keeps nothing.
    void open(std::unique_ptr<Journal> journal, std::unique_ptr<History> history);

    /// The keychain has been asked for the journal's key: until open(), nothing that is to be noted leaves.
    /// For ten seconds at most: after that what is sent is not kept, until open() all the same.
    void expectOpening();

    /// NoteBeforeSending, of a set whose rows the journal has all; it is told what it lacks before.
    void noteBeforeSending(
        const QList<Departure> &rows, QObject *context, std::function<void(const QString &error)> done);

    /// Whether sets can be taken up again after the program was stopped.
    bool isKept() const;
    /// Why not, or what became of what was kept, in words; empty when all is well or nothing is open yet.
    QString problem() const;
    const History *history() const { return m_history.get(); }

    /// What is not finished, as a later session of this program run takes it over.
    QList<JournaledSet> unfinished() const;
    /// Takes over what unfinished() gave in an earlier session that kept nothing.
    void takeOver(const QList<JournaledSet> &sets);

Q_SIGNALS:
    /// Sets were taken up that an earlier session had not finished.
    void takenUp(int count);
    /// isKept() or problem() is another than before, or the history was opened or has got more lines.
    void changed();

private:
    struct Waiting
    {
        QList<Departure> rows;
        QPointer<QObject> context;
        std::function<void(const QString &)> done;
    };

    void work();
    void goOn();
    QString noteNow(const QList<Departure> &rows);
    void completeJournal(const QList<Departure> &rows);
    void flush(size_t atMost);
    void drop(const QList<ChangeId> &ids);
    void keep(const ChangeSet &set, const QList<ChangeId> &moved);
    void write(ChangeSetId set, const QList<ChangeId> &moved);
    void begin(const ChangeSet &set, const QList<ChangeId> &first);
    void begin(const ChangeSet &set);
    void finish(ChangeSetId set);
    [[nodiscard]] bool tellEnded(size_t atMost);
    std::optional<size_t> tell(const ChangeSet &set, size_t atMost);
    [[nodiscard]] bool end(ChangeSetId set);
    bool note(const Writing &done);
    bool isUnfinished(ChangeSetId set) const;

    ChangeStore &m_changes;
    QString m_who;
    Clock &m_clock;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<History> m_history;
    Alarm m_patience; // set while the keychain may still give the key
    QList<Waiting> m_waiting; // to be noted, once it has
    QHash<ChangeId, ChangeSetId> m_rows; // what is in the journal
    QHash<ChangeId, QDateTime> m_told; // the status of which moment is in the history
    QSet<ChangeSetId> m_begun; // sets that are in the journal
    std::set<ChangeId> m_pending; // added, moved or taken out, and not written yet
    std::set<ChangeSetId> m_ended; // to be told of in the history, and then taken out of the journal
    QTimer m_timer; // for the rest of both
    QString m_problem;
};

} // namespace lockdesk
