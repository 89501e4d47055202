#pragma once

#include "secret.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QUrl;

namespace lockdesk {

/// Asks for an API token and says where one is made. It stays open until whoever opened it is content:
/// submitted() asks for a try, showProblem() says what went wrong.
class SignInDialog : public QDialog
{
    Q_OBJECT

public:
    /// `accountName`: what stands in the field to begin with. `api` is where the token will go, and is shown
    /// when it is not the usual address of Nuki's own service.
    SignInDialog(const QString &accountName, const QUrl &api, QWidget *parent);

    /// The token as typed, without surrounding space; taken out of the field's reach as soon as the caller
    /// drops it.
    Secret token() const;
    QString accountName() const;
    bool isRemembering() const;

    /// Whether the keychain may be offered; `reason` says why not.
    void setRememberOffered(bool isOffered, const QString &reason = {});
    /// Unticks "Remember", so that the next try is for this session only.
    void forgetRemembering();

    /// A try is under way: the fields rest.
    void setBusy(bool isBusy);
    /// What went wrong and what to do. Empty takes it away.
    void showProblem(const QString &text);
    /// Offers a second look at the keychain beside the problem.
    void offerKeychainRetry(bool isOffered);
    /// Offers to send the keychain's own token.
    void offerStoredToken(bool isOffered);

Q_SIGNALS:
    /// A try is asked for. There is a token.
    void submitted();
    void keychainRetryAsked();
    void storedTokenChosen();

private:
    static QString whereItGoes(const QUrl &api);
    void submit();
    /// Grows until every word is to be read: wrapped labels ask for their height only once they have a width.
    void makeRoom();

    QLineEdit *m_token;
    QLineEdit *m_name;
    QCheckBox *m_remember;
    QLabel *m_rememberNote;
    QLabel *m_problem;
    QPushButton *m_signIn;
    QPushButton *m_retry;
    QPushButton *m_useStored;
};

} // namespace lockdesk
