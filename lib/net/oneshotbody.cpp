#include "oneshotbody.h"

#include <cstring>

namespace lockdesk {

OneShotBody::OneShotBody(QByteArray bytes, MayBegin mayBegin, QObject *parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
    , m_mayBegin(std::move(mayBegin))
{
    open(ReadOnly | Unbuffered);
}

bool OneShotBody::seek(qint64 position)
{
    return position == m_offset && QIODevice::seek(position);
}

qint64 OneShotBody::readData(char *data, qint64 maxSize)
{
    const qint64 count = qMin(maxSize, m_bytes.size() - m_offset);
    if (!m_isSealed && count > 0 && m_offset == 0 && m_mayBegin && !m_mayBegin())
        seal();
    if (m_isSealed)
        return 0;
    std::memcpy(data, m_bytes.constData() + m_offset, size_t(count));
    m_offset += count;
    return count;
}

} // namespace lockdesk
