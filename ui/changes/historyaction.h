#pragma once

#include <QAction>
#include <QPointer>

namespace lockdesk {

class Clock;
class HistoryDialog;
class SetKeeper;
class Settings;

/// The command "History…": opens the window of the history that a keeper has, at most one, and has it follow
/// what comes into it. Disabled while there is no history.
class HistoryAction : public QAction
{
    Q_OBJECT

public:
    /// `window` owns the action and what it opens; clock and settings must outlive it.
    HistoryAction(Clock &clock, Settings &settings, QWidget *window);

    /// From now on it is about this keeper's history; closes the window of another. Null for none, which is
    /// to be said before the keeper goes.
    void follow(SetKeeper *keeper);

private:
    void followHistory();
    void open();

    Clock &m_clock;
    Settings &m_settings;
    QWidget *m_window;
    QPointer<SetKeeper> m_keeper;
    QPointer<HistoryDialog> m_dialog;
};

} // namespace lockdesk
