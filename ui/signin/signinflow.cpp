#include "signinflow.h"

#include "journalkey.h"
#include "keeping.h"
#include "privatefile.h"
#include "redact.h"
#include "session.h"
#include "setcounter.h"
#include "signin.h"
#include "signindialog.h"

namespace lockdesk {

using namespace Qt::StringLiterals;

SignInFlow::SignInFlow(const Environment &environment, const Profile &profile, QWidget *window, Done done)
    : m_environment(environment)
    , m_profile(profile)
    , m_window(window)
    , m_done(std::move(done))
{
}

SignInFlow::~SignInFlow() = default;

void SignInFlow::start()
{
    m_try = std::make_unique<QObject>();
    m_environment.tokens.read(m_profile.id, m_profile.isTokenStored, m_try.get(),
        [this](TokenAnswer answer) { take(std::move(answer)); });
}

void SignInFlow::take(TokenAnswer answer)
{
    // A keychain that did not show what it holds is not written to: that could lose the stored token.
    m_mayOverwrite = answer.state == KeychainState::Missing || answer.state == KeychainState::Ready;
    if (answer.state == KeychainState::Ready) {
        if (m_dialog)
            m_dialog->accept();
        finish(std::move(answer.token), true);
        return;
    }
    ask();
    if (answer.state == KeychainState::Missing)
        return;
    m_dialog->showProblem(explain(answer.state, answer.detail));
    m_dialog->offerKeychainRetry(true);
    offerRemembering(false);
}

void SignInFlow::offerRemembering(bool isReachable)
{
    if (!m_environment.settings.mayRememberToken())
        m_dialog->setRememberOffered(
            false, tr("Set by your administrator: the token is kept for this session only, in memory."));
    else if (!isReachable)
        m_dialog->setRememberOffered(
            false, tr("Without the keychain the token is kept for this session only, in memory."));
    else
        m_dialog->setRememberOffered(true);
}

void SignInFlow::ask()
{
    if (m_dialog) {
        m_dialog->raise();
        return;
    }
    const bool isElsewhere = m_profile.api != defaultApi();
    m_dialog = new SignInDialog(m_profile.name, isElsewhere ? m_profile.api.host() : QString(), m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &SignInDialog::submitted, this, &SignInFlow::probe);
    // At once: what has been answered but not been heard yet is dropped, too.
    connect(m_dialog, &QDialog::rejected, this, [this] { m_try.reset(); });
    connect(m_dialog, &QDialog::finished, this, [this] { m_dialog.clear(); });
    connect(m_dialog, &SignInDialog::keychainRetryAsked, this, [this] {
        m_dialog->showProblem({});
        m_dialog->offerKeychainRetry(false);
        offerRemembering(true);
        start();
    });
    offerRemembering(true);
    m_dialog->open();
}

void SignInFlow::probe()
{
    m_dialog->setBusy(true);
    m_dialog->showProblem({});
    m_try = std::make_unique<QObject>();
    auto *signIn = new SignIn(m_profile.api, m_dialog->token(), m_environment.makeManager,
        m_environment.clock, m_environment.random, m_try.get());
    connect(signIn, &SignIn::finished, this, [this, signIn] {
        m_dialog->setBusy(false);
        const SignIn::Outcome &outcome = signIn->outcome();
        if (!outcome) {
            m_dialog->showProblem(problemText(outcome.error()));
            return;
        }
        m_profile.name = m_dialog->accountName();
        if (m_profile.name.isEmpty())
            m_profile.name = outcome->info.name.isEmpty() ? outcome->info.email : outcome->info.name;
        if (m_profile.name.isEmpty())
            m_profile.name = m_profile.id;
        if (m_dialog->isRemembering() && m_mayOverwrite) {
            store(m_dialog->token());
        } else {
            Secret token = m_dialog->token();
            m_dialog->accept();
            finish(std::move(token), false);
        }
    });
}

QString SignInFlow::problemText(const ApiError &error) const
{
    if (error.kind != ApiError::Kind::Unauthorized)
        return explain(error);
    return tr("The service refuses this token: it is mistyped, was revoked, or has none of the scopes that "
              "Lockdesk "
              "uses. Nothing was stored. Copy it again, or make a new one in Nuki Web.");
}

void SignInFlow::store(Secret token)
{
    m_dialog->setBusy(true);
    // Shared, since a callback must be copyable; it lives until the keychain has answered.
    const auto kept = std::make_shared<Secret>(std::move(token));
    m_environment.tokens.write(m_profile.id, *kept, m_try.get(), [this, kept](const TokenAnswer &answer) {
        m_dialog->setBusy(false);
        if (answer.state == KeychainState::Ready) {
            m_dialog->accept();
            finish(std::move(*kept), true);
            return;
        }
        m_dialog->forgetRemembering();
        m_dialog->showProblem(explain(answer.state, answer.detail) + u' '
            + tr("The token itself works: press “Sign in” again to use it for this session only."));
    });
}

void SignInFlow::finish(Secret token, bool isStored)
{
    Profile profile = m_profile;
    // What is kept for this session only leaves no trace, but for the marker of a token that is still in a
    // keychain nobody could read.
    profile.isTokenStored = isStored || (m_profile.isTokenStored && !m_mayOverwrite);
    if (profile.name.isEmpty())
        profile.name = profile.id;
    m_profile = profile;
    m_environment.settings.setProfile(profile);
    m_done(std::make_unique<Session>(
        profile, std::move(token), m_environment.makeManager, m_environment.clock, m_environment.random));
}

// Once the session that had it open is gone. A key that stayed would open nothing.
void SignInFlow::forgetJournal()
{
    if (m_environment.dataFolder.isEmpty())
        return;
    (void)removePrivately(journalPath(m_environment.dataFolder, m_profile.id));
    m_environment.tokens.remove(journalKeyId(m_profile.id), this, [](const TokenAnswer &) {});
    m_environment.tokens.remove(setCountId(m_profile.id), this, [](const TokenAnswer &) {});
}

void SignInFlow::signOut()
{
    m_environment.tokens.remove(m_profile.id, this, [this](const TokenAnswer &answer) {
        const bool isGone = answer.state == KeychainState::Ready || answer.state == KeychainState::Missing;
        if (isGone) {
            m_profile.isTokenStored = false;
            m_environment.settings.setProfile(m_profile);
        }
        Q_EMIT signedOut();
        if (isGone)
            forgetJournal();
        if (!isGone) {
            take(TokenAnswer{answer.state, {}, answer.detail});
            return;
        }
        ask();
    });
}

} // namespace lockdesk
