#include "historyaction.h"

#include "historydialog.h"
#include "setkeeper.h"
#include "theme.h"

namespace lockdesk {

using namespace Qt::StringLiterals;

HistoryAction::HistoryAction(Clock &clock, Settings &settings, QWidget *window)
    : QAction(theme::icon("clock"_L1), tr("History…"), window)
    , m_clock(clock)
    , m_settings(settings)
    , m_window(window)
{
    setToolTip(tr("Every change that was ever sent, and what became of it."));
    setEnabled(false);
    connect(this, &QAction::triggered, this, &HistoryAction::open);
}

void HistoryAction::follow(SetKeeper *keeper)
{
    if (m_keeper)
        m_keeper->disconnect(this);
    delete m_dialog;
    m_keeper = keeper;
    if (keeper)
        connect(keeper, &SetKeeper::changed, this, &HistoryAction::followHistory);
    followHistory();
}

void HistoryAction::followHistory()
{
    setEnabled(m_keeper && m_keeper->history());
    if (m_dialog)
        m_dialog->refresh();
}

void HistoryAction::open()
{
    if (!m_dialog)
        m_dialog = new HistoryDialog(*m_keeper->history(), m_clock, m_settings, m_window);
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

} // namespace lockdesk
