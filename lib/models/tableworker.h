#pragma once

#include "tablefacts.h"

#include <QObject>
#include <QThreadPool>
#include <memory>

namespace lockdesk {

/// Sorts and matches a table's facts on a thread of its own. One run at a time counts: starting another or
/// cancelling drops the answer of the one before. Destroying it waits for what is under way.
class TableWorker : public QObject
{
    Q_OBJECT

public:
    explicit TableWorker(QObject *parent = nullptr);
    ~TableWorker() override;

    /// Everything of `facts` must be known.
    void start(const TableFacts &facts);
    void cancel();
    bool isRunning() const { return m_isCancelled != nullptr; }

    /// Lets go of memory that takes long to free, away from this thread.
    template <typename T>
    void discard(T value)
    {
        m_pool.start([gone = std::make_shared<T>(std::move(value))] {});
    }

Q_SIGNALS:
    /// The facts, sorted, and the rows of them that match, in order.
    void finished(const lockdesk::TableFacts &facts, const std::vector<int> &rows);

private:
    QThreadPool m_pool;
    std::shared_ptr<std::atomic<bool>> m_isCancelled; // of the run that counts; null when there is none
};

} // namespace lockdesk
