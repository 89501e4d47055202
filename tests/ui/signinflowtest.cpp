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
Q_DECLARE_METATYPE(std::optional<lockdesk::Profile>)

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
    void tokenGoesWhereItsEntrySays_data();
    void tokenGoesWhereItsEntrySays(); // KEY-11
    void tokenOfAnotherAddressStaysThere(); // KEY-11
    void tokenOfNoKnownAddressIsAskedFor_data();
    void tokenOfNoKnownAddressIsAskedFor(); // KEY-11
    void olderTokenIsBoundByTheSettings(); // KEY-11
    void anotherTokenTakesThePlaceOfAnUnknownOne();
    void portableCopyThatForgetsItsIdRemembersNothing(); // KEY-12
    void addressIsSaid_data();
    void addressIsSaid();
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
    QCOMPARE(s.tokens.held[u"default/address"_s], "https://api.nuki.io"_ba);
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
    QCOMPARE(s.tokens.asked, (QStringList{u"read default"_s, u"read default/address"_s}));
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

void SignInFlowTest::tokenGoesWhereItsEntrySays_data()
{
    QTest::addColumn<std::optional<Profile>>("settings");
    const auto of = [](const QString &api, bool isStored) {
        return std::optional(Profile{u"default"_s, u"Office"_s, QUrl(api), isStored, {}});
    };
    QTest::newRow("gone") << std::optional<Profile>();
    QTest::newRow("broken") << of(u"%%%"_s, true);
    QTest::newRow("without address") << of({}, true);
    QTest::newRow("of another") << of(u"https://other.example"_s, true);
    QTest::newRow("of another, no marker") << of(u"https://other.example"_s, false);
    QTest::newRow("another port") << of(u"https://nuki.example:8443"_s, true);
    QTest::newRow("another scheme") << of(u"http://127.0.0.1"_s, true);
}

// Whatever became of the settings.
void SignInFlowTest::tokenGoesWhereItsEntrySays()
{
    QFETCH(std::optional<Profile>, settings);
    Scenario s;
    s.elsewhere = [](const QUrl &) { return FakeAnswer::of(200, "[]"); };
    if (settings)
        s.settings.setProfile(*settings);
    s.tokens.held = {{u"default"_s, "secret"}, {u"default/address"_s, "https://nuki.example"}};
    s.start();
    QCOMPARE(openDialogCount(), 0);
    QVERIFY(!s.sent.isEmpty());
    for (const SentRequest &request : std::as_const(s.sent))
        QCOMPARE(request.url.host(), u"nuki.example"_s);
    QCOMPARE(s.settings.profile(u"default"_s)->api, QUrl(u"https://nuki.example"_s));
    QVERIFY(s.settings.profile(u"default"_s)->isTokenStored);
}

void SignInFlowTest::tokenOfAnotherAddressStaysThere()
{
    Scenario s;
    s.elsewhere = [](const QUrl &) { return FakeAnswer::of(200, "[]"); };
    s.tokens.held = {{u"default"_s, "stored"}, {u"default/address"_s, "https://api.nuki.io"}};
    const auto before = s.tokens.held;
    s.start(QUrl(u"https://other.example"_s));
    QVERIFY(s.sent.isEmpty());
    QVERIFY2(dialogWords().contains(u"belongs to api.nuki.io:443 and was not sent"),
        qUtf8Printable(dialogWords()));
    QVERIFY(!named<QCheckBox>(dialogNamed(title), u"Remember in the keychain"_s)->isEnabled());
    submit(s, u"typed"_s);
    QVERIFY(s.window->session());
    for (const SentRequest &request : std::as_const(s.sent)) {
        QCOMPARE(request.url.host(), u"other.example"_s);
        QCOMPARE(request.header("Authorization"), "Bearer typed"_ba);
    }
    QCOMPARE(s.tokens.held, before);
    QVERIFY(s.settings.profiles().isEmpty());
    s.command(u"Sign out…"_s); // of what is not the stored token's session
    s.pass(1s);
    QVERIFY(!s.window->session());
    QCOMPARE(s.tokens.held, before);
}

void SignInFlowTest::tokenOfNoKnownAddressIsAskedFor_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<bool>("isMarked");
    QTest::newRow("no entry, no settings") << QByteArray() << false;
    QTest::newRow("garbage") << "\xff\xfe"_ba << true;
    QTest::newRow("http") << "http://api.nuki.io"_ba << true;
    QTest::newRow("empty") << " "_ba << true;
}

