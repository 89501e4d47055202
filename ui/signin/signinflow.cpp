#include "signinflow.h"

#include "journalkey.h"
#include "keeping.h"
#include "privatefile.h"
#include "profileid.h"
#include "redact.h"
#include "session.h"
#include "setcounter.h"
#include "signin.h"
#include "signindialog.h"
#include "webaddress.h"

namespace lockdesk {

using namespace Qt::StringLiterals;

SignInFlow::SignInFlow(const Environment &environment, const Profile &profile, QWidget *window, Done done,
    const std::optional<QUrl> &onlyApi)
    : m_environment(environment)
    , m_profile(profile)
    , m_only(onlyApi ? onlyApi : environment.settings.managed().apiUrl)
    , m_window(window)
    , m_done(std::move(done))
{
}

SignInFlow::~SignInFlow() = default;

void SignInFlow::start()
{
    m_try = std::make_unique<QObject>();
    fetchStoredToken(m_environment.tokens, m_profile.id, m_profile.isTokenStored, m_try.get(),
        [this](StoredToken stored) { take(std::move(stored)); });
}

// The address that the settings bind the profile's token to, where its entry in the keychain says nothing.
std::optional<QUrl> SignInFlow::boundApi() const
{
    const std::optional<Profile> known = m_environment.settings.profile(m_profile.id);
    const bool isBound = known && known->isTokenStored && Transport::isAcceptable(known->api);
    return isBound ? std::optional(known->api) : std::nullopt;
}

void SignInFlow::take(StoredToken stored)
{
    // A keychain that did not show what it holds is not written to: that could lose the stored token.
    m_mayOverwrite = stored.state == KeychainState::Missing || stored.state == KeychainState::Ready;
    m_isElsewhere = false;
    m_isAnotherThere = false;
    if (stored.state == KeychainState::Ready) {
        QUrl there = m_profile.api;
        TokenUse use = useOf(stored, boundApi(), m_only, &there);
        if (use == TokenUse::Ask && m_isAddressConfirmed)
            use = TokenUse::SendThere;
        if (use != TokenUse::SendThere) {
            tellWhyNotSent(use, there);
            return;
        }
        m_profile.api = there;
        if (stored.address != StoredToken::Address::Named)
            storeAddress(m_environment.tokens, m_profile.id, there, this);
        if (m_dialog)
            m_dialog->accept();
        finish(std::move(stored.token), true);
        return;
    }
    ask();
    if (stored.state == KeychainState::Missing)
        return;
    m_dialog->showProblem(explain(stored.state, stored.detail));
    m_dialog->offerKeychainRetry(true);
    offerRemembering(false);
}

void SignInFlow::tellWhyNotSent(TokenUse use, const QUrl &belongsTo)
{
    m_isElsewhere = use == TokenUse::Elsewhere;
    m_isAnotherThere = !m_isElsewhere;
    m_mayOverwrite = !m_isElsewhere;
    ask();
    if (m_isElsewhere) {
        m_dialog->showProblem(
            tr("The token that is stored for this profile belongs to %1 and was not sent. Enter one for %2, "
               "or start Lockdesk with another --profile to have both remembered.")
                .arg(addressText(belongsTo), addressText(m_profile.api)));
        offerRemembering(true);
        return;
    }
    m_dialog->showProblem(
        tr("A token is stored for this profile, but nothing says which address it belongs to, so it was not "
           "sent. If it belongs to %1, use it; else enter another one.")
            .arg(addressText(m_profile.api)));
    m_dialog->offerStoredToken(true);
}

void SignInFlow::offerRemembering(bool isReachable)
{
    const bool isForgetful =
        isPortableId(m_profile.id) && !m_environment.settings.isWritable(); // it has another id each time
    if (!m_environment.settings.mayRememberToken())
        m_dialog->setRememberOffered(
            false, tr("Set by your administrator: the token is kept for this session only, in memory."));
    else if (m_isElsewhere)
        m_dialog->setRememberOffered(
            false, tr("The keychain keeps the other address's token: this one is for this session only."));
    else if (isForgetful)
        m_dialog->setRememberOffered(false,
            tr("The folder of this portable copy is write-protected or full: the token is kept for this "
               "session only, in memory."));
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
    m_dialog = new SignInDialog(m_profile.name, m_profile.api, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &SignInDialog::submitted, this, &SignInFlow::probe);
    // At once: what has been answered but not been heard yet is dropped, too.
    connect(m_dialog, &QDialog::rejected, this, [this] { m_try.reset(); });
    connect(m_dialog, &QDialog::finished, this, [this] { m_dialog.clear(); });
    connect(m_dialog, &SignInDialog::storedTokenChosen, this, [this] {
        m_isAddressConfirmed = true;
        start();
    });
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
    const auto told = [this, kept](const TokenAnswer &answer) {
        m_dialog->setBusy(false);
        if (answer.state == KeychainState::Ready) {
            m_dialog->accept();
            finish(std::move(*kept), true);
            return;
        }
        m_dialog->forgetRemembering();
        m_dialog->showProblem(explain(answer.state, answer.detail) + u' '
            + tr("The token itself works: press “Sign in” again to use it for this session only."));
    };
    storeToken(m_environment.tokens, m_profile.id, *kept, m_profile.api, m_isAnotherThere, m_try.get(), told);
}

void SignInFlow::finish(Secret token, bool isStored)
{
    Profile profile = m_profile;
    // What is kept for this session only leaves no trace, but for the marker of a token that is still in a
    // keychain nobody could read.
    const std::optional<QUrl> bound = boundApi();
    const bool isStillThere = m_profile.isTokenStored && !m_mayOverwrite && !m_isElsewhere;
    profile.isTokenStored = isStored || isStillThere;
    m_isAnotherThere = m_isAnotherThere && !isStored;
    if (profile.name.isEmpty())
        profile.name = profile.id;
    m_profile = profile;
    // A marker must not bind the keychain's token to an address that a session without it went to.
    const bool wouldBind = !isStored && isStillThere && !(bound && isSameAddress(*bound, profile.api));
    if (!m_isElsewhere && !wouldBind)
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
    if (m_isElsewhere) { // nothing in the keychain is this session's
        Q_EMIT signedOut();
        ask();
        return;
    }
    removeStoredToken(m_environment.tokens, m_profile.id, this, [this](const TokenAnswer &answer) {
        const bool isGone = answer.state == KeychainState::Ready || answer.state == KeychainState::Missing;
        if (isGone) {
            m_profile.isTokenStored = false;
            m_environment.settings.setProfile(m_profile);
        }
        Q_EMIT signedOut();
        if (isGone)
            forgetJournal();
        if (!isGone) {
            StoredToken stored;
            stored.state = answer.state;
            stored.detail = answer.detail;
            take(std::move(stored));
            return;
        }
        ask();
    });
}

} // namespace lockdesk
