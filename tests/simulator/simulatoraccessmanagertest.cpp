#include "simulatoraccessmanager.h"

#include "simulatorfixture.h"

#include <QBuffer>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>
#include <memory>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using F = SimulatorFixture;

namespace {

// A body that comes when it likes and cannot be rewound.
class SlowBody : public QIODevice
{
public:
    SlowBody() { open(ReadOnly); }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_data.size() + QIODevice::bytesAvailable(); }
    void add(const QByteArray &data)
    {
        m_data += data;
        Q_EMIT readyRead();
    }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 size = std::min<qint64>(maxSize, m_data.size());
        std::copy_n(m_data.constData(), size, data);
        m_data.remove(0, size);
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_data;
};

} // namespace

class SimulatorAccessManagerTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<F> f;
    std::unique_ptr<SimulatorAccessManager> m_manager;

    static QNetworkRequest request(const QString &path)
    {
        QNetworkRequest request(QUrl(u"https://api.nuki.io"_s + path));
        request.setRawHeader("Authorization", "Bearer any");
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        return request;
    }
    static int status(const QNetworkReply *reply)
    {
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

private Q_SLOTS:
    void init()
    {
        f = std::make_unique<F>();
        m_manager = std::make_unique<SimulatorAccessManager>(f->nuki, f->clock);
    }
    void cleanup()
    {
        m_manager.reset();
        f.reset();
    }

    void answersLater()
    {
        QNetworkReply *reply = m_manager->get(request(u"/smartlock"_s));
        QSignalSpy metaData(reply, &QNetworkReply::metaDataChanged), ready(reply, &QNetworkReply::readyRead),
            finished(reply, &QNetworkReply::finished), all(m_manager.get(), &QNetworkAccessManager::finished);
        f->clock.advance(29ms);
        QCOMPARE(metaData.size() + ready.size() + finished.size(), 0);
        f->clock.advance(91ms);
        QCOMPARE(metaData.size(), 1);
        QCOMPARE(ready.size(), 1);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(all.size(), 1);
        QVERIFY(reply->isFinished());
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QCOMPARE(status(reply), 200);
        QCOMPARE(reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray(), "OK");
        QCOMPARE(reply->header(QNetworkRequest::ContentTypeHeader).toString(),
            u"application/json;charset=UTF-8"_s);
        QCOMPARE(reply->header(QNetworkRequest::ContentLengthHeader).toLongLong(), reply->bytesAvailable());
        QCOMPARE(QJsonDocument::fromJson(reply->readAll()).array().size(), 7);
        QCOMPARE(reply->bytesAvailable(), 0);
    }

    void sendsEveryMethod_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("POST") << QByteArray("POST") << F::authAddress(F::lock, F::code)
                              << QByteArray(R"({"name": "N"})");
        QTest::newRow("PUT") << QByteArray("PUT") << F::authAddress(F::lock)
                             << QByteArray(R"({"name": "N", "type": 13, "code": 456789})");
        QTest::newRow("DELETE") << QByteArray("DELETE") << F::authAddress(F::lock, F::code) << QByteArray();
        QTest::newRow("DELETE with a body")
            << QByteArray("DELETE") << u"/smartlock/auth"_s << QByteArray("[\"") + F::code + "\"]";
        QTest::newRow("POST without a body")
            << QByteArray("POST") << u"/smartlock/%1/action/lock"_s.arg(F::lock) << QByteArray();
    }
    void sendsEveryMethod()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        QFETCH(QByteArray, body);
        QNetworkReply *reply = m_manager->sendCustomRequest(request(path), method, body);
        f->clock.advance(1s);
        QCOMPARE(status(reply), 204);
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QVERIFY(reply->readAll().isEmpty());
        f->clock.advance(1min);
    }

    void sendsTheUsualCalls()
    {
        QNetworkReply *put = m_manager->put(
            request(u"/account/user"_s), QByteArray(R"({"name": "A", "email": "a@b.example"})"));
        QNetworkReply *post =
            m_manager->post(request(u"/account/user/501"_s), QByteArray(R"({"name": "B"})"));
        QNetworkReply *remove = m_manager->deleteResource(request(u"/account/user/502"_s));
        f->clock.advance(1s);
        QCOMPARE(status(put), 200);
        QCOMPARE(status(post), 200);
        QCOMPARE(status(remove), 204);
    }

    void readsASequentialBody_data()
    {
        QTest::addColumn<bool>("hasLength");
        QTest::newRow("with a length") << true;
        QTest::newRow("until its end") << false;
    }
    void readsASequentialBody()
    {
        QFETCH(bool, hasLength);
        const QByteArray json = R"({"name": "Slow"})";
        SlowBody body;
        QNetworkRequest toSend = request(F::authAddress(F::lock, F::code));
        if (hasLength)
            toSend.setHeader(QNetworkRequest::ContentLengthHeader, json.size());
        QNetworkReply *reply = m_manager->sendCustomRequest(toSend, "POST", &body);
        body.add(json.left(5));
        f->clock.advance(1s);
        QVERIFY(!reply->isFinished());
        body.add(json.mid(5));
        if (!hasLength) {
            f->clock.advance(1s);
            QVERIFY(!reply->isFinished());
            Q_EMIT body.readChannelFinished();
        }
        f->clock.advance(1s);
        QCOMPARE(status(reply), 204);
        f->clock.advance(1min);
        QCOMPARE(f->record(F::code).value("name"_L1).toString(), u"Slow"_s);
    }

    void reportsErrorsLikeQt_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("error");
        const QString auths = F::authAddress(F::lock), plain = F::authAddress(F::plain);
        QTest::newRow("400") << plain << QByteArray(R"({"name": "A", "type": 13})") << 400
                             << int(QNetworkReply::ProtocolInvalidOperationError);
        QTest::newRow("404") << F::authAddress(5) << QByteArray("{}") << 404
                             << int(QNetworkReply::ContentNotFoundError);
        QTest::newRow("405") << u"/account"_s << QByteArray("{}") << 405
                             << int(QNetworkReply::ContentOperationNotPermittedError);
        QTest::newRow("409") << auths << QByteArray(R"({"name": "A", "type": 13, "code": 345678})") << 409
                             << int(QNetworkReply::ContentConflictError);
        QTest::newRow("422") << auths << QByteArray(R"({"type": 13})") << 422
                             << int(QNetworkReply::UnknownContentError);
    }
    void reportsErrorsLikeQt()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        QFETCH(int, error);
        QNetworkReply *reply = m_manager->put(request(path), body);
        QSignalSpy failed(reply, &QNetworkReply::errorOccurred), finished(reply, &QNetworkReply::finished);
        f->clock.advance(1s);
        QCOMPARE(status(reply), code);
        QCOMPARE(int(reply->error()), error);
        QCOMPARE(failed.size(), 1);
        QCOMPARE(finished.size(), 1);
        QVERIFY(QJsonDocument::fromJson(reply->readAll()).isObject()); // the body stays readable
    }

    void reportsTheRest()
    {
        QNetworkRequest without = request(u"/account"_s);
        without.setRawHeader("Authorization", "");
        QNetworkReply *unauthorized = m_manager->get(without);
        f->clock.advance(1s);
        QCOMPARE(unauthorized->error(), QNetworkReply::AuthenticationRequiredError);

        SimulatedBehaviour behaviour;
        behaviour.rateLimitedFor = 5s;
        f->nuki.setBehaviour(behaviour);
        QNetworkReply *limited = m_manager->get(request(u"/account"_s));
        f->clock.advance(1s);
        QCOMPARE(limited->error(), QNetworkReply::UnknownContentError);
        QCOMPARE(limited->rawHeader("Retry-After"), "5");

        behaviour.rateLimitedFor = 0s;
        behaviour.brokenFor = 5s;
        f->nuki.setBehaviour(behaviour);
        QNetworkReply *broken = m_manager->get(request(u"/account"_s));
        f->clock.advance(1s);
        QCOMPARE(broken->error(), QNetworkReply::UnknownServerError);
        QCOMPARE(broken->header(QNetworkRequest::ContentTypeHeader).toString(), u"text/html"_s);
    }

    void losesAnAnswer()
    {
        SimulatedBehaviour behaviour;
        behaviour.loseAnswers = 1;
        f->nuki.setBehaviour(behaviour);
        QNetworkReply *reply = m_manager->deleteResource(request(F::authAddress(F::lock, F::code)));
        f->clock.advance(1s);
        QVERIFY(reply->isFinished());
        QCOMPARE(reply->error(), QNetworkReply::RemoteHostClosedError);
        QVERIFY(!reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid());
        f->clock.advance(1min);
        QVERIFY(f->record(F::code).isEmpty());
    }

    void hangsUntilTheTimeout()
    {
        SimulatedBehaviour behaviour;
        behaviour.loseAnswers = 1;
        behaviour.lostAnswersHang = true;
        f->nuki.setBehaviour(behaviour);
        QNetworkRequest toSend = request(F::authAddress(F::lock, F::code));
        toSend.setTransferTimeout(10'000);
        QNetworkReply *reply = m_manager->deleteResource(toSend);
        f->clock.advance(9s);
        QVERIFY(!reply->isFinished());
        f->clock.advance(1s);
        QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    }

    void abortsBeforeTheServiceSawIt()
    {
        m_manager->setDelay({100ms, 100ms});
        QNetworkReply *early = m_manager->deleteResource(request(F::authAddress(F::lock, F::code)));
        QNetworkReply *late = m_manager->deleteResource(request(F::authAddress(F::lock, F::other)));
        QSignalSpy finished(early, &QNetworkReply::finished);
        f->clock.advance(49ms);
        early->abort();
        early->abort();
        QCOMPARE(finished.size(), 1);
        QCOMPARE(early->error(), QNetworkReply::OperationCanceledError);
        f->clock.advance(1ms);
        late->abort();
        f->clock.advance(1min);
        QCOMPARE(finished.size(), 1);
        QVERIFY(!f->record(F::code).isEmpty()); // never arrived
        QVERIFY(f->record(F::other).isEmpty()); // had arrived
    }

    void survivesDeletionAnywhere()
    {
        const auto deleteOn = [this](auto signal) {
            QNetworkReply *reply = m_manager->get(request(u"/smartlock"_s));
            connect(reply, signal, this, [reply] { delete reply; });
            f->clock.advance(1s);
        };
        deleteOn(&QNetworkReply::metaDataChanged);
        deleteOn(&QNetworkReply::downloadProgress);
        deleteOn(&QNetworkReply::readyRead);
        deleteOn(&QNetworkReply::readChannelFinished);
        deleteOn(&QNetworkReply::finished);
        QNetworkReply *failing = m_manager->get(request(u"/nowhere"_s));
        connect(failing, &QNetworkReply::errorOccurred, this, [failing] { delete failing; });
        QNetworkReply *later = m_manager->get(request(u"/smartlock"_s));
        later->deleteLater();
        m_manager->get(request(u"/smartlock"_s)); // still under way when the manager goes
        f->clock.advance(20ms);
        m_manager.reset();
        f->clock.advance(1s);
        QCOMPARE(f->clock.pendingCount(), 0);
    }

    void deliversALongBodyInPieces()
    {
        f->nuki.editSmartlock(F::lock, {{u"error"_s, QString(600'000, u'x')}});
        QNetworkReply *reply = m_manager->get(request(u"/smartlock"_s));
        QSignalSpy ready(reply, &QNetworkReply::readyRead);
        f->clock.advance(1s);
        QTRY_VERIFY(reply->isFinished());
        QVERIFY(ready.size() >= 3);
        const QByteArray body = reply->readAll();
        QCOMPARE(body.size(), reply->header(QNetworkRequest::ContentLengthHeader).toLongLong());
        QVERIFY(QJsonDocument::fromJson(body).isArray());
    }
};

QTEST_GUILESS_MAIN(SimulatorAccessManagerTest)
#include "simulatoraccessmanagertest.moc"
