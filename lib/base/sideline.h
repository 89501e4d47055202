#pragma once

#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <memory>

namespace lockdesk {

/// A thread beside the GUI's, for one piece of work at a time: starting another, or cancelling, drops the
/// answer of the one before. Destroying it waits for the work under way, and drops its answer too.
class Sideline : public QObject
{
    Q_OBJECT

public:
    explicit Sideline(QObject *parent = nullptr);
    ~Sideline() override;

    /// Calls `work` on the thread; then, from the event loop of this object's own thread, `done` with what it
    /// returned. `work` must hold all that it needs by value.
    template <typename Work, typename Done>
    void start(Work work, Done done)
    {
        cancel();
        const auto isCancelled = std::make_shared<std::atomic<bool>>(false);
        m_isCancelled = isCancelled;
        m_pool.start([this, isCancelled, work = std::move(work), done = std::move(done)] {
            if (*isCancelled)
                return;
            auto answer = std::make_shared<decltype(work())>(work());
            // `this` waits for the pool before it goes, and takes calls that are still queued with it.
            QMetaObject::invokeMethod(
                this,
                [this, isCancelled, answer, done] {
                    if (*isCancelled)
                        return;
                    m_isCancelled.reset();
                    done(std::move(*answer));
                },
                Qt::QueuedConnection);
        });
    }

    void cancel();
    bool isBusy() const { return m_isCancelled != nullptr; }

private:
    QThreadPool m_pool;
    std::shared_ptr<std::atomic<bool>> m_isCancelled; // of the work that counts; null when there is none
};

} // namespace lockdesk
