#pragma once

#include "authorizationjson.h"
#include "fakeaccessmanager.h"
#include "manualclock.h"
#include "session.h"
#include "simulatoraccessmanager.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QMap>

namespace lockdesk {

/// A request as it was handed to the network: from there on it may be processed.
struct HandedRequest
{
    QByteArray method;
    QString path; ///< "/smartlock/18178888180/auth"
    QByteArray body;
    std::chrono::milliseconds at; ///< the clock's uptime
    std::optional<std::chrono::milliseconds> ended{}; ///< likewise; nullopt while it is under way
    std::chrono::seconds retryAfter{}; ///< that the answer asked for

    QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
};

/// Keeps what is handed over. Writes may be answered by a script instead of the service.
class RecordingManager : public SimulatorAccessManager
{
public:
    struct Desk
    {
        QList<HandedRequest> handed;
        FakeNetwork script;
        FakeAccessManager scripted{script};
        int scriptedWrites = 0; ///< so many next writes never reach the service
        /// The service carries the next write out, and this comes in place of its answer.
        std::optional<FakeAnswer> answerInstead;
        /// What reads of a path are answered with; nullopt: the service answers.
        std::function<std::optional<FakeAnswer>(const QString &path)> answerToRead;
        qint64 forgotten = 0; ///< so many that were handed before are no longer in `handed`

        void forget()
        {
            forgotten += handed.size();
            handed.clear();
        }
    };

    RecordingManager(SimulatedNuki &nuki, ManualClock &clock, Desk &desk)
        : SimulatorAccessManager(nuki, clock)
        , m_clock(clock)
        , m_desk(desk)
    {
    }

protected:
    QNetworkReply *createRequest(
        Operation operation, const QNetworkRequest &request, QIODevice *body) override
    {
        const QByteArray custom = request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
        const QByteArray method = operation == GetOperation ? QByteArrayLiteral("GET")
            : operation == PutOperation                     ? QByteArrayLiteral("PUT")
            : operation == PostOperation                    ? QByteArrayLiteral("POST")
                                                            : custom;
        const QByteArray bytes = body ? body->readAll() : QByteArray(); // it can be read once only
        m_desk.handed.append({method, request.url().path(), bytes, m_clock.uptime()});
        QNetworkReply *reply = answer(operation, request, method, body, bytes);
        const qint64 number = m_desk.forgotten + m_desk.handed.size() - 1;
        QObject::connect(reply, &QNetworkReply::finished, this, [this, reply, number] {
            if (number < m_desk.forgotten)
                return;
            HandedRequest &handed = m_desk.handed[number - m_desk.forgotten];
            handed.ended = m_clock.uptime();
            handed.retryAfter = std::chrono::seconds(reply->rawHeader("Retry-After").toInt());
        });
        return reply;
    }

private:
    QNetworkReply *answer(Operation operation, const QNetworkRequest &request, const QByteArray &method,
        const QIODevice *body, const QByteArray &bytes)
    {
        if (method != "GET" && m_desk.scriptedWrites > 0) {
            --m_desk.scriptedWrites;
            return m_desk.scripted.sendCustomRequest(request, method, bytes);
        }
        const std::optional<FakeAnswer> read =
            method == "GET" && m_desk.answerToRead ? m_desk.answerToRead(request.url().path()) : std::nullopt;
        if (read) {
            m_desk.script.answerNext(*read);
            return m_desk.scripted.sendCustomRequest(request, method);
        }
        if (method != "GET" && m_desk.answerInstead) {
            m_desk.script.answerNext(*std::exchange(m_desk.answerInstead, std::nullopt));
            answer(operation, request, method, body, bytes)->setParent(this);
            return m_desk.scripted.sendCustomRequest(request, method, bytes);
        }
        if (!body)
            return SimulatorAccessManager::createRequest(operation, request, nullptr);
        auto *copy = new QBuffer(this);
        copy->setData(bytes);
        copy->open(QIODevice::ReadOnly);
        QNetworkReply *reply = SimulatorAccessManager::createRequest(operation, request, copy);
        copy->setParent(reply);
        return reply;
    }

