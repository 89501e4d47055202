#include "scenario.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;

namespace {

const QString title = u"Sign in"_s;
const QByteArray allScopes = "account smartlock smartlock.action smartlock.auth smartlock.log";

// What the dialog says; empty without one.
QString dialogWords()
{
    const QDialog *dialog = dialogNamed(title);
    return dialog ? wordsOn(dialog) : QString();
}

void submit(Scenario &s, const QString &token)
{
    QDialog *dialog = dialogNamed(title);
    type(dialog, u"API token"_s, token);
    type(dialog, u"Account name"_s, u"Office"_s);
    press(dialog, u"Sign in"_s);
    s.pass(30s); // a read is tried again a few times
}

} // namespace

Q_DECLARE_METATYPE(std::optional<FakeAnswer>)

class SignInFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreTheContracts();
    void goodTokenIsStoredAndShown();
    void storedTokenSignsInWithoutAWord();
    void emptyTokenIsSaid();
    void problemsAreSaidAndTheDialogStays_data();
    void problemsAreSaidAndTheDialogStays();
    void fewScopesAreSaid_data();
    void fewScopesAreSaid();
    void keychainThatShowsNothingIsNotOverwritten_data();
    void keychainThatShowsNothingIsNotOverwritten(); // KEY-3
    void unlockedKeychainIsReadAgain();
    void keychainThatDoesNotStoreIsSaid(); // KEY-4
    void cancelEndsTheTry();
    void cancelEndsTheWriting();
    void signingOutForgetsTheToken(); // KEY-9
    void signingOutOfALockedKeychainIsSaid(); // KEY-9
};

void SignInFlowTest::namesAreTheContracts()
{
    Scenario s;
    s.start();
    const QDialog *dialog = dialogNamed(title);
    QVERIFY(dialog);
    QCOMPARE(named<QLineEdit>(dialog, u"API token"_s)->echoMode(), QLineEdit::Password);
    QVERIFY(named<QLineEdit>(dialog, u"Account name"_s)->text().isEmpty());
    QVERIFY(named<QCheckBox>(dialog, u"Remember in the keychain"_s)->isChecked());
    QVERIFY(named<QPushButton>(dialog, u"Sign in"_s)->isEnabled());
    QVERIFY(named<QPushButton>(dialog, u"Cancel"_s)->isEnabled());
    QCOMPARE(s.window->windowTitle(), u"Lockdesk"_s);
    QVERIFY(s.sent.isEmpty());
}

void SignInFlowTest::goodTokenIsStoredAndShown()
{
    Scenario s;
    s.start();
    submit(s, u" secret\n"_s); // as copied
    QVERIFY(!dialogNamed(title));
    QCOMPARE(s.window->windowTitle(), u"Lockdesk – Office"_s);
    QCOMPARE(s.table(u"Devices"_s)->model()->rowCount(), 6);
    QCOMPARE(s.tokens.held[u"default"_s], "secret"_ba);
    QVERIFY(s.settings.profile(u"default"_s)->isTokenStored);
    QVERIFY(s.writes().isEmpty());
    for (const SentRequest &request : std::as_const(s.sent))
        QCOMPARE(request.header("Authorization"), "Bearer secret"_ba);
}

void SignInFlowTest::storedTokenSignsInWithoutAWord()
{
    Scenario s;
    s.startSignedIn();
    QCOMPARE(openDialogCount(), 0);
    QCOMPARE(s.tokens.asked, QStringList{u"read default"_s});
    QCOMPARE(s.window->windowTitle(), u"Lockdesk – Office"_s);
}

void SignInFlowTest::emptyTokenIsSaid()
{
    Scenario s;
    s.start();
    for (const QString &token : {u""_s, u"   "_s}) {
        type(dialogNamed(title), u"API token"_s, token);
        press(dialogNamed(title), u"Sign in"_s);
        s.pass(1s);
        QVERIFY2(dialogWords().contains(u"Enter the API token"), qUtf8Printable(dialogWords()));
    }
    QVERIFY(s.sent.isEmpty());
    submit(s, u"secret"_s);
    QVERIFY(!dialogNamed(title));
}

