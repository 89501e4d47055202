#include "demodata.h"

#include "simulatorfixture.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <algorithm>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class DemoDataTest : public QObject
{
    Q_OBJECT

    const QDateTime m_now{QDate(2026, 3, 2), QTime(9, 0), Qt::UTC};
    const SimulatedWorld m_world = demoWorld({}, 1, m_now);

    template <typename Matches>
    static qsizetype count(const QJsonArray &records, Matches matches)
    {
        return std::ranges::count_if(
            records, [&](const QJsonValue &record) { return matches(record.toObject()); });
    }
    static QJsonObject state(const QJsonObject &device) { return device.value("state"_L1).toObject(); }
    static QJsonObject config(const QJsonObject &device) { return device.value("config"_L1).toObject(); }

private Q_SLOTS:
    void holdsWhatIsPromised()
    {
        QCOMPARE(m_world.smartlocks.size(), 24);
        QCOMPARE(m_world.authorizations.size(), 400);
        QCOMPARE(m_world.log.size(), 504);
        QVERIFY(m_world.users.size() >= 30);
        QVERIFY(m_world.account.contains("accountId"_L1));
    }

    void hasDevicesOfEveryKind()
    {
        QSet<int> types, zones;
        QSet<qint64> ids;
        QSet<QString> names;
        for (const QJsonValue &value : m_world.smartlocks) {
            const QJsonObject device = value.toObject();
            types.insert(device.value("type"_L1).toInt());
            zones.insert(config(device).value("timezoneId"_L1).toInt(-1));
            ids.insert(device.value("smartlockId"_L1).toInteger());
            names.insert(device.value("name"_L1).toString());
            QCOMPARE(device.value("smartlockId"_L1).toInteger() >> 32, device.value("type"_L1).toInteger());
        }
        QCOMPARE(types, (QSet<int>{0, 1, 2, 3, 4, 5}));
        QCOMPARE(zones.size(), 8);
        QCOMPARE(ids.size(), 24);
        QCOMPARE(names.size(), 24);
        QCOMPARE(count(m_world.smartlocks, [](auto d) { return d.value("serverState"_L1).toInt() == 4; }), 1);
        QCOMPARE(
            count(m_world.smartlocks, [](auto d) { return state(d).value("state"_L1).toInt() == 254; }), 1);
        QCOMPARE(count(m_world.smartlocks, [](auto d) { return state(d).value("mode"_L1).toInt() == 3; }), 1);
        QCOMPARE(
            count(m_world.smartlocks, [](auto d) { return state(d).value("doorState"_L1).toInt() == 3; }), 1);
        QCOMPARE(count(m_world.smartlocks, [](auto d) { return d.contains("region"_L1); }), 1);
        QVERIFY(count(m_world.smartlocks, [](auto d) {
            return state(d).value("batteryCritical"_L1).toBool();
        }) >= 2);
    }

    // Absent where real bodies lack it (nuki-facts chapter 1).
    void leavesOutWhatRealBodiesLack()
    {
        for (const QJsonValue &value : m_world.smartlocks) {
            const QJsonObject device = value.toObject();
            const int type = device.value("type"_L1).toInt();
            QCOMPARE(state(device).contains("batteryCharge"_L1), type >= 3);
            QCOMPARE(config(device).contains("singleLock"_L1), type != 2);
            QCOMPARE(state(device).contains("nightMode"_L1), type != 0);
        }
        for (const QJsonValue &value : m_world.authorizations)
            QCOMPARE(value.toObject().contains("remoteAllowed"_L1),
                value.toObject().value("type"_L1).toInt() != 13);
    }

    void hasAuthorizationsOfEveryKind()
    {
        const auto ofType = [](int type) {
            return [type](auto a) { return a.value("type"_L1).toInt() == type; };
        };
        const auto &all = m_world.authorizations;
        QVERIFY(count(all, ofType(0)) > 80);
        QVERIFY(count(all, ofType(2)) > 15);
        QVERIFY(count(all, ofType(3)) > 5);
        QVERIFY(count(all, ofType(13)) > 120);
        QCOMPARE(count(all, ofType(15)), 1);
        const QString now = m_now.toString(Qt::ISODateWithMs);
        QVERIFY(count(all, [&](auto a) {
            return a.contains("allowedUntilDate"_L1) && a.value("allowedUntilDate"_L1).toString() < now;
        }) > 5);
        QVERIFY(count(all, [&](auto a) { return a.value("allowedFromDate"_L1).toString() > now; }) > 5);
        QVERIFY(count(all, [](auto a) { return a.value("allowedFromTime"_L1).toInt() == 540; }) > 20);
        QVERIFY(count(all, [](auto a) { return !a.value("enabled"_L1).toBool(); }) > 5);
        QVERIFY(count(all, [](auto a) { return !a.contains("updateDate"_L1); }) > 2);
        QVERIFY(count(all, [](auto a) { return a.contains("operationId"_L1); }) > 0);
    }

    void isConsistent_data()
    {
        QTest::addColumn<int>("smartlocks");
        QTest::addColumn<int>("authorizations");
        QTest::addColumn<int>("seed");
        QTest::newRow("demo") << 24 << 400 << 1;
        QTest::newRow("another seed") << 24 << 400 << 99;
        QTest::newRow("many on few") << 3 << 900 << 1;
        QTest::newRow("few on many") << 200 << 40 << 1;
        QTest::newRow("thousands") << 200 << 8000 << 5;
        QTest::newRow("none") << 0 << 0 << 1;
    }
    void isConsistent()
    {
        QFETCH(int, smartlocks);
        QFETCH(int, authorizations);
        QFETCH(int, seed);
        const SimulatedWorld world = demoWorld({smartlocks, authorizations}, quint32(seed), m_now);
        QCOMPARE(world.smartlocks.size(), smartlocks);
        QCOMPARE(world.authorizations.size(), authorizations);
        static const QRegularExpression rule(u"\\A(?!12)[1-9]{6}\\z"_s), hex(u"\\A[0-9a-f]{24}\\z"_s);
        QSet<QString> ids;
        QSet<std::pair<qint64, qint64>> codes, people;
        for (const QJsonValue &value : world.authorizations) {
            const QJsonObject record = value.toObject();
            const qint64 device = record.value("smartlockId"_L1).toInteger();
            const QString id = record.value("id"_L1).toString();
            QVERIFY(hex.match(id).hasMatch() && !ids.contains(id));
            ids.insert(id);
            QCOMPARE(id.left(8).toLongLong(nullptr, 16),
                QDateTime::fromString(record.value("creationDate"_L1).toString(), Qt::ISODateWithMs)
                    .toSecsSinceEpoch());
            const bool isCode = record.value("type"_L1).toInt() == 13;
            QVERIFY(record.value("name"_L1).toString().toUtf8().size() <= (isCode ? 20 : 32));
            if (const std::pair key(device, record.value("code"_L1).toInteger()); isCode) {
                QVERIFY(rule.match(QString::number(key.second)).hasMatch() && !codes.contains(key));
                codes.insert(key);
            }
            if (const std::pair key(device, record.value("accountUserId"_L1).toInteger()); key.second) {
                QVERIFY(!people.contains(key));
                people.insert(key);
            }
            QVERIFY(record.value("lastActiveDate"_L1).toString() <= m_now.toString(Qt::ISODateWithMs));
        }
    }

    void isTheSameForTheSameSeed()
    {
        const SimulatedWorld again = demoWorld({}, 1, m_now);
        QCOMPARE(again.smartlocks, m_world.smartlocks);
        QCOMPARE(again.authorizations, m_world.authorizations);
        QCOMPARE(again.users, m_world.users);
        QCOMPARE(again.log, m_world.log);
        QVERIFY(demoWorld({}, 2, m_now).authorizations != m_world.authorizations);
    }

    void hasALogOfTheLastDays()
    {
        QString newer = u"9"_s;
        for (const QJsonValue &value : m_world.log) {
            const QString date = value.toObject().value("date"_L1).toString();
            QVERIFY(date <= newer);
            newer = date;
        }
        QVERIFY(newer > m_now.addDays(-6).toString(Qt::ISODateWithMs));
        const auto ofAction = [](int action) {
            return [action](auto r) { return r.value("action"_L1).toInt() == action; };
        };
        QVERIFY(count(m_world.log, ofAction(240)) > 10);
        QVERIFY(count(m_world.log, ofAction(224)) > 3);
        QVERIFY(count(m_world.log, [](auto r) { return r.value("state"_L1).toInt() == 224; }) > 1);
        QVERIFY(count(m_world.log, [](auto r) { return r.value("state"_L1).toInt() == 1; }) > 3);
    }

    void servesItsOwnWorld()
    {
        ManualClock clock(m_now);
        QRandomGenerator random(1);
        SimulatedNuki nuki(m_world, clock, random);
        const auto response = nuki.handle({"GET", u"/smartlock/auth"_s, {}, "Bearer x", {}, {}});
        QCOMPARE(QJsonDocument::fromJson(response.body).array(), m_world.authorizations);
    }

    void endsTheRingToOpenItBeganWith()
    {
        ManualClock clock(m_now);
        QRandomGenerator random(1);
        SimulatedNuki nuki(m_world, clock, random);
        const auto active = std::ranges::find_if(m_world.smartlocks,
            [](const QJsonValue &device) { return state(device.toObject()).contains("ringToOpenEnd"_L1); });
        QVERIFY(active != m_world.smartlocks.end());
        const qint64 id = (*active).toObject().value("smartlockId"_L1).toInteger();
        clock.advance(std::chrono::minutes(14));
        QCOMPARE(state(nuki.smartlock(id)).value("state"_L1).toInt(), 3);
        clock.advance(std::chrono::minutes(1));
        QCOMPARE(state(nuki.smartlock(id)).value("state"_L1).toInt(), 1);
        QVERIFY(!state(nuki.smartlock(id)).contains("ringToOpenEnd"_L1));
    }

    void isQuickWhenLarge()
    {
        QElapsedTimer timer;
        timer.start();
        const SimulatedWorld world = demoWorld({200, 20'000}, 1, m_now);
        qInfo("200 devices, 20,000 authorizations: %lld ms", timer.elapsed());
        QCOMPARE(world.authorizations.size(), 20'000);
        QVERIFY(timer.elapsed() < 20'000); // ten times what a release build takes for ten times as much
    }
};

QTEST_GUILESS_MAIN(DemoDataTest)
#include "demodatatest.moc"
