#pragma once

#include "messagebar.h"

#include <memory>

class QMenu;

namespace lockdesk {

class Settings;
class UpdateCheck;
struct Environment;

/// The line that says that there is a newer version, with a button that opens its page in the browser, and
/// the commands that ask for it. Nothing is shown, offered or asked in a build that was given nobody to ask.
/// What the daily check finds is shown once; a version that the person has dismissed, not again, unless they
/// ask.
class UpdateNotice : public MessageBar
{
    Q_OBJECT

public:
    /// Begins to check. All of `environment` must outlive it.
    explicit UpdateNotice(const Environment &environment, QWidget *parent = nullptr);
    ~UpdateNotice() override;

    /// Adds the commands to the menu, if there is anybody to ask.
    void addTo(QMenu *menu);

private:
    void checkNow();
    void tell();
    void offer();
    void say(Kind kind, const QString &text);
    void openPage();
    void noteDismissed();

    Settings &m_settings;
    std::unique_ptr<UpdateCheck> m_check; // null with nobody to ask
    QString m_offered; // the version on show; empty when there is none or the bar says something else
    bool m_isAsked = false; // by the person, who waits for an answer
};

} // namespace lockdesk
