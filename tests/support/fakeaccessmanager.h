#pragma once

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <functional>
#include <memory>

namespace lockdesk {

/// A request as it was handed to the network.
struct SentRequest
{
    QByteArray method;
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;

    /// The value of a header, whatever its case; empty without it.
    QByteArray header(const QByteArray &name) const;
};

/// What the network answers. By default it fails, so that a test says what it expects.
struct FakeAnswer
{
    int status = 0; ///< 0: no answer
    QByteArray body;
    QByteArray contentType = "application/json";
    QList<std::pair<QByteArray, QByteArray>> headers;
    QNetworkReply::NetworkError error =
        QNetworkReply::ConnectionRefusedError; ///< NoError for a status of 2xx or 3xx
    bool isHeld = false; ///< not before FakeNetwork::release()

    /// An answer as QNetworkAccessManager reports that status.
    static FakeAnswer of(int status, const QByteArray &body = {});
    /// No answer at all.
    static FakeAnswer failure(QNetworkReply::NetworkError error);
    FakeAnswer withHeader(const QByteArray &name, const QByteArray &value) &&;
    FakeAnswer held() &&;
};

class FakeReply;

/// A network without sockets: records what is sent and answers as told. Managers that it makes may come and
/// go.
class FakeNetwork
{
public:
    using Handler = std::function<FakeAnswer(const SentRequest &)>;

    /// The answers to the next requests, in order. After them the handler answers, and without one all fail.
    void answerNext(const FakeAnswer &answer, int times = 1);
    void setHandler(Handler handler) { m_handler = std::move(handler); }

    /// For Transport's constructor. The network must outlive the managers.
    std::function<std::unique_ptr<QNetworkAccessManager>()> managers();

    /// While true, no connection stands yet: requests that are handed over leave when it gets false.
    void setConnecting(bool isConnecting);

    const QList<SentRequest> &sent() const { return m_sent; }
    void forgetSent() { m_sent.clear(); }

    /// Lets the oldest held answer come, or all.
    void release();
    void releaseAll();

    /// Lets a part of the oldest held answer come, with status 200.
    void drip(const QByteArray &part);

    int openCount() const { return m_open; }
    int mostOpen() const { return m_mostOpen; }
    int abortedCount() const { return m_aborted; }
    int managerCount() const { return m_managers; }

private:
    friend class FakeAccessManager;
    friend class FakeReply;

    FakeAnswer answerTo(const SentRequest &request);

    QList<SentRequest> m_sent;
    QList<FakeAnswer> m_answers;
    QList<QPointer<FakeReply>> m_held;
    QList<std::function<void()>> m_connecting;
    Handler m_handler;
    int m_open = 0;
    int m_mostOpen = 0;
    int m_aborted = 0;
    int m_managers = 0;
    bool m_isConnecting = false;
};

/// The access manager of a FakeNetwork.
class FakeAccessManager : public QNetworkAccessManager
{
    Q_OBJECT

public:
    explicit FakeAccessManager(FakeNetwork &network, QObject *parent = nullptr);

protected:
    QNetworkReply *createRequest(
        Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    FakeNetwork &m_network;
};

} // namespace lockdesk
