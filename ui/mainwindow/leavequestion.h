#pragma once

#include <QObject>
#include <QPointer>
#include <functional>

class QWidget;

namespace lockdesk {

class Clock;
class ConfirmDialog;
struct Session;

/// The question over a window before something that ends the session: with it ends the following of what has
/// been sent. One at a time, and none where nothing is at stake.
class LeaveQuestion : public QObject
{
    Q_OBJECT

public:
    /// Belongs to `window`, as the question does; the clock must outlive it.
    LeaveQuestion(Clock &clock, QWidget *window);

    /// Whose changes it is about; null without a session. It must outlive what is said here.
    void setSession(Session *session) { m_session = session; }

    /// How many changes have been sent and are not proven yet.
    int unprovenCount() const;

    /// Calls `go` once the person confirms to do `what` ("Quit"), or at once when there is nothing to ask.
    /// `forgetsSets` says that it also gives up what is drafted or unfinished, and so asks for that, too.
    /// While a question is open it only comes to the front.
    void ask(const QString &what, bool forgetsSets, const std::function<void()> &go);

private:
    QString detail(bool forgetsSets) const;

    Clock &m_clock;
    QWidget *m_window;
    Session *m_session = nullptr;
    QPointer<ConfirmDialog> m_question;
};

} // namespace lockdesk
