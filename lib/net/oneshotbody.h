#pragma once

#include <QIODevice>
#include <functional>

namespace lockdesk {

/// The body of a write, which can be read once. QNetworkAccessManager of every version sends a request up to
/// four times when the server drops the connection, any verb; it rewinds the body for that, and this one
/// refuses, so the reply ends with ContentReSendError instead (safety finding 1). Also used, with 0 bytes,
/// where there is no body.
///
/// It is first read once a connection stands and the head of the request has been written. A request whose
/// body was not read has not left: no service carries out one that it has half of.
class OneShotBody : public QIODevice
{
    Q_OBJECT

public:
    /// Asked before the first byte is given out; false: none ever is.
    using MayBegin = std::function<bool()>;

    /// `parent` should be the reply, which reads it.
    explicit OneShotBody(QByteArray bytes, MayBegin mayBegin = {}, QObject *parent = nullptr);

    /// Whether a byte was given out.
    bool hasBegun() const { return m_offset > 0; }
    /// Gives out nothing from here on.
    void seal() { m_isSealed = true; }

    bool isSequential() const override { return false; }
    qint64 size() const override { return m_bytes.size(); }
    bool reset() override { return false; }
    bool seek(qint64 position) override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    MayBegin m_mayBegin;
    qint64 m_offset = 0;
    bool m_isSealed = false;
};

} // namespace lockdesk