void SignInFlowTest::problemsAreSaidAndTheDialogStays_data()
{
    QTest::addColumn<std::optional<FakeAnswer>>("fault");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *name, const std::optional<FakeAnswer> &fault, const QStringList &words) {
        QTest::newRow(name) << fault << words;
    };
    FakeAnswer portal = FakeAnswer::of(200, "<html>Log in to the <b>hotel</b></html>");
    portal.contentType = "text/html";
    row("wrong token", std::nullopt, {u"refuses this token"_s, u"Copy it again"_s});
    row("no network", FakeAnswer::failure(QNetworkReply::HostNotFoundError),
        {u"could not be reached"_s, u"Check the network connection"_s});
    row("certificate", FakeAnswer::failure(QNetworkReply::SslHandshakeFailedError),
        {u"not secure"_s, u"Your token was not sent"_s});
    row("captive portal", portal, {u"could not be read"_s, u"login page"_s});
    row("login elsewhere", FakeAnswer::of(302).withHeader("Location", "https://portal.example/"),
        {u"portal.example"_s, u"login page"_s});
    row("its own trouble", FakeAnswer::of(500), {u"problem of its own"_s});
}

void SignInFlowTest::problemsAreSaidAndTheDialogStays()
{
    QFETCH(std::optional<FakeAnswer>, fault);
    QFETCH(QStringList, words);
    Scenario s;
    s.nuki.setTokens({{"secret", allScopes}});
    s.start();
    s.fault = fault;
    submit(s, u"mistyped"_s);
    for (const QString &each : words)
        QVERIFY2(dialogWords().contains(each), qUtf8Printable(dialogWords()));
    QVERIFY(!s.window->session());
    QCOMPARE(s.tokens.asked, QStringList{u"read default"_s});
    QVERIFY(s.settings.profiles().isEmpty());

    s.fault.reset();
    submit(s, u"secret"_s);
    QVERIFY(!dialogNamed(title));
    QCOMPARE(s.tokens.held[u"default"_s], "secret"_ba);
}

void SignInFlowTest::fewScopesAreSaid_data()
{
    QTest::addColumn<QByteArray>("scopes");
    QTest::addColumn<QStringList>("sections");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("devices alone") << "smartlock.readOnly"_ba << QStringList{u"Devices"_s, u"Changes"_s}
                                   << u"Devices"_s << QStringList{u"Access"_s, u"People"_s, u"Activity"_s};
    QTest::newRow("access alone") << "smartlock.auth"_ba << QStringList{u"Access"_s, u"Changes"_s}
                                  << u"Access"_s << QStringList{u"Devices"_s, u"People"_s, u"Activity"_s};
    QTest::newRow("all") << allScopes << QStringList{u"Devices"_s, u"Access"_s, u"Changes"_s} << u"Devices"_s
                         << QStringList{};
}

// A token with too few scopes signs in; what it leaves out is said and not offered.
void SignInFlowTest::fewScopesAreSaid()
{
    QFETCH(QByteArray, scopes);
    QFETCH(QStringList, sections);
    QFETCH(QString, shown);
    QFETCH(QStringList, words);
    Scenario s;
    s.nuki.setTokens({{"few", scopes}});
    s.start();
    submit(s, u"few"_s);
    QVERIFY(!dialogNamed(title));
    const QString label = s.label(u"This token leaves out: "_s);
    QCOMPARE(label.isEmpty(), words.isEmpty());
    for (const QString &each : words)
        QVERIFY2(label.contains(each), qUtf8Printable(label));
    QCOMPARE(s.sections(), sections);
    QVERIFY(s.table(shown)->model()->rowCount() > 0);
    QVERIFY(s.label(u"Updated"_s).contains(u"second"));
    QCOMPARE(s.label(u"Connection:"_s), u"Connection: online"_s);
}

void SignInFlowTest::keychainThatShowsNothingIsNotOverwritten_data()
{
    QTest::addColumn<KeychainState>("state");
    QTest::addColumn<QString>("words");
    QTest::newRow("locked") << KeychainState::Locked << u"probably locked"_s;
    QTest::newRow("unreachable") << KeychainState::Unreachable << u"cannot be reached"_s;
    QTest::newRow("denied") << KeychainState::Denied << u"did not allow it"_s;
    QTest::newRow("broken") << KeychainState::Broken << u"Do not count on it"_s;
}

void SignInFlowTest::keychainThatShowsNothingIsNotOverwritten()
{
    QFETCH(KeychainState, state);
    QFETCH(QString, words);
    Scenario s;
    s.tokens.state = state;
    s.startSignedIn("stored");
    QVERIFY2(dialogWords().contains(words), qUtf8Printable(dialogWords()));
    QVERIFY(dialogWords().contains(u"for this session only"));
    const auto *remember = named<QCheckBox>(dialogNamed(title), u"Remember in the keychain"_s);
    QVERIFY(!remember->isEnabled() && !remember->isChecked());

    submit(s, u"typed"_s);
    QVERIFY(s.window->session());
    QCOMPARE(s.sent.last().header("Authorization"), "Bearer typed"_ba);
    QCOMPARE(s.tokens.asked, QStringList{u"read default"_s});
    QCOMPARE(s.tokens.held[u"default"_s], "stored"_ba);
    QVERIFY(s.settings.profile(u"default"_s)->isTokenStored); // it still is
}

