#pragma once

#include "byname.h"
#include "fakeaccessmanager.h"
#include "faketokenstore.h"
#include "mainwindow.h"
#include "manualclock.h"
#include "scenarioworld.h"
#include "signinflow.h"
#include "simulatoraccessmanager.h"

#include <QBuffer>
#include <QMenuBar>
#include <QTemporaryDir>

namespace lockdesk {

/// The real window and sign-in, composed as the program composes them, over a simulated service on a clock
/// that stands still. Every request that leaves is listed.
class Scenario
{
public:
    explicit Scenario(const SimulatedWorld &world = scenario::world())
        : nuki(world, clock, random)
    {
        m_broken.setHandler(
            [this](const SentRequest &request) { return fault ? *fault : elsewhere(request.url); });
    }

    /// Shows the window and begins to sign in.
    void start(const std::optional<QUrl> &onlyApi = {})
    {
        using namespace Qt::StringLiterals;
        const Environment environment{
            settings, tokens, clock, random, [this] { return makeManager(); }, dataFolder, updates};
        const Profile profile =
            settings.profile(u"default"_s)
                .value_or(Profile{u"default"_s, {}, onlyApi.value_or(defaultApi()), false, {}});
        window = std::make_unique<MainWindow>(environment);
        flow = std::make_unique<SignInFlow>(
            environment, profile, window.get(),
            [this](std::unique_ptr<Session> session) { window->setSession(std::move(session)); }, onlyApi);
        QObject::connect(window.get(), &MainWindow::signInAsked, flow.get(), &SignInFlow::ask);
        QObject::connect(window.get(), &MainWindow::signOutAsked, flow.get(), &SignInFlow::signOut);
        QObject::connect(flow.get(), &SignInFlow::signedOut, window.get(), &MainWindow::clearSession);
        window->show();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("the window does not become active");
        flow->start();
        pass(std::chrono::seconds(2));
    }

    /// The same with a token in the keychain: afterwards the window shows its data, and `sent` is empty.
    void startSignedIn(const QByteArray &token = "secret")
    {
        using namespace Qt::StringLiterals;
        settings.setProfile({u"default"_s, u"Office"_s, QUrl(u"https://api.nuki.io"_s), true, {}});
        tokens.held = {{u"default"_s, token}, {u"default/address"_s, "https://api.nuki.io"}};
        start();
        sent.clear();
    }