    ManualClock &m_clock;
    Desk &m_desk;
};

/// Another's clock: the wall clock of the service, say, beside the computer's.
class OtherClock : public Clock
{
public:
    explicit OtherClock(ManualClock &clock)
        : m_clock(clock)
    {
    }

    void setAhead(std::chrono::milliseconds ahead) { m_ahead = ahead; }

    QDateTime now() const override { return m_clock.now().addMSecs(m_ahead.count()); }
    std::chrono::milliseconds uptime() const override { return m_clock.uptime(); }
    void callAfter(std::chrono::milliseconds delay, QObject *context, std::function<void()> call) override
    {
        m_clock.callAfter(delay, context, std::move(call));
    }

private:
    ManualClock &m_clock;
    std::chrono::milliseconds m_ahead{};
};

/// A signed-in session over the simulated service, on a clock that stands still: what was handed to the
/// network, how far each change came, and short ways to make one.
class ChangesFixture
{
public:
    static constexpr SmartlockId front{18178888180}; // generation 3/4, with a keypad, locked
    static constexpr SmartlockId back{21913877581}; // generation 5, unlocked
    static constexpr SmartlockId opener{9129696002};
    static constexpr SmartlockId american{18205286116}; // cannot unlatch
    static constexpr SmartlockId offline{712345678};
    static constexpr SmartlockId jammed{18233733061}; // its motor is blocked already
    static constexpr const char *cleaning = "6ab2be33a1b2c3d4e5f60718"; // a code on `front`, all five limits
    static constexpr const char *ada = "6ab2be33a1b2c3d4e5f60719"; // the app of person 501 on `front`
    static constexpr const char *kitchen = "6ab2be33a1b2c3d4e5f6071a"; // a second code on `front`
    static constexpr const char *garden = "6ab2be33a1b2c3d4e5f6071b"; // a code on `offline`
    static constexpr const char *hall = "6ab2be33a1b2c3d4e5f6071c"; // the app of person 501 on `back`

    explicit ChangesFixture(const SimulatedWorld &world = smallWorld())
        : nuki(world, serviceClock, serviceRandom)
    {
        clock.setWait([this] { waitForThreads(); });
    }

