#include "fieldwords.h"

#include "authorization.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class FieldWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWordsOnce()
    {
        QCOMPARE(
            fieldWords({u"name"_s, u"allowedFromTime"_s, u"allowedUntilTime"_s}), u"name, times of day"_s);
        QCOMPARE(fieldWords({}), QString());
        QCOMPARE(fieldWords({u"somethingNew"_s}), u"somethingNew"_s);
    }

    void everyUpdatableFieldHasAWord()
    {
        Authorization one;
        Authorization other;
        other.name = u"Ada"_s;
        other.accountUserId = AccountUserId(1);
        other.code = KeypadCode::fromServer(345678);
        other.enabled = true;
        other.remoteAllowed = true;
        other.schedule.weekDays = 1;
        other.schedule.fromTime = 1;
        other.schedule.untilTime = 2;
        other.schedule.fromDate = Instant::fromText(u"2026-01-01T00:00:00.000Z"_s);
        other.schedule.untilDate = other.schedule.fromDate;
        const QStringList fields = updatableDifferences(one, other);
        QCOMPARE(fields.size(), 10);
        for (const QString &field : fields)
            QVERIFY2(!fieldWords({field}).contains(u"allowed") && fieldWords({field}) != u"accountUserId"_s,
                qPrintable(field));
    }
};

QTEST_APPLESS_MAIN(FieldWordsTest)
#include "fieldwordstest.moc"
