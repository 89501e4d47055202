#include "program.h"

#include "accessmanager.h"
#include "demodata.h"
#include "keychaintokenstore.h"
#include "mainwindow.h"
#include "memorytokenstore.h"
#include "profileid.h"
#include "session.h"
#include "signinflow.h"
#include "simulatoraccessmanager.h"
#include "versiontext.h"
#include "webaddress.h"

#include <QApplication>
#include <QMessageBox>
#include <QTimer>
#include <cstdio>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr quint32 demoSeed = 20260302;
constexpr std::chrono::seconds pictureDeadline{30};

} // namespace

Program::Program(const CommandLine &line, const Places &places, const ManagedSettings &managed)
    : m_line(line)
    , m_places(places)
    , m_demoRandom(demoSeed)
{
    if (line.isDemo) {
        m_service =
            std::make_unique<SimulatedNuki>(demoWorld({}, demoSeed, m_clock.now()), m_clock, m_demoRandom);
        m_settings = std::make_unique<Settings>(m_demoFolder.filePath(u"demo.ini"_s));
        m_tokens = std::make_unique<MemoryTokenStore>();
    } else {
        m_settings = std::make_unique<Settings>(places.settingsFile, managed);
        m_tokens = std::make_unique<KeychainTokenStore>(m_clock);
        m_profileId = profileIdFor(line.profile, !places.portableFolder.isEmpty(), m_settings->profiles(),
            *QRandomGenerator::system());
    }
}

Program::~Program()
{
    m_flow.reset();
    m_window.reset();
}

QString Program::problem() const
{
    if (m_line.isDemo)
        return {};
    if (m_places.portableFolder.isEmpty() && isPortableId(m_profileId))
        return tr("lockdesk: “%1” is a profile of a portable copy. Choose another --profile.")
            .arg(m_profileId);
    const std::optional<Profile> known = m_settings->profile(m_profileId);
    const bool isBound = known && Transport::isAcceptable(known->api);
    const std::optional<QUrl> managed = m_settings->managed().apiUrl;
    if (managed && m_line.api && !isSameAddress(*m_line.api, *managed))
        return tr("lockdesk: your administrator has set the address %1. Leave --api-url out.")
            .arg(addressText(*managed));
    if (managed && isBound && !isSameAddress(known->api, *managed))
        return tr("lockdesk: the profile “%1” belongs to %2, but your administrator has set %3. Choose "
                  "another --profile.")
            .arg(known->id, addressText(known->api), addressText(*managed));
    // A stored token goes to its own profile's address only; what the keychain says of it is asked later.
    if (isBound && m_line.api && !isSameAddress(known->api, *m_line.api))
        return tr("lockdesk: the profile “%1” belongs to %2. Choose another --profile for another address.")
            .arg(known->id, addressText(known->api));
    return {};
}

Environment Program::environment()
{
    Transport::ManagerFactory makeManager = AccessManager::make;
    if (m_service)
        makeManager = [this] { return std::make_unique<SimulatorAccessManager>(*m_service, m_clock); };
    return {*m_settings, *m_tokens, m_clock, *QRandomGenerator::system(), makeManager, dataFolder(),
        m_line.isDemo ? UpdateSource() : builtInUpdateSource(),
        [this] { return versionText(versionFacts(m_places.portableFolder)); }};
}

QString Program::dataFolder() const
{
    return m_line.isDemo ? m_demoFolder.path() : m_places.dataFolder;
}

Profile Program::profile() const
{
    if (m_line.isDemo)
        return {u"demo"_s, tr("Demo"), defaultApi(), true, {}};
    const QUrl preset = m_line.api.value_or(m_settings->managed().apiUrl.value_or(defaultApi()));
    Profile profile = m_settings->profile(m_profileId).value_or(Profile{m_profileId, {}, preset, false, {}});
    if (!Transport::isAcceptable(profile.api))
        profile.api = preset;
    return profile;
}

std::unique_ptr<Session> Program::demoSession()
{
    const Environment parts = environment();
    return std::make_unique<Session>(profile(), Secret("demo"), parts.makeManager, parts.clock, parts.random);
}

void Program::start()
{
    m_window = std::make_unique<MainWindow>(environment());
    m_flow = std::make_unique<SignInFlow>(
        environment(), profile(), m_window.get(),
        [this](std::unique_ptr<Session> session) { m_window->setSession(std::move(session)); }, m_line.api);
    connect(m_window.get(), &MainWindow::signInAsked, m_flow.get(), &SignInFlow::ask);
    connect(m_window.get(), &MainWindow::signOutAsked, m_flow.get(), &SignInFlow::signOut);
    connect(m_flow.get(), &SignInFlow::signedOut, m_window.get(), &MainWindow::clearSession);
    if (!m_line.file.isEmpty())
        m_window->restoreFrom(m_line.file);
    m_window->show();
    tellNote();
    // Network, TLS and keychain start after the first paint.
    QTimer::singleShot(0, this, [this] {
        if (m_line.isDemo)
            m_window->setSession(demoSession());
        else
            m_flow->start();
        if (!m_line.screenshot.isEmpty())
            takePicture();
    });
}

void Program::tellNote()
{
    if (m_note.isEmpty())
        return;
    auto *box =
        new QMessageBox(QMessageBox::Information, u"Lockdesk"_s, m_note, QMessageBox::Ok, m_window.get());
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void Program::raise()
{
    if (!m_window)
        return;
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
    QApplication::alert(m_window.get());
}

void Program::takePicture()
{
    QTimer::singleShot(pictureDeadline, this, [] {
        std::fprintf(stderr, "lockdesk: no picture: the data did not arrive in time\n");
        QCoreApplication::exit(1);
    });
    if (Session *session = m_window->session()) {
        for (TruthStore *store : std::initializer_list<TruthStore *>{&session->account.smartlocks(),
                 &session->account.authorizations(), &session->account.users()})
            connect(store, &TruthStore::changed, this, &Program::saveWhenLoaded);
        return;
    }
    // Not signed in: the window with the sign-in dialog is what there is to see.
    QTimer::singleShot(1s, this, &Program::savePicture);
}

void Program::saveWhenLoaded()
{
    Account &account = m_window->session()->account;
    if (!account.smartlocks().isLoaded() || !account.authorizations().isLoaded()
        || !account.users().isLoaded())
        return;
    if (!m_line.page.isEmpty())
        m_window->showSection(m_line.page);
    QTimer::singleShot(0, this, &Program::savePicture);
}

void Program::savePicture()
{
    const bool isSaved = m_window->grab().save(m_line.screenshot, "PNG");
    if (!isSaved)
        std::fprintf(stderr, "lockdesk: could not write %s\n", qUtf8Printable(m_line.screenshot));
    QCoreApplication::exit(isSaved ? 0 : 1);
}

} // namespace lockdesk
