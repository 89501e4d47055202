#include "authorizationedit.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(9, 0, 30), QTimeZone::utc());

Authorization code()
{
    Authorization a;
    a.type = AuthorizationType::KeypadCode;
    a.name = u"Cleaning"_s;
    return a;
}

} // namespace

class AuthorizationEditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingWantedIsNoChange()
    {
        QVERIFY(!updateOf(code(), code(), false, now));
        Authorization seen = code();
        seen.useCount = 7; // nothing that can be updated
        QVERIFY(!updateOf(code(), seen, false, now));
        QVERIFY(!updateOf(code(), code(), true, now)); // and completing it adds no limit
    }

    void onlyATouchedScheduleIsCompleted()
    {
        Authorization wanted = code();
        wanted.schedule.weekDays = 3;
        const auto touched = updateOf(code(), wanted, true, now);
        QVERIFY(touched && touched->scheduleEdited);
        QCOMPARE(touched->after.schedule.fromDate->toText(), u"2026-03-02T09:00:00.000Z"_s);
        QCOMPARE(touched->after.schedule.fromTime, std::optional(0));
        const bool isBeforeKept = touched->before == code();
        QVERIFY(isBeforeKept);

        Authorization renamed = wanted;
        renamed.name = u"Windows"_s;
        const auto untouched = updateOf(wanted, renamed, false, now);
        QVERIFY(untouched && !untouched->scheduleEdited);
        QVERIFY(untouched->after.schedule == wanted.schedule);
    }

    void absentFieldsStayAbsentWhereTheyMeanThat()
    {
        Authorization a = code();
        changeEnabled(a, true);
        changeRemoteAllowed(a, false);
        QVERIFY(!a.enabled && !a.remoteAllowed);
        changeEnabled(a, false);
        changeRemoteAllowed(a, true);
        QCOMPARE(a.enabled, std::optional(false));
        QCOMPARE(a.remoteAllowed, std::optional(true));
        changeEnabled(a, true);
        QCOMPARE(a.enabled, std::optional(true));
    }

    void codesHaveNoRemoteAccess()
    {
        Authorization a = code();
        QVERIFY(!canHaveRemoteAccess(a));
        a.type = AuthorizationType::App;
        QVERIFY(canHaveRemoteAccess(a));
    }
};

QTEST_APPLESS_MAIN(AuthorizationEditTest)
#include "authorizationedittest.moc"
