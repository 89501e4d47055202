#pragma once

#include "accessmanager.h"
#include "bulkfixture.h"
#include "hostileserver.h"
#include "simulatorserver.h"
#include "tlsserving.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QTimer>

namespace lockdesk {

/// A session over real sockets, with TLS, to a service with the many locks of BulkFixture. Time is real.
class BulkSocketFixture
{
public:
    BulkSocketFixture(int locks, int codesEach, DelayRange listing, DelayRange confirming,
        std::chrono::milliseconds latency = std::chrono::milliseconds(20))
        : nuki(BulkFixture::manyLocks(locks, codesEach), clock, serviceRandom)
        , server(nuki, clock)
    {
        SimulatedBehaviour behaviour;
        behaviour.listing = listing;
        behaviour.confirming = confirming;
        nuki.setBehaviour(behaviour);
        if (canServeTls())
            server.setTls(goodTls());
        server.setDelay(latency);
        if (!server.listen())
            qFatal("cannot listen");
        session = std::make_unique<Session>(
            Profile{QStringLiteral("default"), QStringLiteral("School"), server.address(), true, {}},
            Secret("CANARYTOKEN"), [] { return std::make_unique<AccessManager>(HostileServer::trust()); },
            clock, random);
        session->account.start();
        passUntil(
            [this] {
                return session->account.smartlocks().isLoaded()
                    && session->account.authorizations().isLoaded();
            },
            std::chrono::seconds(20));
        server.clearRequests();
    }

    /// The certificate that HostileServer::trust() is about.
    static QSslConfiguration goodTls()
    {
        QFile file(QStringLiteral(LOCKDESK_TEST_DATA "/tls/good.pem"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no %s", qPrintable(file.fileName()));
        const QByteArray pem = file.readAll();
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(QSslCertificate(pem));
        tls.setPrivateKey(QSslKey(pem, QSsl::Ec));
        return tls;
    }

    Authorization known(const QString &id) const
    {
        return *session->account.authorizations().authorization(*AuthorizationId::fromString(id));
    }
    Change of(SmartlockId device, const ChangeSubject &subject) const
    {
        Change change;
        change.smartlockId = device;
        change.deviceType = DeviceType(toNumber(device) >> 32);
        change.subject = subject;
        return change;
    }
    Change disabling(const Authorization &record) const
    {
        UpdateAuthorization update{record, record, false};
        update.after.enabled = false;
        return of(record.smartlockId, update);
    }
    Change creation(int number, int code) const
    {
        const SmartlockId device = BulkFixture::lock(number);
        return of(device, ChangesFixture::newCode(code, device));
    }

    ChangeSetId sendAll(const QList<Change> &changes)
    {
        const ChangeSetId set = session->changes.addSet(QStringLiteral("Set"), changes);
        QList<ChangeId> ids;
        for (const Change &change : session->changes.changesOf(set))
            ids += change.id;
        session->runner.send(ids);
        return set;
    }
    int count(ChangeSetId set, ChangeStatus status) const
    {
        return int(std::ranges::count(session->changes.changesOf(set), status, &Change::status));
    }
    bool isDone(ChangeSetId set) const
    {
        return std::ranges::all_of(
            session->changes.changesOf(set), [](const Change &change) { return isFinal(change.status); });
    }
    /// Runs the event loop until `isSo`, at most `atMost`; whether it is.
    static bool passUntil(const std::function<bool()> &isSo, std::chrono::milliseconds atMost)
    {
        QEventLoop loop;
        QTimer look;
        QElapsedTimer since;
        since.start();
        QObject::connect(&look, &QTimer::timeout, &loop, [&] {
            if (isSo() || since.elapsed() > atMost.count())
                loop.quit();
        });
        look.start(10);
        if (!isSo())
            loop.exec();
        return isSo();
    }
    bool passUntilDone(ChangeSetId set, std::chrono::milliseconds atMost)
    {
        return passUntil([this, set] { return isDone(set); }, atMost);
    }

    SystemClock clock;
    QRandomGenerator serviceRandom{7};
    QRandomGenerator random{1};
    SimulatedNuki nuki;
    SimulatorServer server;
    std::unique_ptr<Session> session;
};

} // namespace lockdesk