void SignInFlowTest::unlockedKeychainIsReadAgain()
{
    Scenario s;
    s.tokens.state = KeychainState::Locked;
    s.startSignedIn("stored");
    press(dialogNamed(title), u"Try the keychain again"_s);
    s.pass(1s);
    QVERIFY(dialogWords().contains(u"probably locked"));
    s.tokens.state = KeychainState::Ready;
    press(dialogNamed(title), u"Try the keychain again"_s);
    s.pass(2s);
    QVERIFY(!dialogNamed(title));
    QCOMPARE(s.sent.last().header("Authorization"), "Bearer stored"_ba);
    QCOMPARE(s.table(u"Devices"_s)->model()->rowCount(), 6);
}

void SignInFlowTest::keychainThatDoesNotStoreIsSaid()
{
    Scenario s;
    s.tokens.writing = KeychainState::Denied;
    s.start();
    submit(s, u"secret"_s);
    QVERIFY2(dialogWords().contains(u"did not allow it"), qUtf8Printable(dialogWords()));
    QVERIFY(dialogWords().contains(u"for this session only"));
    QVERIFY(!s.window->session());

    press(dialogNamed(title), u"Sign in"_s);
    s.pass(3s);
    QVERIFY(s.window->session());
    QVERIFY(!s.settings.profile(u"default"_s)->isTokenStored);
    QVERIFY(s.tokens.held.empty());
}

// Whenever it comes: nothing is stored and nobody is signed in afterwards.
void SignInFlowTest::cancelEndsTheTry()
{
    for (int moment = 0; moment < 20; ++moment) {
        Scenario s;
        s.start();
        QDialog *dialog = dialogNamed(title);
        type(dialog, u"API token"_s, u"secret"_s);
        press(dialog, u"Sign in"_s);
        for (int i = 0; i < moment && s.tokens.asked.size() == 1; ++i)
            s.clock.advance(10ms); // without the event loop: what is ready waits
        const bool isDone = s.tokens.asked.size() > 1;
        dialog->reject();
        s.pass(10s);
        QVERIFY(!dialogNamed(title));
        QVERIFY2(isDone || !s.window->session(), qPrintable(QString::number(moment)));
        QVERIFY(isDone || s.tokens.held.empty());
    }
}

void SignInFlowTest::cancelEndsTheWriting()
{
    Scenario s;
    s.start();
    s.tokens.isSilent = true;
    submit(s, u"secret"_s);
    QCOMPARE(s.tokens.asked.size(), 2);
    press(dialogNamed(title), u"Cancel"_s);
    s.pass(10s);
    QVERIFY(!dialogNamed(title) && !s.window->session());
    s.command(u"Sign in…"_s); // and another time it works
    s.tokens.isSilent = false;
    submit(s, u"secret"_s);
    QVERIFY(s.window->session());
}

void SignInFlowTest::signingOutForgetsTheToken()
{
    Scenario s;
    s.startSignedIn();
    s.fault = FakeAnswer(); // also without a network
    s.command(u"Sign out…"_s);
    s.pass(1s);
    QVERIFY(s.tokens.held.empty());
    QVERIFY(!s.settings.profile(u"default"_s)->isTokenStored);
    QVERIFY(dialogNamed(title));
    QCOMPARE(s.window->windowTitle(), u"Lockdesk"_s);
    QVERIFY(allNamed<QTableView>(s.window.get(), u"Devices"_s).isEmpty());
    s.sent.clear();
    s.pass(10min);
    QVERIFY(s.sent.isEmpty());
}

void SignInFlowTest::signingOutOfALockedKeychainIsSaid()
{
    Scenario s;
    s.startSignedIn();
    s.tokens.state = KeychainState::Locked;
    s.command(u"Sign out…"_s);
    s.pass(1s);
    QVERIFY(!s.window->session());
    QVERIFY2(dialogWords().contains(u"the token is still there"), qUtf8Printable(dialogWords()));
    QVERIFY(s.settings.profile(u"default"_s)->isTokenStored);
    QCOMPARE(s.tokens.held[u"default"_s], "secret"_ba);
}

QTEST_MAIN(SignInFlowTest)
#include "signinflowtest.moc"
