#pragma once

#include "accessmanager.h"
#include "clock.h"
#include "hostileserver.h"
#include "tlsserving.h"
#include "transport.h"

#include <QSignalSpy>
#include <algorithm>
#include <memory>

namespace lockdesk {

/// Waits no longer than needed, unlike QTRY_VERIFY, which sleeps in between. In Wine it waits longer: on a
/// busy machine the first request of a process takes more than ten seconds there.
inline bool hasFinished(JobBase &job, std::chrono::milliseconds atMost = std::chrono::seconds(10))
{
    return QSignalSpy(&job, &JobBase::finished).wait(int(atMost.count()) * (isInWine() ? 6 : 1));
}

/// A transport over real sockets that trusts the test authority.
struct SocketBench
{
    SystemClock clock;
    QRandomGenerator random{1};
    Transport transport;

    explicit SocketBench(const QUrl &api)
        : transport(
            api, [] { return std::make_unique<AccessManager>(HostileServer::trust()); }, clock, random)
    {
        transport.setToken(Secret("CANARYTOKEN"));
    }

    /// A read of any body as it is.
    Job<QByteArray> *read(const QString &name) { return read(Request{.path = {name}}); }
    Job<QByteArray> *read(const Request &request, QObject *parent = nullptr)
    {
        return transport.send<QByteArray>(
            request, [](const QByteArray &body) { return body; }, parent ? parent : &transport);
    }

    /// Asks for so many at once and waits for them all.
    bool allGood(int count)
    {
        QList<Job<QByteArray> *> jobs;
        for (int i = 0; i < count; ++i)
            jobs.append(read(QStringLiteral("x")));
        return std::ranges::all_of(jobs,
            [](auto *job) { return (job->isFinished() || hasFinished(*job)) && job->outcome().isOk(); });
    }

    /// A request of any kind whose answer does not matter but for its error.
    JobBase *start(Method method, const QString &name)
    {
        if (method == Method::Get)
            return read(name);
        return transport.sendWrite(Request{.method = method, .path = {name}, .body = "{}"}, &transport);
    }
};

/// The error of a job that has finished; nothing when it went well.
inline std::optional<ApiError> errorOf(const JobBase &job)
{
    const auto of = [](const auto *typed) {
        return typed->outcome() ? std::nullopt : std::optional(typed->outcome().error());
    };
    if (const auto *write = dynamic_cast<const Job<Accepted> *>(&job))
        return of(write);
    return of(dynamic_cast<const Job<QByteArray> *>(&job));
}

} // namespace lockdesk
