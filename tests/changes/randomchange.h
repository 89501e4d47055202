#pragma once

#include "change.h"
#include "utc.h"

#include <QRandomGenerator>

namespace lockdesk {

/// Makes up changes in which every field takes every shape that its type allows, whether or not a service or
/// a person would ever make it so. The same seed makes the same ones.
class RandomChange
{
public:
    explicit RandomChange(quint32 seed)
        : m_random(seed)
    {
    }

    Change make()
    {
        Change change;
        change.id = ChangeId(wide());
        change.undoes = maybe([this] { return ChangeId(wide()); });
        change.smartlockId = SmartlockId(wide());
        change.deviceType = DeviceType(narrow());
        change.deviceName = text();
        change.subject = subject();
        change.status = ChangeStatus(m_random.bounded(4) ? m_random.bounded(11) : narrow());
        change.reason = text();
        change.asked = when();
        for (int i = m_random.bounded(3); i > 0; --i)
            change.attempts.append(
                {when(), coin() ? change.subject : subject(), when(), AttemptOutcome(m_random.bounded(3))});
        change.statusSince = when();
        return change;
    }

    Authorization authorization()
    {
        Authorization a;
        if (coin())
            a.id = *AuthorizationId::fromString(
                QString::number(m_random.generate64(), 16).rightJustified(24, u'a'));
        a.smartlockId = SmartlockId(wide());
        a.type = maybe([this] { return AuthorizationType(coin() ? 13 : narrow()); });
        a.name = text();
        a.accountUserId = maybe([this] { return AccountUserId(narrow()); });
        a.lockAuthId = maybe([this] { return narrow(); });
        a.code = maybe([this] { return KeypadCode::fromServer(coin() ? 345678 : wide()); });
        a.enabled = maybe([this] { return coin(); });
        a.remoteAllowed = maybe([this] { return coin(); });
        a.schedule = {maybe([this] { return instant(); }), maybe([this] { return instant(); }),
            maybe([this] { return int(narrow()); }), maybe([this] { return int(narrow()); }),
            maybe([this] { return int(narrow()); })};
        a.useCount = maybe([this] { return int(narrow()); });
        for (int i = m_random.bounded(3); i > 0; --i)
            a.fingerprints.insert(text(), text());
        a.lastActive = when();
        a.created = when();
        a.updated = when();
        a.operationPending = coin();
        a.error = text();
        for (int i = m_random.bounded(3); i > 0; --i)
            a.unreadable += text();
        return a;
    }

private:
    bool coin() { return m_random.bounded(2) == 1; }

    template <typename Make>
    auto maybe(Make make) -> std::optional<decltype(make())>
    {
        return m_random.bounded(3) ? std::optional(make()) : std::nullopt;
    }

    // Also beyond 2^53, where a double loses the last digits.
    qint64 wide()
    {
        const qint64 any = qint64(m_random.generate64());
        return coin() ? any : any >> m_random.bounded(63);
    }
    qint32 narrow() { return coin() ? qint32(m_random.generate()) : m_random.bounded(-5, 300); }

    QString text()
    {
        static const char16_t odd[] = u"a\" \\/\n\r\t\x0001\x007f\x00a0äß\x202e\x2028日\xd83d\xde00\xdc00";
        QString out;
        for (int i = m_random.bounded(4) ? m_random.bounded(12) : 0; i > 0; --i)
            out += QChar(odd[m_random.bounded(int(std::size(odd)))]); // its last one is a NUL
        return out;
    }

    QDateTime when()
    {
        return m_random.bounded(3) ? utcFromMSecs(m_random.bounded(qint64(4'000'000'000'000))) : QDateTime();
    }

    Instant instant()
    {
        switch (m_random.bounded(4)) {
        case 0:
            return Instant::fromDateTime(when());
        case 1:
            return Instant::fromText(text());
        case 2:
            return Instant::fromText(QStringLiteral("2026-03-29T02:30")); // no zone, so not readable
        default:
            return Instant::fromText(
                QStringLiteral("2026-03-%1T08:00+02:00").arg(m_random.bounded(1, 29), 2, 10, QChar(u'0')));
        }
    }

    ChangeSubject subject()
    {
        switch (m_random.bounded(6)) {
        case 0:
            return CreateAuthorization{authorization()};
        case 1:
            return UpdateAuthorization{authorization(), authorization(), coin()};
        case 2:
            return DeleteAuthorization{authorization()};
        case 3:
            return OperateDevice{LockAction(narrow()), maybe([this] { return int(narrow()); }),
                maybe([this] { return int(narrow()); })};
        case 4:
            return SynchroniseDevice{};
        default:
            return UpdateDevice{text(), text(), coin(), coin()};
        }
    }

    QRandomGenerator m_random;
};

} // namespace lockdesk
