#include "authorization.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class AuthorizationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // nuki-facts chapter 5: 20 bytes for keypad codes, 32 for the rest, and bytes count.
    void limitsNamesByBytes()
    {
        const QString twenty(20, u'a');
        const QString umlauts(10, u'ü');
        QVERIFY(nameProblem(twenty, AuthorizationType::KeypadCode).isEmpty());
        QVERIFY(nameProblem(umlauts, AuthorizationType::KeypadCode).isEmpty());
        QVERIFY(!nameProblem(twenty + u'a', AuthorizationType::KeypadCode).isEmpty());
        QVERIFY(!nameProblem(umlauts + u'a', AuthorizationType::KeypadCode).isEmpty());
        QVERIFY(nameProblem(QString(32, u'a'), AuthorizationType::App).isEmpty());
        QVERIFY(!nameProblem(QString(33, u'a'), AuthorizationType::App).isEmpty());
        QVERIFY(!nameProblem(u"  "_s, AuthorizationType::App).isEmpty());
    }

    void namesEveryType()
    {
        for (int n : {0, 1, 2, 3, 13, 14, 15})
            QVERIFY(!text(AuthorizationType(n)).startsWith(u"Unknown"_s));
        QCOMPARE(text(AuthorizationType(4)), u"Unknown (4)"_s);
    }

    void listsWhatDiffers()
    {
        Authorization a;
        a.name = u"Anna"_s;
        Authorization b = a;
        QVERIFY(updatableDifferences(a, b).isEmpty());
        b.useCount = 7;
        b.updated = QDateTime(QDate(2026, 1, 1), QTime(0, 0), QTimeZone::utc());
        QVERIFY(updatableDifferences(a, b).isEmpty());
        b.name = u"Anne"_s;
        b.enabled = false;
        b.remoteAllowed = true;
        b.accountUserId = AccountUserId(3);
        b.code = KeypadCode::fromServer(345678);
        b.schedule.fromTime = 540;
        QStringList fields = updatableDifferences(a, b);
        fields.sort();
        QCOMPARE(fields,
            (QStringList{u"accountUserId"_s, u"allowedFromTime"_s, u"code"_s, u"enabled"_s, u"name"_s,
                u"remoteAllowed"_s}));
    }
};

QTEST_APPLESS_MAIN(AuthorizationTest)
#include "authorizationtest.moc"
