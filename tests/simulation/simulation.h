#pragma once

#include "judge.h"
#include "others.h"
#include "person.h"
#include "scenario.h"

namespace lockdesk {

/// What became of one scenario.
struct Outcome
{
    QList<Judge::Breach> breaches; ///< those of the first moment at which one was broken
    QByteArray trace; ///< all that happened, one a line; empty unless it was asked for
    int requests = 0;
    int changes = 0;

    bool isGood() const { return breaches.isEmpty(); }
};

/// A world, a program in it, and a judge: lives through a scenario from its beginning to its end.
class Simulation
{
public:
    Simulation(const Scenario &scenario, const QList<int> &overlooked, bool tracing);

    Outcome run();

private:
    void watch();
    void act(const Step &step);
    void pass(qint64 milliseconds);
    void comeToRest();
    void trace(const QString &words);

    Scenario m_scenario;
    VirtualTime m_time;
    Cloud m_cloud;
    Service m_service;
    Line m_line;
    Ledger m_ledger;
    Program m_program;
    Judge m_judge;
    Person m_person;
    Others m_others;
    bool m_isTracing;
    QByteArray m_trace;
};

/// Runs it. `overlooked`: promises that are not judged.
Outcome lived(const Scenario &scenario, const QList<int> &overlooked = {}, bool tracing = false);

} // namespace lockdesk
