#pragma once

#include <QObject>
#include <QThreadPool>
#include <chrono>
#include <memory>

namespace lockdesk {

/// A thread beside the GUI's for pieces of work one after the other, in the order in which they were asked
/// for. None is dropped: destroying it waits for them all, but drops their answers.
class WorkQueue : public QObject
{
    Q_OBJECT

public:
    explicit WorkQueue(QObject *parent = nullptr);
    ~WorkQueue() override;

    /// Calls `work` on the thread, behind all that was added before; then, from the event loop of this
    /// object's own thread, `done` with what it returned. Both must be copyable, and `work` must hold all
    /// that it needs by value, or shared with other pieces of work alone.
    template <typename Work, typename Done>
    void add(Work work, Done done)
    {
        ++m_count;
        m_pool.start([this, work = std::move(work), done = std::move(done)] {
            auto answer = std::make_shared<decltype(work())>(work());
            // The end of `this` waits for this piece of work.
            QMetaObject::invokeMethod(
                this,
                [this, answer, done] {
                    --m_count;
                    done(std::move(*answer));
                },
                Qt::QueuedConnection);
        });
    }

    /// Something has been added that has not been answered.
    bool isBusy() const { return m_count > 0; }

    /// For tests on a clock that stands still: returns once all work has ended, but for its hand-over.
    void waitForWork() { m_pool.waitForDone(); }

private:
    QThreadPool m_pool;
    int m_count = 0;
};

} // namespace lockdesk
