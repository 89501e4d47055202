#include "leavequestion.h"

#include "confirmdialog.h"
#include "session.h"

namespace lockdesk {

using namespace Qt::StringLiterals;

LeaveQuestion::LeaveQuestion(Clock &clock, QWidget *window)
    : QObject(window)
    , m_clock(clock)
    , m_window(window)
{
}

int LeaveQuestion::unprovenCount() const
{
    return m_session ? m_session->runner.activeCount() : 0;
}

void LeaveQuestion::ask(const QString &what, bool forgetsSets, const std::function<void()> &go)
{
    const int unproven = unprovenCount();
    const int left = forgetsSets && m_session ? int(m_session->keeper.unfinished().size()) : 0;
    if (unproven == 0 && left == 0) {
        go();
        return;
    }
    if (m_question) {
        m_question->raise();
        return;
    }
    const QString question = unproven > 0
        ? tr("%n change(s) are not proven yet. %1 all the same?", nullptr, unproven).arg(what)
        : tr("%n set(s) of changes are not finished. %1 all the same?", nullptr, left).arg(what);
    m_question =
        new ConfirmDialog(m_clock, {what, question, detail(forgetsSets), what, "warning"_L1}, m_window);
    connect(m_question, &QDialog::accepted, this, go);
    m_question->open();
}

QString LeaveQuestion::detail(bool forgetsSets) const
{
    if (forgetsSets)
        return tr("What has been sent may still happen; Lockdesk forgets it, and drafts, too.");
    if (m_session->keeper.isKept())
        return tr("At the next start they are listed, paused. “Resume” looks what has happened and goes on "
                  "with the "
                  "rest.");
    return tr("What has been sent may still happen; Lockdesk no longer follows it.");
}

} // namespace lockdesk
