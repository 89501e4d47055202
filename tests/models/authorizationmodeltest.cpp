#include "authorizationmodel.h"
#include "exactness.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

QDateTime utc(int day, int hour, int minute = 0)
{
    return {QDate(2026, 3, day), QTime(hour, minute), QTimeZone::utc()};
}

AuthorizationRow cleaner(int number = 1)
{
    AuthorizationRow row;
    row.authorization.id = *AuthorizationId::fromString(QString::number(number, 16).rightJustified(24, u'0'));
    row.authorization.smartlockId = SmartlockId(0x51A2B3C4D);
    row.authorization.type = AuthorizationType::KeypadCode;
    row.authorization.name = u"Cleaner %1"_s.arg(number);
    row.authorization.code = KeypadCode::fromServer(847'263);
    row.authorization.enabled = true;
    row.authorization.schedule.weekDays = 124; // Monday to Friday
    row.authorization.schedule.fromTime = 9 * 60;
    row.authorization.schedule.untilTime = 17 * 60;
    row.authorization.schedule.fromDate = Instant::fromDateTime(utc(1, 8));
    row.authorization.useCount = 12;
    row.authorization.lastActive = utc(2, 8, 30);
    row.authorization.updated = utc(1, 8);
    row.deviceName = u"Front door"_s;
    row.personName = u"Zoë"_s;
    row.lockZone = QTimeZone("Europe/Berlin");
    return row;
}

} // namespace

class AuthorizationModelTest : public QObject
{
    Q_OBJECT

    const QDateTime m_now = utc(2, 9); // Monday, 10:00 in Berlin

    static QVariant at(const AuthorizationModel &model, int column, int role = Qt::DisplayRole)
    {
        return model.index(0, column).data(role);
    }

    QVariant cellOf(const AuthorizationRow &row, int column, int role = Qt::DisplayRole,
        ShownClock clock = ShownClock::Lock) const
    {
        AuthorizationModel model;
        model.setNow(m_now);
        model.setShownClock(clock);
        model.setRows({row});
        return at(model, column, role);
    }

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void tellsAnAuthorization()
    {
        AuthorizationModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setNow(m_now);
        model.setRows({cleaner()});
        const QStringList texts{u"Cleaner 1"_s, u"Front door"_s, u"Keypad code"_s, u"Zoë"_s,
            u"Mon–Fri 09:00–17:00"_s, u"1 Mar 2026 09:00 (UTC+1)"_s, u"–"_s, u"Yes, until Mon 17:00"_s,
            u"2 Mar 2026 09:30 (UTC+1)"_s, u"12"_s, u"On the lock"_s};
        const QStringList headers{u"Name"_s, u"Device"_s, u"Type"_s, u"Person"_s, u"Schedule"_s,
            u"Valid from"_s, u"Valid until"_s, u"Access now"_s, u"Last used"_s, u"Uses"_s, u"Status"_s};
        for (int column = 0; column < model.columnCount(); ++column) {
            QCOMPARE(at(model, column).toString(), texts.at(column));
            QCOMPARE(model.headerData(column, Qt::Horizontal).toString(), headers.at(column));
            QCOMPARE(at(model, column, IdRole).toString(), cleaner().authorization.id.toString());
        }
        QVERIFY(at(model, AuthorizationModel::Schedule, Qt::AccessibleTextRole)
                    .toString()
                    .contains(u"Monday to Friday from 09:00 to 17:00"_s));
        QCOMPARE(at(model, AuthorizationModel::Schedule, ScheduleRole).value<AccessSchedule>(),
            cleaner().authorization.schedule);
    }

    void accessibleTextHoldsTheDisplayText()
    {
        AuthorizationRow row = cleaner();
        row.authorization.schedule.untilDate = Instant::fromText(u"2026-06-01"_s);
        row.authorization.error = u"no"_s;
        for (int column = 0; column < AuthorizationModel::ColumnCount; ++column) {
            const QVariant spoken = cellOf(row, column, Qt::AccessibleTextRole);
            QVERIFY(!spoken.isValid() || spoken.toString().contains(cellOf(row, column).toString()));
        }
    }

