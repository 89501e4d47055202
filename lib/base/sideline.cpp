#include "sideline.h"

#include <utility>

namespace lockdesk {

Sideline::Sideline(AtEnd atEnd, QObject *parent)
    : QObject(parent)
    , m_atEnd(atEnd)
    , m_pool(std::make_shared<QThreadPool>())
{
    m_pool->setMaxThreadCount(1);
}

Sideline::~Sideline()
{
    cancel();
    if (m_atEnd == AtEnd::Wait)
        m_pool->waitForDone();
    else if (m_pool->activeThreadCount() > 0) // the end of a pool waits for what it runs: on another thread
        QThreadPool::globalInstance()->start([pool = std::move(m_pool)] { pool->waitForDone(); });
}

void Sideline::cancel()
{
    if (const auto piece = std::exchange(m_piece, nullptr)) {
        const QMutexLocker lock(&piece->mutex);
        piece->isDropped = true;
    }
}

} // namespace lockdesk
