#include "objectids.h"

#include "simulateddates.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

ObjectIds::ObjectIds(QRandomGenerator &random)
    : m_machine(random.bounded(1u << 24))
    , m_process(quint16(random.bounded(1u << 16)))
    , m_counter(random.bounded(1u << 16))
{
}

QString ObjectIds::next(const QDateTime &created)
{
    m_counter = (m_counter + 1) & 0xffffff;
    const QLatin1Char zero('0');
    const quint64 tail = (quint64(m_process) << 24) | m_counter;
    return u"%1%2%3"_s.arg(created.toSecsSinceEpoch(), 8, 16, zero)
        .arg(m_machine, 6, 16, zero)
        .arg(tail, 10, 16, zero);
}

QJsonObject ObjectIds::nextObject(const QDateTime &created)
{
    m_counter = (m_counter + 1) & 0xffffff;
    const qint64 seconds = created.toSecsSinceEpoch();
    return {{u"timestamp"_s, seconds}, {u"timeSecond"_s, seconds}, {u"time"_s, seconds * 1000},
        {u"date"_s, wholeSecondsText(created)}, {u"counter"_s, qint64(m_counter)},
        {u"machineIdentifier"_s, qint64(m_machine)}, {u"processIdentifier"_s, qint64(m_process)}};
}

} // namespace lockdesk