    void saysWhoseClock()
    {
        const AuthorizationRow row = cleaner();
        const int column = AuthorizationModel::ValidFrom;
        QCOMPARE(cellOf(row, column, Qt::DisplayRole, ShownClock::Utc).toString(), u"1 Mar 2026 08:00 UTC"_s);
        QCOMPARE(cellOf(row, column, Qt::DisplayRole, ShownClock::Mine).toString(), u"1 Mar 2026 08:00"_s);
        QCOMPARE(cellOf(row, AuthorizationModel::AccessNow, Qt::DisplayRole, ShownClock::Utc).toString(),
            u"Yes, until Mon 16:00 UTC"_s);
        QCOMPARE(cellOf(row, column, SortRole).toDateTime(), utc(1, 8));
        QVERIFY(cellOf(row, column, Qt::ToolTipRole).toString().contains(u"Europe/Berlin"_s));

        AuthorizationRow lost = cleaner();
        lost.lockZone = {};
        QCOMPARE(cellOf(lost, column).toString(), u"1 Mar 2026 08:00 UTC"_s);
        QCOMPARE(cellOf(lost, AuthorizationModel::AccessNow).toString(), u"Unclear"_s);
        AuthorizationRow near = cleaner();
        near.lockZone = QTimeZone("Europe/London"); // the same as here in March
        QCOMPARE(cellOf(near, column).toString(), u"1 Mar 2026 08:00"_s);
    }

    void switchesTheClock()
    {
        AuthorizationModel model;
        model.setNow(m_now);
        model.setRows({cleaner(1), cleaner(2)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy headers(&model, &QAbstractItemModel::headerDataChanged);
        const QVariant before =
            model.headerData(AuthorizationModel::ValidFrom, Qt::Horizontal, Qt::ToolTipRole);
        model.setShownClock(ShownClock::Utc);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.at(0).at(0).toModelIndex(), model.index(0, AuthorizationModel::Schedule));
        QCOMPARE(changed.at(0).at(1).toModelIndex(), model.index(1, AuthorizationModel::LastUsed));
        QVERIFY(!changed.at(0).at(2).value<QList<int>>().contains(SortRole));
        QCOMPARE(headers.count(), 1);
        QVERIFY(model.headerData(AuthorizationModel::ValidFrom, Qt::Horizontal, Qt::ToolTipRole) != before);
        QCOMPARE(at(model, AuthorizationModel::AccessNow).toString(), u"Yes, until Mon 16:00 UTC"_s);
        model.setShownClock(ShownClock::Utc);
        QCOMPARE(changed.count(), 1);
    }

    void tellsTheStatus()
    {
        AuthorizationRow row = cleaner();
        row.authorization.updated = {};
        QCOMPARE(cellOf(row, AuthorizationModel::Status).toString(), u"Listed, not yet on the lock"_s);
        row = cleaner();
        row.authorization.operationPending = true;
        QCOMPARE(cellOf(row, AuthorizationModel::Status).toString(), u"Listed, not yet on the lock"_s);
        row.statusText = u"Accepted"_s;
        row.authorization.error = u"<i>busy</i>"_s;
        QCOMPARE(cellOf(row, AuthorizationModel::Status).toString(), u"Accepted"_s);
        QVERIFY(cellOf(row, AuthorizationModel::Status, Qt::ToolTipRole).toString().contains(u"&lt;i&gt;"_s));
    }

    void tellsOddRecords()
    {
        AuthorizationRow row;
        row.authorization.id = cleaner().authorization.id;
        QCOMPARE(cellOf(row, AuthorizationModel::Name).toString(), u"(no name)"_s);
        QCOMPARE(cellOf(row, AuthorizationModel::Type).toString(), u"Unknown"_s);
        QCOMPARE(cellOf(row, AuthorizationModel::Schedule).toString(), u"Every day"_s);
        QCOMPARE(cellOf(row, AuthorizationModel::AccessNow).toString(), u"Yes"_s);
        QCOMPARE(cellOf(row, AuthorizationModel::Uses).toString(), u"–"_s);
        for (const int column :
            {AuthorizationModel::Name, AuthorizationModel::Type, AuthorizationModel::Person,
                AuthorizationModel::ValidUntil, AuthorizationModel::LastUsed, AuthorizationModel::Uses})
            QVERIFY(!cellOf(row, column, SortRole).isValid());
        row.authorization.enabled = false;
        QCOMPARE(cellOf(row, AuthorizationModel::AccessNow).toString(), u"Disabled"_s);
        row.authorization.schedule.untilDate = Instant::fromText(u"2026-06-01T10:00:00"_s);
        QCOMPARE(cellOf(row, AuthorizationModel::ValidUntil).toString(), u"2026-06-01T10:00:00"_s);
        row.authorization.id = {};
        QVERIFY(!cellOf(row, AuthorizationModel::Name).isValid());
    }

    // The words are kept until they are due; kept or asked anew, they must be the same at every moment.
    void accessNowFollowsTheClock()
    {
        AuthorizationModel model;
        QList<AuthorizationRow> rows;
        QRandomGenerator random(3);
        for (int i = 1; i <= 12; ++i) {
            rows.append(cleaner(i));
            AccessSchedule &schedule = rows.last().authorization.schedule;
            schedule.weekDays = random.bounded(128);
            if (i % 3 == 0)
                schedule.untilDate = Instant::fromDateTime(utc(10 + i, i));
            if (i % 4 == 0)
                schedule.fromDate = Instant::fromDateTime(utc(5 + i, i));
        }
        model.setNow(m_now);
        model.setRows(rows);
        Exactness exactness(model);
        int changes = 0;
        for (int hour = 0; hour < 24 * 30; hour += 1 + random.bounded(5)) {
            const QDateTime now = m_now.addSecs(hour * 3'600 + random.bounded(3'600));
            exactness.begin();
            model.setNow(now);
            QVERIFY2(exactness.isExact(), qPrintable(now.toString(Qt::ISODate)));
            changes += exactness.signalCount;
            AuthorizationModel anew;
            anew.setNow(now);
            anew.setRows(rows);
            for (int row = 0; row < model.rowCount(); ++row) {
                for (const int role : {int(Qt::DisplayRole), int(SortRole)})
                    QCOMPARE(model.index(row, AuthorizationModel::AccessNow).data(role),
                        anew.index(row, AuthorizationModel::AccessNow).data(role));
            }
        }
        QVERIFY(changes > 30);
        exactness.begin();
        model.setNow(m_now); // the clock was set back
        QVERIFY(exactness.isExact());
        QCOMPARE(
            at(model, AuthorizationModel::AccessNow), cellOf(rows.first(), AuthorizationModel::AccessNow));
    }

