#pragma once

#include "alarm.h"
#include "archive.h"
#include "changestore.h"
#include "endedsets.h"
#include "notebeforesending.h"
#include "workqueue.h"

#include <QHash>
#include <QPointer>
#include <QTimer>
#include <memory>
#include <set>

namespace lockdesk {

/// Keeps every set of changes on the disk: in the journal until it is finished, so that nothing is sent twice
/// and nothing is lost when the program ends in between, and then in the history, which has no codes. Actions
/// on doors and synchronisations are never taken up again, so they are in the history alone. What is about to
/// be sent is written before. The disk is waited for on a thread of its own; of a large set some is handed
/// over at a time, from the event loop.
class SetKeeper : public QObject
{
    Q_OBJECT

public:
    using MakeJournal = std::function<std::unique_ptr<Journal>()>;

    /// `who` stands in the history: the account's name. Store and clock must outlive the keeper. Nothing is
    /// kept before open().
    SetKeeper(ChangeStore &changes, const QString &who, Clock &clock, QObject *parent = nullptr);
    /// Returns once all is written.
    ~SetKeeper() override;

    /// The keychain has been asked for the journal's key: until the journal is open, nothing that is to be
    /// noted leaves. For ten seconds at most: after that what is sent is not kept, until the journal is open
    /// all the same.
    void expectOpening();

    /// From now on: what an earlier session left unfinished comes into the store, paused, and what is in the
    /// store goes into the journal. `make` is called on the keeper's thread. The journal may be one that
    /// keeps nothing; without a history there is none.
    void open(const MakeJournal &make, std::optional<History> history);
    void open(std::unique_ptr<Journal> journal, std::optional<History> history);

    /// What the keychain holds beside the journal's key. Where the files are older than that, it is said
    /// once. What was taken up is paused in any case. From now on counted() tells what to hold there.
    void compareWith(const SetCount &kept);

    /// NoteBeforeSending, of sets whose rows the journal has all; it is told what it lacks before.
    void noteBeforeSending(
        const QList<Departure> &rows, QObject *context, std::function<void(const QString &error)> done);

    /// Whether sets can be taken up again after the program was stopped.
    bool isKept() const;
    /// Why not, or what became of what was kept, in words; empty when all is well or nothing is open yet.
    QString problem() const;
    /// Null before open(), or when there is none.
    const History *history() const { return m_history ? &*m_history : nullptr; }

    /// What is not finished, as a later session of this program run takes it over.
    QList<JournaledSet> unfinished() const;
    /// Takes over what unfinished() gave in an earlier session that kept nothing.
    void takeOver(const QList<JournaledSet> &sets);

    /// For tests on a clock that stands still: returns once all that was handed over is on the disk.
    void waitForDisk() { m_queue.waitForWork(); }

Q_SIGNALS:
    /// Sets were taken up that an earlier session had not finished.
    void takenUp(int count);
    /// This is to be kept beside the journal's key.
    void counted(const lockdesk::SetCount &count);
    /// isKept() or problem() is another than before, or the history was opened or has got more lines.
    void changed();

private:
    struct Waiting
    {
        QList<Departure> rows;
        QPointer<QObject> context;
        std::function<void(const QString &)> done;
    };

    void compare();
    void onOpened(std::shared_ptr<Archive> archive);
    void goOn();
    void note(const Waiting &asked, bool isFirst);
    void tellAnew(const Archive::Noted &noted);
    QString whyNotNoted() const;
    void work();
    void flush(size_t atMost);
    void drop(ChangeSetId set, const QList<ChangeId> &ids);
    void keep(const ChangeSet &set, const QList<ChangeId> &moved);
    void goOnWith(ChangeSetId set, const QList<ChangeId> &rows);
    void begin(const ChangeSet &set, const QList<ChangeId> &first);
    void finish(ChangeSetId set);
    void tellEnded(size_t atMost);
    void forget(ChangeSetId set);
    void write(const std::function<Archive::State(Archive &)> &step);
    void take(const Archive::State &state);

    ChangeStore &m_changes;
    Clock &m_clock;
    std::shared_ptr<Archive> m_archive; // of the queue's thread; null before the journal is open
    std::optional<History> m_history; // to be read
    bool m_isAwaited = false; // the journal, by what is to be noted
    bool m_isJournalKept = false;
    bool m_isBehind = false; // the disk has refused something
    QString m_journalProblem;
    std::optional<SetCount> m_toCompare; // once the journal is open
    std::optional<SetCount> m_count; // as it is in the keychain, or on its way there
    QString m_problem;
    Alarm m_patience;
    QList<Waiting> m_waiting;
    QHash<ChangeId, ChangeSetId> m_rows; // what has been handed to the journal
    QSet<ChangeSetId> m_begun; // sets of which something has been
    QHash<ChangeId, Change> m_noted; // as the journal has it that may leave, and has not yet
    std::set<ChangeId> m_pending; // added, moved or taken out, and not handed over yet
    EndedSets m_ended; // to be told of in the history
    QTimer m_timer; // for the rest of both
    WorkQueue m_queue; // last, so that what it waits for is there
};

} // namespace lockdesk
