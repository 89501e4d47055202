#pragma once

#include "faultydisk.h"
#include "ledger.h"
#include "line.h"
#include "session.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <functional>
#include <memory>

namespace lockdesk {

/// The program below its windows, on a virtual time and a disk of its own: started, quit, killed, signed out.
class Program
{
public:
    Program(quint64 seed, const Knobs &knobs, VirtualTime &time, Line &line);
    ~Program();

    /// Signs in; the keychain answers later.
    void start();
    void quit();
    /// Nothing more is written, and what has not left does not leave.
    void kill();
    /// With all that was kept.
    void signOut();

    /// Null while it does not run.
    Session *session() { return m_session.get(); }
    FaultyDisk &disk() { return *m_disk; }
    /// Whether sets are kept, as the program has said.
    bool isKeeping() const { return m_isKeeping; }
    /// The keychain has answered.
    bool isOpen() const { return m_isOpen; }
    /// What a program that was started now would find, by the file alone; nothing when there is none to read.
    QList<Change> journalled() const;
    /// What the history tells: the title and the device of each change.
    QMultiHash<QString, QString> told() const;
    QString folder() const { return m_folder.path(); }

    /// All that has to be done is done, without time passing.
    void settle();
    /// The longest wait for another thread, in milliseconds of real time.
    qint64 longestWait() const { return m_longestWait; }

    /// After each change of a change, with its session's id.
    std::function<void(ChangeId)> onChanged;
    /// The journal has been opened: what an earlier session left is there.
    std::function<void()> onOpened;

private:
    void open();
    void end();
    QString journalPath() const { return m_folder.path() + QStringLiteral("/kept/journal"); }
    QString historyPath() const { return m_folder.path() + QStringLiteral("/kept/history.jsonl"); }

    Knobs m_knobs;
    VirtualTime &m_time;
    Line &m_line;
    QRandomGenerator m_random;
    QTemporaryDir m_folder;
    std::unique_ptr<FaultyDisk> m_disk;
    SecretKey m_key;
    std::unique_ptr<QObject> m_keychain; // the context of its answer
    std::unique_ptr<Session> m_session;
    bool m_isOpen = false;
    bool m_isKeeping = false;
    qint64 m_longestWait = 0;
};

} // namespace lockdesk
