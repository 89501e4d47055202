#pragma once

#include "fakeaccessmanager.h"
#include "manualclock.h"
#include "transport.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QTest>

namespace lockdesk {

/// A transport on a network without sockets, as the tests of the endpoints need it.
struct ApiBench
{
    FakeNetwork network;
    ManualClock clock;
    QRandomGenerator random{1};
    Transport transport{QUrl(QStringLiteral("https://api.nuki.io")), network.managers(), clock, random};
    QObject owner;

    ApiBench() { transport.setToken(Secret("CANARYTOKEN")); }

    /// Lets happen what happens by itself until it is done, or ten seconds are over.
    template <typename Done>
    bool settle(Done done)
    {
        const QDeadlineTimer deadline(10'000);
        while (!done() && !deadline.hasExpired()) {
            clock.advance(std::chrono::milliseconds(0));
            QCoreApplication::processEvents();
        }
        return done();
    }

    /// The outcome of a job; it must come.
    template <typename T>
    Result<T, ApiError> outcomeOf(Job<T> *job)
    {
        if (!settle([job] { return job->isFinished(); }))
            qFatal("A job did not finish");
        return job->outcome();
    }

    /// "POST /smartlock/7/action?x=1 {"action":1}" for each request so far, in order.
    QStringList lines() const
    {
        QStringList lines;
        for (const SentRequest &request : network.sent()) {
            QByteArray line =
                request.method + ' ' + request.url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
            if (!request.body.isEmpty())
                line += ' ' + request.body;
            lines.append(QString::fromUtf8(line));
        }
        return lines;
    }

    /// A write accepted with 204: what was sent for it.
    QStringList linesOf(Job<Accepted> *job)
    {
        network.setHandler([](const SentRequest &) { return FakeAnswer::of(204); });
        return outcomeOf(job) ? lines() : QStringList(QStringLiteral("refused"));
    }

    static QByteArray body(const char *name)
    {
        QFile file(QStringLiteral(LOCKDESK_TEST_DATA "/%1.json").arg(QLatin1StringView(name)));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("No test data %s", name);
        return file.readAll();
    }
};

} // namespace lockdesk
