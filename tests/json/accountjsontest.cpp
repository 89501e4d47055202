#include "accountjson.h"

#include "testdata.h"

using namespace lockdesk;
using namespace Qt::StringLiterals;

class AccountJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheAccount()
    {
        QCOMPARE(accountInfoFromJson(objectOf(u"account/account"_s)),
            (AccountInfo{70123456, u"Kontor GmbH"_s, u"admin@example.org"_s}));
    }

    void readsPeople()
    {
        const QJsonArray users = arrayOf(u"accountuser/users"_s);
        AccountUser anna;
        anna.id = AccountUserId(510023377);
        anna.type = 1;
        anna.name = u"Anna Lindqvist"_s;
        anna.email = u"anna@example.org"_s;
        anna.language = u"de"_s;
        anna.created = QDateTime(QDate(2024, 1, 3), QTime(10, 0, 0, 120), QTimeZone::utc());
        anna.updated = QDateTime(QDate(2025, 11, 3), QTime(12, 30, 0, 991), QTimeZone::utc());
        QCOMPARE(accountUserFromJson(users.at(0).toObject()), anna);
        // The service leaves out name and type at times (nuki-facts chapter 1).
        AccountUser nameless;
        nameless.id = AccountUserId(510023378);
        nameless.email = u"temp@example.org"_s;
        QCOMPARE(accountUserFromJson(users.at(1).toObject()), nameless);
    }

    // JSON-2 for people: ids are 32-bit numbers.
    void refusesWhatIsNoId()
    {
        for (const char *id : {"0", "-1", "1.5", "2147483648", "\"510023377\"", "null", "true", "[]"}) {
            const QByteArray number(id);
            QVERIFY2(!accountUserFromJson(parsed("{\"accountUserId\":" + number + "}")), id);
        }
        QVERIFY(!accountUserFromJson({}));
        QVERIFY(!accountInfoFromJson({}));
        QVERIFY(!accountInfoFromJson({{u"accountId"_s, u"70123456"_s}}));
        QVERIFY(!accountInfoFromJson({{u"accountId"_s, 0}}));
    }

    void writesExactlyTheContract()
    {
        AccountUser user;
        user.id = AccountUserId(7);
        user.type = 1;
        user.name = u"Anna"_s;
        user.email = u"anna@example.org"_s;
        QCOMPARE(accountUserToJson(user),
            (QJsonObject{{u"name"_s, u"Anna"_s}, {u"email"_s, u"anna@example.org"_s}}));
        user.language = u"fr"_s;
        QCOMPARE(accountUserToJson(user).value(u"language"_s), QJsonValue(u"fr"_s));
    }
};

QTEST_APPLESS_MAIN(AccountJsonTest)
#include "accountjsontest.moc"
