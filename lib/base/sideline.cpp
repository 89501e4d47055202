#include "sideline.h"

namespace lockdesk {

Sideline::Sideline(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

Sideline::~Sideline()
{
    cancel();
    m_pool.waitForDone();
}

void Sideline::cancel()
{
    if (m_isCancelled)
        *m_isCancelled = true;
    m_isCancelled.reset();
}

} // namespace lockdesk