    /// Lets time pass and everything come that it brings.
    void pass(std::chrono::milliseconds time)
    {
        // Hours in less small steps, but in less than the half minute that a request has.
        const std::chrono::milliseconds step(time < std::chrono::hours(1) ? 250 : 10'000);
        for (; time.count() > 0; time -= step) {
            clock.advance(std::min(time, step));
            settle();
            if (!window || !window->session())
                continue;
            window->session()->keeper.waitForDisk(); // of whose time the clock knows nothing
            settle();
        }
    }

    static void settle()
    {
        for (int i = 0; i < 3; ++i)
            QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents(); // a look at the system's queue is slow on some: once is enough
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    /// Opens a section as an assistive tool does: it moves the selection.
    void section(const QString &name) const
    {
        using namespace Qt::StringLiterals;
        const auto *list = named<QListWidget>(window.get(), u"Sections"_s);
        const QList<QListWidgetItem *> items = list->findItems(name, Qt::MatchExactly);
        if (items.size() != 1 || items.first()->isHidden())
            qFatal("there is no section “%s”", qUtf8Printable(name));
        list->selectionModel()->select(
            list->indexFromItem(items.first()), QItemSelectionModel::ClearAndSelect);
    }

    /// The sections that are offered, in their order.
    QStringList sections() const
    {
        QStringList names;
        const auto *list = named<QListWidget>(window.get(), QStringLiteral("Sections"));
        for (int i = 0; i < list->count(); ++i) {
            if (!list->item(i)->isHidden())
                names += list->item(i)->text();
        }
        return names;
    }

    /// Chooses a command of the menu bar that must be there and enabled.
    void command(const QString &text) const
    {
        const QList<QAction *> menus = window->menuBar()->actions();
        for (const QAction *menu : menus) {
            const QList<QAction *> actions = menu->menu()->actions();
            const auto found = std::ranges::find_if(actions,
                [&](const QAction *action) { return action->text() == text && action->isEnabled(); });
            if (found != actions.end())
                return (*found)->trigger();
        }
        qFatal("no command “%s”", qUtf8Printable(text));
    }

    QTableView *table(const QString &name) const { return named<QTableView>(window.get(), name); }
    QString label(const QString &start) const { return labelStarting(window.get(), start); }

    /// The requests of these methods, "POST /smartlock/1/action {"action":1}", oldest first.
    QStringList sentBy(const QByteArrayList &methods) const
    {
        QStringList lines;
        for (const SentRequest &request : sent) {
            if (methods.contains(request.method))
                lines +=
                    QString::fromUtf8(request.method + ' ' + request.url.path().toUtf8() + ' ' + request.body)
                        .trimmed();
        }
        return lines;
    }
    QStringList writes() const { return sentBy({"POST", "PUT", "DELETE"}); }

    /// What the newest write of this method carried.
    QJsonObject lastBody(const QByteArray &method) const
    {
        const auto last = std::find_if(
            sent.rbegin(), sent.rend(), [&](const SentRequest &request) { return request.method == method; });
        return last == sent.rend() ? QJsonObject() : QJsonDocument::fromJson(last->body).object();
    }

    /// The record as the service holds it.
    QJsonObject record(const char *id) const { return nuki.authorization(QString::fromLatin1(id)); }
    int stateOf(qint64 device) const
    {
        return nuki.smartlock(device)
            .value(QLatin1String("state"))
            .toObject()
            .value(QLatin1String("state"))
            .toInt();
    }

    ManualClock clock;
    QRandomGenerator random{7};
    SimulatedNuki nuki;
    FakeTokenStore tokens;
    QString dataFolder; ///< for journals and histories; empty where nothing is to be kept
    UpdateSource updates; ///< nobody is asked unless a test says whom
    std::optional<FakeAnswer> fault; ///< what the network does instead of reaching the service
    std::function<FakeAnswer(const QUrl &)> elsewhere; ///< what other servers answer; empty without any
    QList<SentRequest> sent;

private:
    class Manager : public SimulatorAccessManager
    {
    public:
        explicit Manager(Scenario &scenario)
            : SimulatorAccessManager(scenario.nuki, scenario.clock)
            , m_scenario(scenario)
            , m_broken(scenario.m_broken.managers()())
        {
        }

    protected:
        QNetworkReply *createRequest(
            Operation operation, const QNetworkRequest &request, QIODevice *body) override
        {
            static const QHash<Operation, QByteArray> verbs{{GetOperation, "GET"}, {PutOperation, "PUT"},
                {PostOperation, "POST"}, {DeleteOperation, "DELETE"}, {HeadOperation, "HEAD"}};
            const QByteArray custom = request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
            SentRequest leaving{
                verbs.value(operation, custom), request.url(), {}, body ? body->readAll() : QByteArray()};
            for (const QByteArray &name : request.rawHeaderList())
                leaving.headers.append({name, request.rawHeader(name)});
            m_scenario.sent.append(leaving);
            const bool isElsewhere =
                m_scenario.elsewhere && request.url().host() != QLatin1String("api.nuki.io");
            if (m_scenario.fault || isElsewhere)
                return m_broken->sendCustomRequest(request, leaving.method, leaving.body);
            auto *copy = body ? new QBuffer(this) : nullptr; // what was read here cannot be read again
            if (copy) {
                copy->setData(leaving.body);
                copy->open(QIODevice::ReadOnly);
            }
            QNetworkReply *reply = SimulatorAccessManager::createRequest(operation, request, copy);
            if (copy)
                copy->setParent(reply);
            return reply;
        }

    private:
        Scenario &m_scenario;
        std::unique_ptr<QNetworkAccessManager> m_broken;
    };

    std::unique_ptr<QNetworkAccessManager> makeManager() { return std::make_unique<Manager>(*this); }

    QTemporaryDir m_folder;
    FakeNetwork m_broken;

public:
    Settings settings{m_folder.filePath(QStringLiteral("settings.ini"))};
    std::unique_ptr<MainWindow> window;
    std::unique_ptr<SignInFlow> flow;
};

} // namespace lockdesk
