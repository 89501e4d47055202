#include "accountjson.h"
#include "authorizationjson.h"
#include "bodymutator.h"
#include "listdecoder.h"
#include "logjson.h"
#include "smartlockjson.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

// The records in a folder of tests/data/.
QByteArrayList recordsOf(const QString &folder)
{
    QByteArrayList records;
    const QDir dir(QStringLiteral(LOCKDESK_TEST_DATA "/") + folder);
    for (const QString &name : dir.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("No test data %s", qPrintable(name));
        const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
        if (document.isObject())
            records += document.toJson();
        for (const QJsonValue record : document.array())
            records += QJsonDocument(record.toObject()).toJson();
    }
    if (records.isEmpty())
        qFatal("No test data in %s", qPrintable(folder));
    return records;
}

QByteArray textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

// JSON-1: spoiled bodies neither crash nor hang a decoder, and what comes out of them holds what its type
// promises. LOCKDESK_FUZZ_BODIES and LOCKDESK_FUZZ_SEED try more, or others.
class JsonFuzzTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smartlocks()
    {
        fuzz<Smartlock>(recordsOf(u"smartlock"_s), smartlockFromJson, [](const Smartlock &lock) {
            return toNumber(lock.id) > 0 && !smartlockUpdateToJson(lock.name, true).isEmpty();
        });
    }

    void authorizations()
    {
        fuzz<Authorization>(
            recordsOf(u"authorization"_s), authorizationFromJson, [](const Authorization &authorization) {
                return !authorization.id.isNull() && toNumber(authorization.smartlockId) > 0
                    && returnsAlike(authorization)
                    && !textOf(authorizationCreateToJson(authorization)).isEmpty();
            });
    }

    void logEntries()
    {
        fuzz<LogEntry>(recordsOf(u"log"_s), logEntryFromJson,
            [](const LogEntry &entry) { return !entry.id.isEmpty() && toNumber(entry.smartlockId) > 0; });
    }

    void people()
    {
        fuzz<AccountUser>(recordsOf(u"accountuser"_s), accountUserFromJson, [](const AccountUser &user) {
            return toNumber(user.id) > 0 && !accountUserToJson(user).isEmpty();
        });
    }

    void accounts()
    {
        fuzz<AccountInfo>(recordsOf(u"account"_s), accountInfoFromJson,
            [](const AccountInfo &account) { return account.id > 0; });
    }

private:
    // What would be sent is read back as the same updatable record.
    static bool returnsAlike(const Authorization &authorization)
    {
        QJsonObject sent =
            QJsonDocument::fromJson(textOf(authorizationMultiUpdateToJson(authorization))).object();
        sent.insert(u"smartlockId"_s, toNumber(authorization.smartlockId));
        if (authorization.type)
            sent.insert(u"type"_s, int(*authorization.type));
        const std::optional<Authorization> back = authorizationFromJson(sent);
        return back && back->unreadable.isEmpty()
            && authorizationMultiUpdateToJson(*back) == authorizationMultiUpdateToJson(authorization);
    }

    template <typename T, typename Holds>
    void fuzz(const QByteArrayList &records, Decode<T> decode, Holds holds)
    {
        bool isGiven = false;
        const int given = qEnvironmentVariableIntValue("LOCKDESK_FUZZ_BODIES", &isGiven);
        const int count = isGiven ? given : 10'000;
        BodyMutator mutator(quint32(qEnvironmentVariableIntValue("LOCKDESK_FUZZ_SEED")));
        qsizetype values = 0;
        qsizetype unreadable = 0;
        for (int i = 0; i < count; ++i) {
            const QByteArray body =
                "[" + records.at(i % records.size()) + "," + records.at(i / 7 % records.size()) + "]";
            const QByteArray spoiled = mutator.mutated(body);
            QElapsedTimer timer;
            timer.start();
            const ListResult<T> list = decodedBothWays(spoiled, decode);
            QVERIFY2(timer.elapsed() < 1000, "hangs");
            for (const T &value : list.items)
                QVERIFY2(holds(value), spoiled.constData());
            values += list.items.size();
            unreadable += list.unreadable;
        }
        // Both ways out were taken, so the bodies were neither untouched nor rubbish alone.
        QVERIFY(values > count / 10);
        QVERIFY(unreadable > count / 100);
    }

    // In pieces, and as a whole document: the same where both can read it.
    template <typename T>
    ListResult<T> decodedBothWays(const QByteArray &body, Decode<T> decode)
    {
        ListDecoder<T> decoder(decode);
        for (qsizetype at = 0; at < body.size(); at += 997)
            decoder.feed(body.mid(at, 997));
        const std::optional<ListResult<T>> inPieces = decoder.finish();
        const QJsonDocument document = QJsonDocument::fromJson(body);
        if (document.isObject())
            decode(document.object());
        QList<T> items;
        for (const QJsonValue value : document.array()) {
            if (const std::optional<T> item = value.isObject() ? decode(value.toObject()) : std::nullopt)
                items.append(*item);
        }
        if (document.isArray() && (!inPieces || inPieces->items != items))
            QTest::qFail("read differently in pieces", __FILE__, __LINE__);
        return inPieces.value_or(ListResult<T>());
    }
};

QTEST_APPLESS_MAIN(JsonFuzzTest)
#include "jsonfuzztest.moc"
