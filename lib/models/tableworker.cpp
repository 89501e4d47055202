#include "tableworker.h"

namespace lockdesk {

TableWorker::TableWorker(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

TableWorker::~TableWorker()
{
    cancel();
    m_pool.waitForDone();
}

void TableWorker::start(const TableFacts &facts)
{
    cancel();
    const auto isCancelled = std::make_shared<std::atomic<bool>>(false);
    m_isCancelled = isCancelled;
    m_pool.start([this, isCancelled, facts = facts]() mutable {
        if (*isCancelled)
            return;
        facts.sort();
        auto rows = std::make_shared<std::vector<int>>(facts.matching(isCancelled.get()));
        // `this` waits for the pool before it goes, and takes calls that are still queued with it.
        QMetaObject::invokeMethod(
            this,
            [this, isCancelled, facts = std::move(facts), rows] {
                if (*isCancelled)
                    return;
                m_isCancelled.reset();
                Q_EMIT finished(facts, *rows);
            },
            Qt::QueuedConnection);
    });
}

void TableWorker::cancel()
{
    if (m_isCancelled)
        *m_isCancelled = true;
    m_isCancelled.reset();
}

} // namespace lockdesk
