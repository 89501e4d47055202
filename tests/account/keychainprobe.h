#pragma once

#include "clock.h"
#include "keychaintokenstore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>
#include <algorithm>
#include <optional>

namespace lockdesk {

/// Asks a token store and waits for its answer in real time.
class KeychainProbe
{
public:
    explicit KeychainProbe(TokenStore &store)
        : m_store(store)
    {
    }

    TokenAnswer read(const QString &profileId, bool isExpected = false)
    {
        return wait([&](const auto &answer) { m_store.read(profileId, isExpected, &m_context, answer); });
    }

    TokenAnswer write(const QString &profileId, const QByteArray &token)
    {
        return wait([&](const auto &answer) { m_store.write(profileId, Secret(token), &m_context, answer); });
    }

    TokenAnswer remove(const QString &profileId)
    {
        return wait([&](const auto &answer) { m_store.remove(profileId, &m_context, answer); });
    }

private:
    template <typename Ask>
    TokenAnswer wait(Ask ask)
    {
        std::optional<TokenAnswer> got;
        QEventLoop loop;
        ask([&](TokenAnswer answer) {
            got = std::move(answer);
            loop.quit();
        });
        if (got)
            qFatal("answered before the call returned");
        QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
        loop.exec();
        return got ? std::move(*got)
                   : TokenAnswer{KeychainState(-1), {}, QStringLiteral("no answer in 30 s")};
    }

    TokenStore &m_store;
    QObject m_context;
};

/// The longest time that the event loop was busy with one thing.
class Heartbeat
{
public:
    Heartbeat()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer,
            [this] { m_longest = std::max(m_longest, m_since.restart()); });
        m_since.start();
        m_timer.start(5);
    }

    qint64 longestMs() const { return m_longest; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

} // namespace lockdesk
