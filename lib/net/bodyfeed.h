#pragma once

#include "bodyreader.h"

#include <QObject>

class QThreadPool;

namespace lockdesk {

/// Brings the pieces of one body to its reader, in order, on a worker thread: a body of up to 32 KiB at once
/// when it ends. Destroying it drops what is left; a piece that is being read is read to its end and then
/// forgotten.
class BodyFeed : public QObject
{
    Q_OBJECT

public:
    /// The pool must outlive the feed and everything it still runs.
    BodyFeed(std::unique_ptr<AnyReader> reader, QThreadPool &pool, QObject *parent = nullptr);
    ~BodyFeed() override;

    void push(const QByteArray &piece);

    /// After the last piece: finished() follows.
    void end();

    /// Bytes that wait to be read: whoever pushes should stop for a while when this grows, until drained().
    qint64 backlog() const;

    /// After finished(): the error, or nothing.
    const std::optional<ApiError> &error() const;

    /// After finished(): the reader with its value.
    std::shared_ptr<AnyReader> reader() const;

Q_SIGNALS:
    void drained();
    /// Always from the event loop.
    void finished();

private:
    struct Shared;

    void wakeWorker();

    QThreadPool &m_pool;
    std::shared_ptr<Shared> m_shared;
    bool m_isLong = false;
};

} // namespace lockdesk