    static QJsonObject object(const char *json) { return QJsonDocument::fromJson(json).object(); }
    static QJsonObject device(SmartlockId id, const QString &name, int state)
    {
        using namespace Qt::StringLiterals;
        return {{u"smartlockId"_s, toNumber(id)}, {u"type"_s, toNumber(id) >> 32}, {u"name"_s, name},
            {u"serverState"_s, id == offline ? 4 : 0}, {u"favorite"_s, false},
            {u"region"_s, id == american ? 3 : 0},
            {u"config"_s, QJsonObject{{u"keypadPaired"_s, id == front || id == offline}}},
            {u"state"_s, QJsonObject{{u"state"_s, state}, {u"mode"_s, 2}}}};
    }
    static QJsonObject authorization(const char *id, SmartlockId device, const char *rest)
    {
        using namespace Qt::StringLiterals;
        QJsonObject record = object(rest);
        record.insert(u"id"_s, QString::fromLatin1(id));
        record.insert(u"smartlockId"_s, toNumber(device));
        record.insert(u"creationDate"_s, u"2026-01-05T08:00:00.000Z"_s);
        record.insert(u"updateDate"_s, u"2026-01-05T08:00:03.120Z"_s);
        return record;
    }
    static SimulatedWorld smallWorld()
    {
        using namespace Qt::StringLiterals;
        SimulatedWorld world;
        world.account = object(R"({"accountId": 11, "name": "School", "email": "keys@school.example"})");
        world.smartlocks = {device(front, u"Front"_s, 1), device(back, u"Back"_s, 3),
            device(opener, u"Bell"_s, 1), device(american, u"Suite"_s, 1), device(offline, u"Shed"_s, 1),
            device(jammed, u"Gate"_s, 254)};
        world.authorizations = {
            authorization(cleaning, front, R"({"type": 13, "name": "Cleaning", "code": 345678,
                "enabled": true, "allowedFromDate": "2026-01-01T00:00:00.000Z",
                "allowedUntilDate": "2026-12-31T00:00:00.000Z", "allowedWeekDays": 124,
                "allowedFromTime": 540, "allowedUntilTime": 1020, "lockCount": 3, "authId": 8200})"),
            authorization(ada, front, R"({"type": 0, "name": "Ada", "accountUserId": 501, "enabled": true,
                "remoteAllowed": true, "lockCount": 9, "authId": 20001})"),
            authorization(
                kitchen, front, R"({"type": 13, "name": "Kitchen", "code": 987654, "enabled": true})"),
            authorization(
                garden, offline, R"({"type": 13, "name": "Garden", "code": 345678, "enabled": true})"),
            authorization(hall, back, R"({"type": 0, "name": "Ada", "accountUserId": 501, "enabled": true,
                "remoteAllowed": false, "authId": 20002})")};
        for (int i = 501; i < 505; ++i)
            world.users.append(QJsonObject{{u"accountUserId"_s, i}, {u"name"_s, u"Person %1"_s.arg(i)}});
        return world;
    }

    /// Signs in, waits for the first round of answers, and forgets its requests. Everything works in the
    /// same time in each run.
    void start()
    {
        SimulatedBehaviour steady = nuki.behaviour();
        for (DelayRange *range :
            {&steady.listing, &steady.confirming, &steady.moving, &steady.settling, &steady.syncing})
            range->longest = range->shortest;
        nuki.setBehaviour(steady);
        using namespace Qt::StringLiterals;
        session = std::make_unique<Session>(
            Profile{u"default"_s, u"School"_s, QUrl(u"https://api.nuki.io"_s), true, {}},
            Secret("CANARYTOKEN"),
            [this] {
                auto manager = std::make_unique<RecordingManager>(nuki, clock, desk);
                manager->setDelay(delay);
                return manager;
            },
            clock, random);
        QObject::connect(&session->changes, &ChangeStore::changed, &session->changes, [this](ChangeId id) {
            const auto now = session->changes.change(id);
            if (now && (history[id].isEmpty() || history[id].last() != now->status))
                history[id].append(now->status);
        });
        session->account.start();
        (void)passUntil(
            [this] {
                return session->account.smartlocks().isLoaded()
                    && session->account.authorizations().isLoaded();
            },
            std::chrono::seconds(5));
        desk.forget();
    }

    /// What is on its way without time comes in between.
    void pass(std::chrono::milliseconds time)
    {
        constexpr std::chrono::milliseconds longestStep(500);
        for (settle(); time.count() > 0; time -= longestStep) {
            clock.advance(std::min(time, longestStep));
            settle();
        }
    }
    static void settleEvents() { QCoreApplication::processEvents(); }
    void settle()
    {
        for (int i = 0; i < 3; ++i) {
            QCoreApplication::sendPostedEvents(); // a look at the system's queue is slow on some
            waitForThreads();
        }
        if (hasTimers)
            QCoreApplication::processEvents();
        else
            QCoreApplication::sendPostedEvents();
    }
    void waitForThreads()
    {
        if (!session)
            return;
        session->account.transport().waitForReaders();
        session->runner.waitForPlan();
        session->keeper.waitForDisk();
    }

    /// Lets time pass until `isSo`, at most `atMost`; whether it is.
    bool passUntil(const std::function<bool()> &isSo, std::chrono::milliseconds atMost)
    {
        constexpr std::chrono::milliseconds step(50);
        for (pass(std::chrono::milliseconds(0)); !isSo() && atMost.count() > 0; atMost -= step)
            pass(step);
        return isSo();
    }
    bool passUntilEnd(ChangeId id, std::chrono::milliseconds atMost = std::chrono::minutes(5))
    {
        return passUntil([this, id] { return isFinal(status(id)); }, atMost);
    }

    /// What happens at the service.
    template <typename Edit>
    void behave(Edit edit)
    {
        SimulatedBehaviour behaviour = nuki.behaviour();
        edit(behaviour);
        nuki.setBehaviour(behaviour);
    }

    /// The next `times` writes are answered so, and the service never sees them.
    void answerWrites(const FakeAnswer &answer, int times = 1)
    {
        desk.script.answerNext(answer, times);
        desk.scriptedWrites += times;
    }

    QList<HandedRequest> writes() const
    {
        QList<HandedRequest> found;
        std::ranges::copy_if(desk.handed, std::back_inserter(found),
            [](const HandedRequest &request) { return request.method != "GET"; });
        return found;
    }
    int reads(const QString &path) const
    {
        return int(std::ranges::count_if(desk.handed,
            [&](const HandedRequest &request) { return request.method == "GET" && request.path == path; }));
    }

    ChangeId draft(const ChangeSubject &subject, SmartlockId device)
    {
        Change change;
        change.smartlockId = device;
        change.deviceType = DeviceType(toNumber(device) >> 32);
        change.subject = subject;
        return session->changes.add(change);
    }
    ChangeId send(const ChangeSubject &subject, SmartlockId device)
    {
        const ChangeId id = draft(subject, device);
        session->runner.send(id);
        return id;
    }
    /// The action as a person asks for it who sees what the store has.
    ChangeSubject action(LockAction action, SmartlockId device) const
    {
        const Smartlock lock = *session->account.smartlocks().smartlock(device);
        OperateDevice operate{action, lock.state, {}};
        if (lock.mode)
            operate.modeBefore = int(*lock.mode);
        return operate;
    }
    ChangeSubject unlock(SmartlockId device = front) const { return action(LockAction::Unlock, device); }

    /// The record as the person sees it, and with another name or otherwise edited.
    Authorization seen(const char *id) const
    {
        const auto found = AuthorizationId::fromString(QString::fromLatin1(id));
        return *session->account.authorizations().authorization(*found);
    }
    template <typename Edit>
    UpdateAuthorization edited(const char *id, Edit edit) const
    {
        UpdateAuthorization update{seen(id), seen(id), false};
        edit(update.after);
        return update;
    }
    UpdateAuthorization renamed(const char *id, const QString &name) const
    {
        return edited(id, [&name](Authorization &a) { a.name = name; });
    }
    static CreateAuthorization newCode(int code, SmartlockId device = front)
    {
        Authorization wanted;
        wanted.smartlockId = device;
        wanted.type = AuthorizationType::KeypadCode;
        wanted.name = QStringLiteral("Guest");
        wanted.code = KeypadCode::fromServer(code);
        return {wanted};
    }

    Change change(ChangeId id) const { return *session->changes.change(id); }
    ChangeStatus status(ChangeId id) const { return change(id).status; }
    QString reason(ChangeId id) const { return change(id).reason; }
    QJsonObject record(const char *id) const { return nuki.authorization(QString::fromLatin1(id)); }

    ManualClock clock;
    OtherClock serviceClock{clock};
    QRandomGenerator serviceRandom{7};
    QRandomGenerator random{1};
    SimulatedNuki nuki;
    RecordingManager::Desk desk;
    bool hasTimers = false; ///< whether what is tested has timers of the system's, as the set keeper has
    DelayRange delay{std::chrono::milliseconds(100), std::chrono::milliseconds(100)};
    QMap<ChangeId, QList<ChangeStatus>> history;
    std::unique_ptr<Session> session;
};

/// The text of a status, for QCOMPARE.
inline char *toString(ChangeStatus status)
{
    return qstrdup(qPrintable(text(status)));
}

} // namespace lockdesk
