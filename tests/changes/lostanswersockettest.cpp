#include "accessmanager.h"
#include "changesfixture.h"
#include "hostileserver.h"
#include "tlsserving.h"

#include <QSignalSpy>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = ChangesFixture;

namespace {

enum class Fault { Fin, Reset, CutStatusLine, CutHeaders };

Behaviour behaviourOf(Fault fault)
{
    Behaviour behaviour;
    behaviour.then = fault == Fault::Reset ? Behaviour::Then::Reset : Behaviour::Then::Close;
    if (fault == Fault::CutStatusLine)
        behaviour.bytes = "HTTP/1.1 20";
    if (fault == Fault::CutHeaders)
        behaviour.bytes = "HTTP/1.1 204 No Content\r\nServer: x";
    return behaviour;
}

// A session over real sockets to a service that processes every write and answers none.
struct SocketFixture
{
    SystemClock clock;
    QRandomGenerator serviceRandom{7};
    QRandomGenerator random{1};
    SimulatedNuki nuki{F::smallWorld(), clock, serviceRandom};
    HostileServer server;
    std::unique_ptr<Session> session;

    SocketFixture(const QString &certificate, Fault fault)
        : server(certificate)
    {
        SimulatedBehaviour quick;
        quick.listing = quick.confirming = quick.moving = quick.settling = {10ms, 20ms};
        nuki.setBehaviour(quick);
        server.setHandler([this, fault](const RawRequest &request) {
            const QUrl target = QUrl::fromEncoded(request.target);
            const SimulatedResponse answer = nuki.handle({request.method, target.path(QUrl::FullyDecoded),
                QUrlQuery(target), request.headers.value("authorization"),
                request.headers.value("content-type"), request.body});
            return request.method == "GET" ? Behaviour::answer(answer.status, answer.body)
                                           : behaviourOf(fault);
        });
        session = std::make_unique<Session>(
            Profile{u"default"_s, u"School"_s, server.url(), true, {}}, Secret("CANARYTOKEN"),
            [] { return std::make_unique<AccessManager>(HostileServer::trust()); }, clock, random);
        session->account.start();
    }

    bool isReady() const { return session->account.smartlocks().isLoaded(); }

    ChangeId send(const ChangeSubject &subject)
    {
        Change change;
        change.smartlockId = F::front;
        change.deviceType = DeviceType::SmartLock34;
        change.subject = subject;
        const ChangeId id = session->changes.add(change);
        session->runner.send(id);
        return id;
    }

    int deliveries(const QByteArray &method) const
    {
        return int(std::ranges::count(server.requests(), method, &RawRequest::method));
    }
};

} // namespace

// DOM-2 where the network is a real one, which repeats requests by itself if it may (NET-1): an unlock and a
// creation are processed, and the connection ends without an answer.
class LostAnswerSocketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversOnceAndFindsOut()
    {
        std::vector<std::unique_ptr<SocketFixture>> fixtures;
        for (const QString &certificate : {QString(), u"good.pem"_s}) {
            if (!certificate.isEmpty() && !canServeTls())
                continue;
            for (Fault fault : {Fault::Fin, Fault::Reset, Fault::CutStatusLine, Fault::CutHeaders})
                fixtures.push_back(std::make_unique<SocketFixture>(certificate, fault));
        }
        QList<ChangeId> unlocks;
        QList<ChangeId> creations;
        for (const auto &f : fixtures) {
            if (!f->isReady())
                QVERIFY(QSignalSpy(&f->session->account.smartlocks(), &TruthStore::changed).wait(10'000));
            QVERIFY(f->isReady());
            unlocks.append(
                f->send(OperateDevice{LockAction::Unlock, int(LockState::Locked), int(Mode::Door)}));
            creations.append(f->send(F::newCode(456789)));
        }
        for (size_t i = 0; i < fixtures.size(); ++i) {
            const SocketFixture &f = *fixtures[i];
            for (ChangeId id : {unlocks.at(qsizetype(i)), creations.at(qsizetype(i))}) {
                while (!isFinal(f.session->changes.change(id)->status))
                    QVERIFY(QSignalSpy(&f.session->changes, &ChangeStore::changed).wait(30'000));
                QCOMPARE(f.session->changes.change(id)->status, ChangeStatus::Confirmed);
            }
            QCOMPARE(f.deliveries("POST"), 1);
            QCOMPARE(f.deliveries("PUT"), 1);
        }
    }
};

QTEST_GUILESS_MAIN(LostAnswerSocketTest)
#include "lostanswersockettest.moc"
