#pragma once

#include "environment.h"
#include "settings.h"
#include "storedtoken.h"

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
    /// dialog. `done` gets every session made. `onlyApi`: the one address that the command line asks for; a
    /// stored token that belongs to another is left alone.
    SignInFlow(const Environment &environment, const Profile &profile, QWidget *window, Done done,
        const std::optional<QUrl> &onlyApi = {});
    ~SignInFlow() override;

    /// Signs in with the token of the keychain, without a word if it is there and the address that it belongs
    /// to is known; else asks.
    void start();
    /// Opens the dialog.
    void ask();
    /// Takes the profile's own entries out of the keychain, and forgets its marker. signedOut() follows, or a
    /// message that the keychain did not let go of it.
    void signOut();

Q_SIGNALS:
    void signedOut();

private:
    void take(StoredToken stored);
    void tellWhyNotSent(TokenUse use, const QUrl &belongsTo);
    std::optional<QUrl> boundApi() const;
    void probe();
    void store(Secret token);
    void forgetJournal();
    void offerRemembering(bool isReachable);
    void finish(Secret token, bool isStored);
    QString problemText(const ApiError &error) const;

    Environment m_environment;
    Profile m_profile;
    std::optional<QUrl> m_only; // of the command line or the administrator
    QWidget *m_window;
    Done m_done;
    QPointer<SignInDialog> m_dialog;
    std::unique_ptr<QObject> m_try; // the context of what is under way: Cancel ends it
    bool m_mayOverwrite = true; // false while the keychain may hold a token that it did not show
    bool m_isElsewhere = false; // the keychain's token belongs to another address, and is not this session's
    bool m_isAnotherThere = false; // it holds one of which nobody knows where it belongs
    bool m_isAddressConfirmed = false; // by the person, for that one
};

} // namespace lockdesk
