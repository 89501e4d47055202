#pragma once

#include <QMutex>
#include <QObject>
#include <QThreadPool>
#include <memory>

namespace lockdesk {

/// A thread beside the GUI's, for one piece of work at a time: starting another, or cancelling, drops the
/// answer of the one before. Destroying it drops the answer of the work under way, too.
class Sideline : public QObject
{
    Q_OBJECT

public:
    /// Whether destroying it waits for the work under way, or lets that go on until the end of the program,
    /// which waits.
    enum class AtEnd { Wait, LetGo };

    explicit Sideline(AtEnd atEnd = AtEnd::Wait, QObject *parent = nullptr);
    ~Sideline() override;

    /// Calls `work` on the thread; then, from the event loop of this object's own thread, `done` with what it
    /// returned, which may be movable only. `work` must hold all that it needs by value, in a shared pointer
    /// what is movable only.
    template <typename Work, typename Done>
    void start(Work work, Done done)
    {
        cancel();
        const auto piece = std::make_shared<Piece>();
        m_piece = piece;
        m_pool->start([this, piece, work = std::move(work), done = std::move(done)] {
            if (piece->isCancelled())
                return;
            auto answer = std::make_shared<decltype(work())>(work());
            // Cancelling, and with it the end of `this`, waits for the lock.
            const QMutexLocker lock(&piece->mutex);
            if (piece->isDropped)
                return;
            QMetaObject::invokeMethod(
                this,
                [this, piece, answer, done] {
                    if (piece->isCancelled())
                        return;
                    m_piece.reset();
                    done(std::move(*answer));
                },
                Qt::QueuedConnection);
        });
    }

    void cancel();
    bool isBusy() const { return m_piece != nullptr; }

    /// For tests on a clock that stands still: returns once the work has ended, but for its hand-over.
    void waitForWork() { m_pool->waitForDone(); }

private:
    struct Piece
    {
        QMutex mutex;
        bool isDropped = false;

        bool isCancelled()
        {
            const QMutexLocker lock(&mutex);
            return isDropped;
        }
    };

    AtEnd m_atEnd;
    std::shared_ptr<QThreadPool> m_pool;
    std::shared_ptr<Piece> m_piece; // the work that counts; null when there is none
};

} // namespace lockdesk