void SignInFlowTest::tokenOfNoKnownAddressIsAskedFor()
{
    QFETCH(QByteArray, entry);
    QFETCH(bool, isMarked);
    for (const bool isOther : {false, true}) {
        Scenario s;
        s.elsewhere = [](const QUrl &) { return FakeAnswer::of(200, "[]"); };
        const QUrl api(isOther ? u"https://other.example:8443"_s : u"https://api.nuki.io"_s);
        if (isMarked)
            s.settings.setProfile({u"default"_s, u"Office"_s, api, true, {}});
        s.tokens.held = {{u"default"_s, "stored"}};
        if (!entry.isEmpty())
            s.tokens.held[u"default/address"_s] = entry;
        const auto before = s.tokens.held;
        s.start(isOther ? std::optional(api) : std::nullopt);
        QVERIFY(s.sent.isEmpty());
        QCOMPARE(s.tokens.held, before);
        const QString where = isOther ? u"other.example:8443"_s : u"api.nuki.io:443"_s;
        QVERIFY2(dialogWords().contains(u"belongs to "_s + where), qUtf8Printable(dialogWords()));
        press(dialogNamed(title), u"Use the stored token"_s);
        s.pass(2s);
        QVERIFY(!dialogNamed(title));
        QVERIFY(!s.sent.isEmpty());
        QCOMPARE(s.sent.first().url.host(), api.host());
        QCOMPARE(s.sent.first().header("Authorization"), "Bearer stored"_ba);
        QCOMPARE(QUrl(QString::fromUtf8(s.tokens.held[u"default/address"_s])), api); // asked once
    }
}

void SignInFlowTest::olderTokenIsBoundByTheSettings()
{
    Scenario s;
    s.settings.setProfile({u"default"_s, u"Office"_s, QUrl(u"https://api.nuki.io"_s), true, {}});
    s.tokens.held = {{u"default"_s, "secret"}};
    s.start();
    QCOMPARE(openDialogCount(), 0);
    QCOMPARE(s.sent.first().url.host(), u"api.nuki.io"_s);
    QCOMPARE(s.tokens.held[u"default/address"_s], "https://api.nuki.io"_ba); // from now on by its entry
}

// In an order in which no token is ever beside another one's address.
void SignInFlowTest::anotherTokenTakesThePlaceOfAnUnknownOne()
{
    Scenario s;
    s.tokens.held = {{u"default"_s, "stored"}};
    s.start();
    s.tokens.asked.clear();
    submit(s, u"typed"_s);
    QVERIFY(s.window->session());
    QCOMPARE(s.tokens.asked.first(3),
        (QStringList{u"remove default"_s, u"write default/address"_s, u"write default"_s}));
    QCOMPARE(s.tokens.held[u"default"_s], "typed"_ba);
}

void SignInFlowTest::portableCopyThatForgetsItsIdRemembersNothing()
{
#ifdef Q_OS_LINUX
    Scenario s;
    s.settings = Settings(u"/proc/lockdesk/lockdesk.ini"_s);
    s.settings.setLanguage(u"de"_s);
    s.start();
    SignInFlow portable({s.settings, s.tokens, s.clock, s.random, {}},
        {u"portable-0123abcd"_s, {}, defaultApi(), false, {}}, s.window.get(), {});
    QVERIFY(named<QCheckBox>(dialogNamed(title), u"Remember in the keychain"_s)->isEnabled());
    dialogNamed(title)->reject();
    s.settle();
    portable.ask();
    QVERIFY(!named<QCheckBox>(dialogNamed(title), u"Remember in the keychain"_s)->isEnabled());
    QVERIFY2(dialogWords().contains(u"write-protected"), qUtf8Printable(dialogWords()));
#else
    QSKIP("A folder of Linux");
#endif
}

void SignInFlowTest::addressIsSaid_data()
{
    QTest::addColumn<QString>("api");
    QTest::addColumn<QString>("words");
    QTest::newRow("the usual one") << u"https://api.nuki.io"_s << QString();
    QTest::newRow("another port") << u"https://api.nuki.io:8443"_s << u"sent to api.nuki.io:8443."_s;
    QTest::newRow("a Cyrillic letter")
        << u"https://\u0430pi.nuki.io"_s << u"sent to xn--pi-6kc.nuki.io:443. That is another server"_s;
    QTest::newRow("another host") << u"https://nuki.example"_s
                                  << u"sent to nuki.example:443. That is another server"_s;
}

void SignInFlowTest::addressIsSaid()
{
    QFETCH(QString, api);
    QFETCH(QString, words);
    Scenario s;
    s.start(QUrl(api));
    QVERIFY(dialogWords().contains(words));
    QCOMPARE(dialogWords().contains(u"will be sent to"), !words.isEmpty());
    QVERIFY(!dialogWords().contains(u'\u0430'));
}

QTEST_MAIN(SignInFlowTest)
#include "signinflowtest.moc"
