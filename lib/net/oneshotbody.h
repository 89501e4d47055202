#pragma once

#include <QIODevice>

namespace lockdesk {

/// The body of a write, which can be read once. QNetworkAccessManager of every version sends a request up to
/// four times when the server drops the connection, any verb; it rewinds the body for that, and this one
/// refuses, so the reply ends with ContentReSendError instead (safety finding 1). Also used, with 0 bytes,
/// where there is no body.
class OneShotBody : public QIODevice
{
    Q_OBJECT

public:
    /// `parent` should be the reply, which reads it.
    explicit OneShotBody(QByteArray bytes, QObject *parent = nullptr);

    bool isSequential() const override { return false; }
    qint64 size() const override { return m_bytes.size(); }
    bool reset() override { return false; }
    bool seek(qint64 position) override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_offset = 0;
};

} // namespace lockdesk
