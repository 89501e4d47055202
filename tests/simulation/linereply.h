#pragma once

#include "exchange.h"
#include "fate.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>

namespace lockdesk {

class Line;

/// A request on a Line as a network reply: it connects, its bytes leave, the service sees it, the answer
/// comes, or what fate has decided. What has left goes on when the reply is gone. Errors are Qt's own.
class LineReply : public QNetworkReply
{
    Q_OBJECT

public:
    LineReply(Line &line, QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
        QIODevice *body, QObject *parent);
    ~LineReply() override;

    void abort() override;
    qint64 bytesAvailable() const override;
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;

private:
    void leave();
    void receive();
    void fail(NetworkError code, const QString &text);
    void finish();
    void watchIdle(std::chrono::milliseconds limit);
    NetworkError hungUp() const;

    Line &m_line;
    QPointer<QIODevice> m_source;
    int m_number; // of its exchange
    int m_connection; // the line's when it was made
    Fate m_fate;
    std::chrono::milliseconds m_lastProgress{};
    QByteArray m_body;
    qint64 m_read = 0;
    bool m_hasCome = false;
};

} // namespace lockdesk
