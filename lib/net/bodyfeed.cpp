#include "bodyfeed.h"

#include <QMutex>
#include <QThreadPool>
#include <deque>

namespace lockdesk {

namespace {

constexpr qint64 ShortBody = 32 * 1024;

}

// What the feed and its worker both touch. The worker may outlive the feed; then `owner` is null.
struct BodyFeed::Shared
{
    QMutex mutex;
    std::deque<QByteArray> pieces;
    qint64 backlog = 0;
    bool isEnded = false;
    bool isRunning = false;
    BodyFeed *owner = nullptr;
    std::shared_ptr<AnyReader> reader; // only the worker uses it until finished
    std::optional<ApiError> error;

    void run();
    void post(void (BodyFeed::*signal)());
};

// The mutex is held, so the owner cannot go while the event is posted.
void BodyFeed::Shared::post(void (BodyFeed::*signal)())
{
    if (owner)
        QMetaObject::invokeMethod(owner, signal, Qt::QueuedConnection);
}

void BodyFeed::Shared::run()
{
    QMutexLocker lock(&mutex);
    while (owner && !pieces.empty()) {
        const QByteArray piece = std::move(pieces.front());
        pieces.pop_front();
        lock.unlock();
        reader->feed(piece);
        lock.relock();
        backlog -= piece.size();
    }
    if (owner && isEnded) {
        lock.unlock();
        auto outcome = reader->finish();
        lock.relock();
        error = std::move(outcome);
        post(&BodyFeed::finished);
    } else {
        post(&BodyFeed::drained);
    }
    isRunning = false;
}

BodyFeed::BodyFeed(std::unique_ptr<AnyReader> reader, QThreadPool &pool, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_shared(std::make_shared<Shared>())
{
    m_shared->owner = this;
    m_shared->reader = std::move(reader);
}

BodyFeed::~BodyFeed()
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->owner = nullptr;
    m_shared->pieces.clear();
}

void BodyFeed::push(const QByteArray &piece)
{
    {
        const QMutexLocker lock(&m_shared->mutex);
        m_shared->pieces.push_back(piece);
        m_shared->backlog += piece.size();
        m_isLong = m_isLong || m_shared->backlog > ShortBody;
    }
    if (m_isLong)
        wakeWorker();
}

void BodyFeed::end()
{
    {
        const QMutexLocker lock(&m_shared->mutex);
        m_shared->isEnded = true;
    }
    if (m_isLong)
        wakeWorker();
    else
        m_shared->run();
}

void BodyFeed::wakeWorker()
{
    const QMutexLocker lock(&m_shared->mutex);
    if (std::exchange(m_shared->isRunning, true))
        return;
    m_pool.start([shared = m_shared] { shared->run(); });
}

qint64 BodyFeed::backlog() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->backlog;
}

const std::optional<ApiError> &BodyFeed::error() const
{
    return m_shared->error;
}

std::shared_ptr<AnyReader> BodyFeed::reader() const
{
    return m_shared->reader;
}

} // namespace lockdesk
