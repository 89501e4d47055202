#pragma once

#include "environment.h"
#include "settings.h"
#include "tokenstore.h"

#include <QObject>
#include <QPointer>
#include <functional>
#include <memory>

class QWidget;

namespace lockdesk {

class SignInDialog;
struct ApiError;
struct Session;

/// From a profile to a signed-in session: looks into the keychain, and asks the person where that does not
/// help.
class SignInFlow : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(std::unique_ptr<Session>)>;

    /// `profile`: whom to sign in; where it is not known yet it is added on success. `window` carries the
    /// dialog. `done` gets every session made.
    SignInFlow(const Environment &environment, const Profile &profile, QWidget *window, Done done);
    ~SignInFlow() override;

    /// Signs in with the token of the keychain, without a word if it is there; else asks.
    void start();
    /// Opens the dialog.
    void ask();
    /// Takes the token out of the keychain and forgets the profile's marker. signedOut() follows, or a
    /// message that the keychain did not let go of it.
    void signOut();

Q_SIGNALS:
    void signedOut();

private:
    void take(TokenAnswer answer);
    void probe();
    void store(Secret token);
    void forgetJournal();
    void offerRemembering(bool isReachable);
    void finish(Secret token, bool isStored);
    QString problemText(const ApiError &error) const;

    Environment m_environment;
    Profile m_profile;
    QWidget *m_window;
    Done m_done;
    QPointer<SignInDialog> m_dialog;
    std::unique_ptr<QObject> m_try; // the context of what is under way: Cancel ends it
    bool m_mayOverwrite = true; // false while the keychain may hold a token that it did not show
};

} // namespace lockdesk
