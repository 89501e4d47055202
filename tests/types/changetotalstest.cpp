#include "changetotals.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class ChangeTotalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsHowManyHaveComeHowFar()
    {
        ChangeTotals totals;
        QCOMPARE(totals.text(), QString());
        for (int status = 0; status <= int(ChangeStatus::Undone); ++status) {
            for (int i = 0; i <= status; ++i)
                totals.add(ChangeStatus(status));
        }
        QCOMPARE(totals.all(), 66);
        QCOMPARE(totals.underWay(), 3 + 4 + 5 + 6); // waiting, sent, accepted, listed
        QCOMPARE(totals.text(),
            u"1 draft(s), 2 problem(s), 3 waiting, 4 sent, 5 accepted, 6 listed, 7 confirmed, 8 failed, "
            "9 conflict(s), 10 unconfirmed, 11 undone"_s);
        totals.remove(ChangeStatus::Draft);
        QVERIFY(totals.text().startsWith(u"2 problem(s)"_s));
    }

    void countsOneSetOnly()
    {
        QList<Change> changes(5);
        for (int i = 0; i < 5; ++i)
            changes[i].set = ChangeSetId(i % 2);
        changes[3].status = ChangeStatus::Failed;
        QCOMPARE(totalsOf(changes, ChangeSetId(0)).text(), u"3 draft(s)"_s);
        QCOMPARE(totalsOf(changes, ChangeSetId(1)).text(), u"1 draft(s), 1 failed"_s);
        QCOMPARE(totalsOf(changes, ChangeSetId(2)).all(), 0);
    }
};

QTEST_APPLESS_MAIN(ChangeTotalsTest)
#include "changetotalstest.moc"
