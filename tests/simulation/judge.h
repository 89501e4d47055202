#pragma once

#include "cloud.h"
#include "ledger.h"
#include "line.h"
#include "program.h"

#include <QStringList>

namespace lockdesk {

/// Whether the program keeps its promises. Knows what the service and the locks hold, what was handed to the
/// network, what the person did and what the person was shown; nothing of how the program works.
class Judge
{
public:
    Judge(Cloud &cloud, Line &line, Ledger &ledger, VirtualTime &time, Program &program)
        : m_cloud(cloud)
        , m_line(line)
        , m_ledger(ledger)
        , m_time(time)
        , m_program(program)
    {
    }

    struct Breach
    {
        int promise = 0;
        QString words;
    };
    const QList<Breach> &breaches() const { return m_breaches; }
    /// Promises that are not judged.
    void overlook(const QList<int> &promises) { m_overlooked = promises; }
    void note(int promise, const QString &words);

    // Called as it happens.
    void onHanded(const Exchange &exchange);
    void onLeft(const Exchange &exchange);
    void onServed(const Exchange &exchange);
    void onStatus(Ask &ask);
    void onSettled();
    void onKilled();
    void onOpened();
    /// Once all is calm and has had its time.
    void atEnd();
    /// Whether nothing is left to come to an end.
    bool isAllEnded() const;

private:
    // The promises, in the order of their numbers.
    void mayLeave(const Exchange &exchange, const Exchange::Effect &element, const QList<Ask *> &asks);
    void isNoted(const Exchange &exchange, const QList<Ask *> &asks);
    void happensOnce(const Exchange &exchange, const Exchange::Effect &effect);
    void isConfirmedRightly(const Ask &ask);
    void isFailedRightly(const Ask &ask);
    void changesOnlyWhatWasAsked(const Exchange &exchange, const Exchange::Effect &effect);
    void isConflictSomebodys(const Ask &ask);
    void overwritesNobodyInSilence(const Exchange &exchange, const Exchange::Effect &effect);
    void comesToAnEnd();
    void isAccountedFor();
    void actsInTime(const Exchange &exchange);
    void asksSeldom();
    void fewAtOnce(const Exchange &exchange);
    void oneWriteADevice(const Exchange &exchange);

    bool isUnproven(const Ask &ask) const;
    bool heldLately(const Ask &ask) const;
    bool actedLately(const Ask &ask) const;
    std::optional<Fields> newestRead(
        const QByteArray &record, qint64 device, const Exchange &before, qint64 *shownOf) const;
    bool isPaused(const Ask &ask, qint64 handedMoment, qint64 handed) const;
    static QString nameOf(const Ask &ask);
    static QString nameOf(const Exchange &exchange);

    Cloud &m_cloud;
    Line &m_line;
    Ledger &m_ledger;
    VirtualTime &m_time;
    Program &m_program;
    QList<Breach> m_breaches;
    QList<int> m_overlooked;
    struct Pause
    {
        qint64 moment = 0;
        qint64 at = 0;
    };
    QHash<ChangeSetId, Pause> m_paused; // since when, of sets that are shown as paused
    struct Left
    {
        QList<int> asks;
        int failures = 0;
        bool wasKept = false;
    };
    std::optional<Left> m_left; // what the program of before had to keep
    qint64 m_ownsFrom = 0;
};

} // namespace lockdesk
