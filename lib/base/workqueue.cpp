#include "workqueue.h"

namespace lockdesk {

WorkQueue::WorkQueue(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

WorkQueue::~WorkQueue()
{
    m_pool.waitForDone();
}

} // namespace lockdesk
