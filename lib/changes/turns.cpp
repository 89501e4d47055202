#include "turns.h"

#include <algorithm>

namespace lockdesk {

void Turns::ask(QObject *who, SmartlockId device, std::function<void()> go)
{
    end(who);
    connect(who, &QObject::destroyed, this, &Turns::end);
    m_waiting.append({who, device, std::move(go)});
    next();
}

void Turns::end(QObject *who)
{
    disconnect(who, &QObject::destroyed, this, &Turns::end);
    m_waiting.removeIf([who](const Asked &asked) { return asked.who == who; });
    if (m_having.remove(who) > 0)
        next();
}

void Turns::next()
{
    while (m_having.size() < atOnce) {
        const auto isFree = [this](const Asked &asked) {
            return std::ranges::find(m_having, asked.device) == m_having.end();
        };
        const auto found = std::ranges::find_if(m_waiting, isFree);
        if (found == m_waiting.end())
            return;
        const Asked asked = *found;
        m_waiting.erase(found);
        m_having.insert(asked.who, asked.device);
        asked.go();
    }
}

} // namespace lockdesk
