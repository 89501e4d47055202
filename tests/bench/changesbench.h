#pragma once

#include "faketokenstore.h"
#include "fastclock.h"
#include "heartbeat.h"
#include "mainwindow.h"
#include "simulatednuki.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

class QTableView;

namespace lockdesk {

/// The window with the section Changes on show, over a simulated service in this very process that has as
/// many authorizations as changes are made. A journal and a history are kept.
class ChangesBench
{
public:
    /// What a person does, and how promptly the event loop turns from then on until it is all on show.
    struct Step
    {
        QString name;
        Heartbeat::Delays delays;
    };

    /// `rows`: of the set; 50 or more.
    explicit ChangesBench(int rows);
    ~ChangesBench();

    /// Does everything once. Ends the program when something does not come about.
    QList<Step> run();
    /// How many of the changes that run() has sent are proven; a machine that is busy proves some too late.
    int confirmedCount() const;

private:
    void measure(const QString &name, const std::function<void()> &act, const std::function<bool()> &isDone);
    ChangeSetId addSet();
    QList<ChangeId> everySecond() const;
    void typeFilter();
    void scroll();
    bool isPlanned(ChangeSetId set) const;
    bool isShowing(int rows) const;
    bool isEnded() const;

    const int m_rows;
    FastClock m_clock;
    QRandomGenerator m_random{7};
    SimulatedNuki m_nuki;
    QTemporaryDir m_folder;
    Settings m_settings;
    FakeTokenStore m_tokens;
    std::unique_ptr<MainWindow> m_window;
    QTableView *m_table = nullptr;
    QList<Step> m_steps;
};

} // namespace lockdesk
