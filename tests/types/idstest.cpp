#include "ids.h"

#include <QTest>

using namespace lockdesk;

class IdsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTripsDecimalIds_data()
    {
        QTest::addColumn<qint64>("number");
        QTest::newRow("type 0") << qint64(439041101);
        QTest::newRow("type 5, same low 32 bits") << qint64(21913877581);
        QTest::newRow("2^53 + 1") << (qint64(1) << 53) + 1;
        QTest::newRow("2^63 - 1") << std::numeric_limits<qint64>::max();
    }
    void roundTripsDecimalIds()
    {
        QFETCH(qint64, number);
        const auto id = smartlockIdFromString(toString(SmartlockId(number)));
        QVERIFY(id);
        QCOMPARE(toNumber(*id), number);
    }

    void refusesWhatIsNoId()
    {
        for (const char *text : {"", "0", "-1", "+5", " 5", "1.5", "x", "9223372036854775808", "1e3", "../5"})
            QVERIFY2(!smartlockIdFromString(QString::fromLatin1(text)), text);
    }

    // The vendor's own example: 1A2B3C4D with the 5th generation's prefix (key concepts, "Converting HEX
    // IDs").
    void prefixesTheDeviceType()
    {
        const auto id = smartlockIdFromHexId(u"1A2B3C4D", DeviceType::SmartLock5);
        QVERIFY(id);
        QCOMPARE(toNumber(*id), qint64(21913877581));
        QCOMPARE(toHexId(*id), QStringLiteral("1A2B3C4D"));
        QCOMPARE(toNumber(*smartlockIdFromHexId(u"ffffffff", DeviceType::SmartLock12)), qint64(4294967295));
        QVERIFY(!smartlockIdFromHexId(u"1A2B3C4D5", DeviceType::SmartLock5));
        QVERIFY(!smartlockIdFromHexId(u"", DeviceType::SmartLock5));
        QVERIFY(!smartlockIdFromHexId(u"0", DeviceType::SmartLock12));
        QVERIFY(!smartlockIdFromHexId(u"0x12", DeviceType::SmartLock5));
    }

    void checksAuthorizationIds()
    {
        QVERIFY(AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60718"));
        for (const char *text :
            {"", "6ab2be33a1b2c3d4e5f6071", "6ab2be33a1b2c3d4e5f607188", "6AB2BE33A1B2C3D4E5F60718",
                "../../../account/......", "6ab2be33a1b2c3d4e5f60718\n", "6ab2be33a1b2c3d4e5f6071/"})
            QVERIFY2(!AuthorizationId::fromString(QString::fromLatin1(text)), text);
    }
};

QTEST_APPLESS_MAIN(IdsTest)
#include "idstest.moc"