    void sortsOpenBeforeLaterBeforeNever()
    {
        QList<AuthorizationRow> rows;
        for (int i = 1; i <= 6; ++i)
            rows.append(cleaner(i));
        rows[1].authorization.schedule.weekDays = 32; // Tuesday
        rows[2].authorization.schedule.weekDays = 16; // Wednesday
        rows[3].lockZone = {};
        rows[4].authorization.schedule.untilDate = Instant::fromDateTime(utc(1, 9));
        rows[5].authorization.enabled = false;
        AuthorizationModel model;
        model.setNow(m_now);
        model.setRows(rows);
        for (int row = 1; row < 6; ++row) {
            QVERIFY(model.index(row - 1, AuthorizationModel::AccessNow).data(SortRole).toLongLong()
                < model.index(row, AuthorizationModel::AccessNow).data(SortRole).toLongLong());
        }
    }

    void announcesExactlyWhatARefreshChanged()
    {
        AuthorizationModel model;
        model.setNow(m_now);
        QList<AuthorizationRow> rows{cleaner(1), cleaner(2), cleaner(3), cleaner(4)};
        model.setRows(rows);
        Exactness exactness(model);
        QRandomGenerator random(9);
        for (int round = 0; round < 300; ++round) {
            AuthorizationRow &row = rows[random.bounded(4)];
            switch (random.bounded(10)) {
            case 0:
                row.authorization.schedule.weekDays = random.bounded(128);
                break;
            case 1:
                row.authorization.enabled = random.bounded(2) == 0;
                break;
            case 2:
                row.lockZone = random.bounded(2) ? QTimeZone("Asia/Tokyo") : QTimeZone();
                break;
            case 3:
                row.authorization.lastActive = utc(1, random.bounded(24));
                break;
            case 4:
                row.authorization.useCount = random.bounded(100);
                break;
            case 5:
                row.statusText = random.bounded(2) ? u"Sent"_s : QString();
                break;
            case 6:
                row.isStale = !row.isStale;
                break;
            case 7:
                row.authorization.code = KeypadCode::fromServer(random.bounded(1'000'000));
                break;
            case 8:
                row.personName = random.bounded(2) ? u"Ann"_s : QString();
                break;
            case 9:
                row.authorization.schedule.untilDate = Instant::fromDateTime(utc(1 + random.bounded(30), 7));
                break;
            }
            exactness.begin();
            model.setRows(rows);
            QVERIFY2(exactness.isExact(), qPrintable(QString::number(round)));
        }
    }

    // P14: a code is in no role of any cell.
    void neverTellsACode()
    {
        for (int column = 0; column < AuthorizationModel::ColumnCount; ++column) {
            for (int role = 0; role < ChangeStatusRole + 10; ++role)
                QVERIFY(!cellOf(cleaner(), column, role).toString().contains(u"847263"_s));
        }
    }
};

QTEST_GUILESS_MAIN(AuthorizationModelTest)
#include "authorizationmodeltest.moc"
