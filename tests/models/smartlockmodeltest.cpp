#include "smartlockmodel.h"
#include "exactness.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class SmartlockModelTest : public QObject
{
    Q_OBJECT

    const QDateTime m_now{QDate(2026, 3, 2), QTime(13, 5), QTimeZone::utc()}; // a Monday

    SmartlockRow door() const
    {
        SmartlockRow row;
        row.smartlock.id = SmartlockId(0x51A2B3C4D);
        row.smartlock.type = DeviceType::SmartLock5;
        row.smartlock.productVariant = 3;
        row.smartlock.name = u"Front door"_s;
        row.smartlock.mode = Mode::Door;
        row.smartlock.state = int(LockState::Locked);
        row.smartlock.doorState = DoorState::Closed;
        row.smartlock.serverState = ServerState::Ok;
        row.smartlock.battery.charge = 80;
        row.smartlock.timeZoneId = 37;
        row.fetchedAt = m_now;
        row.authorizationCount = 57;
        return row;
    }

    static QVariant at(const SmartlockModel &model, int column, int role = Qt::DisplayRole)
    {
        return model.index(0, column).data(role);
    }

    QVariant cellOf(const SmartlockRow &row, int column, int role = Qt::DisplayRole) const
    {
        SmartlockModel model;
        model.setNow(m_now);
        model.setRows({row});
        return at(model, column, role);
    }

private Q_SLOTS:
    void tellsADevice()
    {
        SmartlockModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setNow(m_now);
        model.setRows({door()});
        const QStringList texts{u"Front door"_s, u"Smart Lock 5 Ultra"_s, u"Locked"_s, u"Closed"_s, u"80%"_s,
            u"Online"_s, u"Mon 14:05"_s, u"57 of 200"_s, u"Just now"_s};
        const QStringList headers{u"Name"_s, u"Type"_s, u"State"_s, u"Door"_s, u"Battery"_s, u"Connection"_s,
            u"Local time"_s, u"Access used"_s, u"Updated"_s};
        for (int column = 0; column < model.columnCount(); ++column) {
            QCOMPARE(at(model, column).toString(), texts.at(column));
            QCOMPARE(model.headerData(column, Qt::Horizontal).toString(), headers.at(column));
            QCOMPARE(at(model, column, IdRole).toLongLong(), toNumber(door().smartlock.id));
            QVERIFY(!at(model, column, StaleRole).toBool());
        }
        QCOMPARE(at(model, SmartlockModel::State, StateKindRole).toInt(), int(StateKind::Secured));
        QCOMPARE(at(model, SmartlockModel::LocalTime, ZoneRole).value<QTimeZone>().id(), "Europe/Berlin");
        QCOMPARE(model.row(door().smartlock.id)->smartlock.name, u"Front door"_s);
        QVERIFY(!model.row(SmartlockId(5)));
    }

    void marksTheLastStateOfAnOfflineDevice()
    {
        SmartlockRow row = door();
        row.smartlock.serverState = ServerState::Offline;
        QCOMPARE(cellOf(row, SmartlockModel::State).toString(), u"Locked (last known)"_s);
        QCOMPARE(cellOf(row, SmartlockModel::Door).toString(), u"Closed (last known)"_s);
        QCOMPARE(cellOf(row, SmartlockModel::Connection).toString(), u"Offline"_s);
        QCOMPARE(cellOf(row, SmartlockModel::State, StateKindRole).toInt(), int(StateKind::Unknown));
        QVERIFY(cellOf(row, SmartlockModel::State, StaleRole).toBool());
        QVERIFY(cellOf(row, SmartlockModel::State, Qt::AccessibleTextRole)
                    .toString()
                    .startsWith(u"Locked (last known). "_s));
    }

    void saysWhatIsNotKnown()
    {
        SmartlockRow row;
        row.smartlock.id = SmartlockId(7);
        QCOMPARE(cellOf(row, SmartlockModel::Name).toString(), u"Device 00000007"_s);
        for (const int column : {SmartlockModel::Type, SmartlockModel::State, SmartlockModel::BatteryColumn,
                 SmartlockModel::Connection, SmartlockModel::AccessUsed})
            QCOMPARE(cellOf(row, column).toString(), u"Unknown"_s);
        QCOMPARE(cellOf(row, SmartlockModel::LocalTime).toString(), u"Unknown time zone"_s);
        QCOMPARE(cellOf(row, SmartlockModel::Updated).toString(), u"Never"_s);
        row.smartlock.timeZoneId = 99;
        QCOMPARE(cellOf(row, SmartlockModel::LocalTime).toString(), u"Unknown time zone (99)"_s);
        for (int column = SmartlockModel::State; column < SmartlockModel::ColumnCount; ++column)
            QVERIFY(!cellOf(row, column, SortRole).isValid());
    }

    void tellsBatteries_data()
    {
        QTest::addColumn<std::optional<int>>("charge");
        QTest::addColumn<std::optional<bool>>("critical");
        QTest::addColumn<bool>("charging");
        QTest::addColumn<bool>("keypad");
        QTest::addColumn<QString>("text");
        using Charge = std::optional<int>;
        using Critical = std::optional<bool>;
        QTest::newRow("charge") << Charge(57) << Critical() << false << false << u"57%"_s;
        QTest::newRow("low") << Charge(10) << Critical(true) << false << false << u"10%, low"_s;
        QTest::newRow("no charge, low") << Charge() << Critical(true) << false << false << u"Low"_s;
        QTest::newRow("no charge") << Charge() << Critical(false) << false << false << u"OK"_s;
        QTest::newRow("charging") << Charge(57) << Critical(false) << true << false << u"57%, charging"_s;
        QTest::newRow("keypad") << Charge() << Critical(false) << false << true << u"OK, keypad low"_s;
    }
    void tellsBatteries()
    {
        QFETCH(std::optional<int>, charge);
        QFETCH(std::optional<bool>, critical);
        QFETCH(bool, charging);
        QFETCH(bool, keypad);
        SmartlockRow row = door();
        row.smartlock.battery = {critical, charging, charge, keypad, std::nullopt};
        QTEST(cellOf(row, SmartlockModel::BatteryColumn).toString(), "text");
    }

    void showsWhatIsOnItsWay()
    {
        SmartlockRow row = door();
        row.waitingText = u"Unlocking – waiting for the lock"_s;
        QCOMPARE(cellOf(row, SmartlockModel::State).toString(), row.waitingText);
        QCOMPARE(cellOf(row, SmartlockModel::State, StateKindRole).toInt(), int(StateKind::Moving));
        row.waitingText = u"Unlock not confirmed"_s;
        row.isUnconfirmed = true;
        QCOMPARE(cellOf(row, SmartlockModel::State, StateKindRole).toInt(), int(StateKind::Unknown));
    }

    void showsAnOpenersContinuousMode()
    {
        SmartlockRow row = door();
        row.smartlock.type = DeviceType::Opener;
        row.smartlock.state = int(OpenerState::Online);
        row.smartlock.mode = Mode::ContinuousOrFailure;
        QCOMPARE(cellOf(row, SmartlockModel::State).toString(), u"Continuous mode"_s);
        QCOMPARE(cellOf(row, SmartlockModel::State, StateKindRole).toInt(), int(StateKind::Unsecured));
        QCOMPARE(cellOf(row, SmartlockModel::AccessUsed).toString(), u"57 of 100"_s);
    }

    // DOM-5: with a frozen server every row loses its colour after two polls, and its age goes on.
    void agesWithTheClock()
    {
        SmartlockModel model;
        model.setNow(m_now);
        model.setRows({door()});
        Exactness exactness(model);
        for (int second = 1; second <= 3'700; second += 13) {
            exactness.begin();
            model.setNow(m_now.addSecs(second));
            QVERIFY2(exactness.isExact(), qPrintable(QString::number(second)));
            QCOMPARE(at(model, SmartlockModel::State, StaleRole).toBool(), second > 60);
        }
        QCOMPARE(at(model, SmartlockModel::Updated).toString(), u"1 h ago"_s);
        QCOMPARE(at(model, SmartlockModel::State).toString(), u"Locked (1 h ago)"_s);
        QCOMPARE(at(model, SmartlockModel::State, StateKindRole).toInt(), int(StateKind::Unknown));
        QCOMPARE(at(model, SmartlockModel::LocalTime).toString(), u"Mon 15:06"_s);
    }

    // DOM-6: none of all server states and raw states in trouble is ever drawn as plainly locked.
    void neverDrawsTroubleAsLocked()
    {
        SmartlockRow row = door();
        for (int state = 0; state < 256; ++state) {
            row.smartlock.state = state;
            for (int server = 0; server <= 4; ++server) {
                row.smartlock.serverState = ServerState(server);
                const int kind = cellOf(row, SmartlockModel::State, StateKindRole).toInt();
                QCOMPARE(kind == int(StateKind::Secured), state == int(LockState::Locked) && server == 0);
            }
        }
        row = door();
        row.smartlock.battery.critical = true;
        QCOMPARE(cellOf(row, SmartlockModel::State, StateKindRole).toInt(), int(StateKind::Trouble));
        QCOMPARE(cellOf(row, SmartlockModel::State, Qt::AccessibleTextRole).toString(),
            u"Locked. The battery is low."_s);
        row = door();
        row.smartlock.adminPinState = AdminPinState::Invalid;
        QCOMPARE(cellOf(row, SmartlockModel::State, StateKindRole).toInt(), int(StateKind::Trouble));
    }

    // JSON-2: ids that share their low 32 bits are two rows.
    void announcesExactlyWhatARefreshChanged()
    {
        SmartlockModel model;
        model.setNow(m_now);
        SmartlockRow other = door();
        other.smartlock.id = SmartlockId(0x1A2B3C4D);
        other.smartlock.name = u"Back door"_s;
        model.setRows({door(), other});
        QCOMPARE(model.rowCount(), 2);
        Exactness exactness(model);
        other.smartlock.state = int(LockState::Unlocked);
        other.fetchedAt = m_now.addSecs(-120);
        SmartlockRow first = door();
        first.authorizationCount = 58;
        model.setRows({other, first});
        QVERIFY(exactness.isExact());
        QVERIFY(exactness.announced.contains({u"Back door"_s, SmartlockModel::State, Qt::DisplayRole}));
        QVERIFY(exactness.announced.contains({u"Front door"_s, SmartlockModel::AccessUsed, SortRole}));
        QVERIFY(!exactness.announced.contains({u"Front door"_s, SmartlockModel::State, Qt::DisplayRole}));
    }

    // UI-4
    void showsHostileNamesAsTheyAre()
    {
        SmartlockRow row = door();
        row.smartlock.name = u"<b>Lab</b><img src=file:///x>\u202egpj\u0007"_s;
        const QString shown = cellOf(row, SmartlockModel::Name).toString();
        QCOMPARE(shown, u"<b>Lab</b><img src=file:///x><U+202E>gpj\u2407"_s);
        const QString toolTip = cellOf(row, SmartlockModel::Name, Qt::ToolTipRole).toString();
        QVERIFY(toolTip.contains(shown.toHtmlEscaped()));
        QVERIFY(!toolTip.contains(u"<b>"_s));
    }
};

QTEST_GUILESS_MAIN(SmartlockModelTest)
#include "smartlockmodeltest.moc"
