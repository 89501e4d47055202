#pragma once

#include "fakeaccessmanager.h"
#include "manualclock.h"

#include <QCoreApplication>
#include <QHash>

namespace lockdesk {

/// A service with one device (7), one authorization and one person. Each path's answer can be replaced.
class FakeService
{
public:
    explicit FakeService(ManualClock &clock)
        : m_clock(clock)
    {
        using namespace Qt::StringLiterals;
        set(u"/account"_s, FakeAnswer::of(200, R"({"accountId":5,"name":"Office","email":"a@example.com"})"));
        set(u"/account/user"_s, FakeAnswer::of(200, R"([{"accountUserId":9,"name":"Ada"}])"));
        set(u"/smartlock"_s, FakeAnswer::of(200, R"([{"smartlockId":7,"name":"Door","state":{"state":1}}])"));
        set(u"/smartlock/7"_s, FakeAnswer::of(200, R"({"smartlockId":7,"name":"Door","state":{"state":3}})"));
        set(u"/smartlock/7/auth"_s, FakeAnswer::of(200, "[" + authorization() + "]"));
        set(u"/smartlock/auth/paged"_s,
            FakeAnswer::of(200,
                R"({"results":[)" + authorization()
                    + R"(],"pagination":{"totalItems":1,"totalPages":1,"currentPage":0,"pageSize":100}})"));
        set(u"/smartlock/log"_s, FakeAnswer::of(200, "[]"));
        network.setHandler([this](const SentRequest &request) { return answerTo(request); });
    }

    static QByteArray authorization(const QByteArray &name = "Ada")
    {
        return R"({"id":"5f0000000000000000000001","smartlockId":7,"type":0,"name":")" + name + R"("})";
    }

    void set(const QString &path, const FakeAnswer &answer) { m_answers.insert(path, answer); }

    /// Every path answers so.
    void setAll(const FakeAnswer &answer)
    {
        for (FakeAnswer &each : m_answers)
            each = answer;
    }

    int count(const QString &path) const
    {
        return int(std::ranges::count_if(
            network.sent(), [&](const SentRequest &request) { return request.url.path() == path; }));
    }

    /// Lets everything come that is on its way, without time passing.
    static void settle()
    {
        for (int i = 0; i < 40; ++i)
            QCoreApplication::sendPostedEvents(); // a look at the system's queue is slow on some
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    /// Time passes, in steps short enough for every timer's answers to come in between.
    void pass(std::chrono::milliseconds time)
    {
        constexpr std::chrono::milliseconds step(500);
        for (settle(); time.count() > 0; time -= step) {
            m_clock.advance(std::min(time, step));
            settle();
        }
    }

    FakeNetwork network;

private:
    FakeAnswer answerTo(const SentRequest &request) const
    {
        using namespace Qt::StringLiterals;
        const QString path = request.url.path();
        const bool isLaterPage = path == "/account/user"_L1 && !request.url.query().contains("offset=0"_L1)
            && request.url.query().contains("offset="_L1);
        return isLaterPage ? FakeAnswer::of(200, "[]") : m_answers.value(path, FakeAnswer::of(404));
    }

    ManualClock &m_clock;
    QHash<QString, FakeAnswer> m_answers;
};

} // namespace lockdesk
