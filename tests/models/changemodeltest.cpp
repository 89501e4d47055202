#include "changemodel.h"
#include "exactness.h"
#include "tableproxy.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class ChangeModelTest : public QObject
{
    Q_OBJECT

    static Change rename(int id = 1)
    {
        UpdateAuthorization update;
        update.before.name = id == 1 ? u"Anna"_s : u"Bert"_s; // rows are told apart by their titles
        update.before.code = KeypadCode::fromServer(847'263);
        update.after = update.before;
        update.after.name = u"<u>Anne</u> %1"_s.arg(id);
        Change change;
        change.id = ChangeId(id);
        change.deviceName = u"Front door"_s;
        change.subject = update;
        change.asked = QDateTime(QDate(2026, 3, 2), QTime(9, 0), QTimeZone::utc());
        return change;
    }

    static QVariant at(const ChangeModel &model, int column, int role = Qt::DisplayRole)
    {
        return model.index(0, column).data(role);
    }

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void tellsAChange()
    {
        ChangeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setChanges({rename()});
        const QStringList headers{u"Change"_s, u"Device"_s, u"Before"_s, u"After"_s, u"Status"_s, u"When"_s};
        for (int column = 0; column < model.columnCount(); ++column) {
            QCOMPARE(model.headerData(column, Qt::Horizontal).toString(), headers.at(column));
            QCOMPARE(at(model, column, IdRole).toLongLong(), 1);
        }
        QCOMPARE(at(model, ChangeModel::Title).toString(), changeTitle(rename()));
        QCOMPARE(at(model, ChangeModel::Before).toString(), u"Name: Anna"_s);
        QCOMPARE(at(model, ChangeModel::After).toString(), u"Name: <u>Anne</u> 1"_s);
        QVERIFY(at(model, ChangeModel::After, Qt::ToolTipRole).toString().contains(u"&lt;u&gt;"_s));
        QCOMPARE(at(model, ChangeModel::Status).toString(), u"Draft"_s);
        QCOMPARE(at(model, ChangeModel::When).toString(), u"2 Mar 2026 09:00"_s);
        QCOMPARE(model.change(ChangeId(1))->deviceName, u"Front door"_s);
        QVERIFY(!model.change(ChangeId(2)));
    }

    void followsItsStatus()
    {
        ChangeModel model;
        Change change = rename();
        model.setChanges({change, rename(2)});
        Exactness exactness(model);
        for (int status = int(ChangeStatus::Problem); status <= int(ChangeStatus::Undone); ++status) {
            change.status = ChangeStatus(status);
            change.reason = status % 2 ? u"The lock <does not> answer."_s : QString();
            change.statusSince = change.asked.addSecs(status);
            exactness.begin();
            model.setChanges({change, rename(2)});
            QVERIFY(exactness.isExact());
            QCOMPARE(at(model, ChangeModel::Status, ChangeStatusRole).toInt(), status);
            QCOMPARE(at(model, ChangeModel::Status).toString(), text(change.status));
        }
        change.reason = u"The lock <does not> answer."_s;
        model.setChanges({change});
        QVERIFY(at(model, ChangeModel::Status, Qt::AccessibleTextRole).toString().endsWith(change.reason));
        QVERIFY(at(model, ChangeModel::Status, Qt::ToolTipRole).toString().contains(u"&lt;does not&gt;"_s));
    }

    void isFoundByTheTitleOfItsSet()
    {
        ChangeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        TableProxy proxy;
        proxy.setSourceModel(&model);
        proxy.setFilter(u"spring draft"_s);
        Change change = rename();
        change.set = ChangeSetId(3);
        model.setSets({{ChangeSetId(3), u"The spring cleaning"_s, {}, false, {}},
            {ChangeSetId(4), u"Another"_s, {}, false, {}}});
        Change other = rename(2);
        other.set = ChangeSetId(4);
        model.putChanges({change, other});
        QCOMPARE(proxy.rowCount(), 1);
        QCOMPARE(proxy.index(0, 0).data(IdRole).toLongLong(), 1);
        change.status = ChangeStatus::Failed;
        model.putChanges({change});
        QCOMPARE(proxy.rowCount(), 0);
        proxy.setFilter(u"failed"_s);
        QCOMPARE(proxy.rowCount(), 1);
        model.takeChanges({change.id});
        QCOMPARE(proxy.totalCount(), 1);
        QVERIFY(!model.change(change.id));
        QCOMPARE(model.changeAt(0).id, other.id);
    }

    void neverTellsACode()
    {
        ChangeModel model;
        Change change = rename();
        auto update = std::get<UpdateAuthorization>(change.subject);
        update.after.code = KeypadCode::fromServer(936'154);
        change.subject = update;
        model.setChanges({change});
        for (int column = 0; column < ChangeModel::ColumnCount; ++column) {
            for (int role = 0; role < ChangeStatusRole + 10; ++role) {
                const QString text = at(model, column, role).toString();
                QVERIFY(!text.contains(u"847263"_s) && !text.contains(u"936154"_s));
            }
        }
        QVERIFY(at(model, ChangeModel::After).toString().contains(u"••••••"_s));
    }
};

QTEST_GUILESS_MAIN(ChangeModelTest)
#include "changemodeltest.moc"
