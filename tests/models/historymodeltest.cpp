#include "historymodel.h"

#include "roles.h"
#include "tableproxy.h"
#include "utc.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

HistoryLine line(int i)
{
    return {utcFromMSecs(1'772'442'000'000 + i * 60'000LL), u"School"_s, ChangeSetId(3),
        utcFromMSecs(1'772'442'000'000), u"Disable 2 authorizations"_s,
        u"Disable access “<u>Person %1</u>”"_s.arg(i), u"Front\ndoor"_s, u"Enabled: yes"_s, u"Enabled: no"_s,
        i == 1 ? ChangeStatus::Failed : ChangeStatus::Confirmed,
        i == 1 ? u"The lock does not answer."_s : QString()};
}

} // namespace

class HistoryModelTest : public QObject
{
    Q_OBJECT

    static QVariant at(const HistoryModel &model, int row, int column, int role = Qt::DisplayRole)
    {
        return model.index(row, column).data(role);
    }

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void tellsALine()
    {
        HistoryModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setLines({line(0), line(1)});
        const QStringList headers{u"When"_s, u"Who"_s, u"Set"_s, u"Change"_s, u"Device"_s, u"Before"_s,
            u"After"_s, u"Outcome"_s, u"Reason"_s};
        const QStringList cells{u"2 Mar 2026 09:01"_s, u"School"_s, u"Disable 2 authorizations"_s,
            u"Disable access “<u>Person 1</u>”"_s, u"Front␊door"_s, u"Enabled: yes"_s, u"Enabled: no"_s,
            u"Failed"_s, u"The lock does not answer."_s};
        QCOMPARE(model.columnCount(), headers.size());
        for (int column = 0; column < model.columnCount(); ++column) {
            QCOMPARE(model.headerData(column, Qt::Horizontal).toString(), headers.at(column));
            QCOMPARE(at(model, 1, column).toString(), cells.at(column));
            QCOMPARE(at(model, 1, column, IdRole).toLongLong(), 2);
        }
        QVERIFY(at(model, 1, HistoryModel::Change, Qt::ToolTipRole).toString().contains(u"&lt;u&gt;"_s));
        QCOMPARE(at(model, 1, HistoryModel::Outcome, ChangeStatusRole).toInt(), int(ChangeStatus::Failed));
        QVERIFY(at(model, 1, HistoryModel::Outcome, Qt::ToolTipRole).toString().contains(u"not answer"_s));
    }

    void grows()
    {
        HistoryModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setLines({line(0)});
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QSignalSpy insertions(&model, &QAbstractItemModel::rowsInserted);
        model.append({line(1), line(2)});
        model.append({});
        QCOMPARE(resets.size(), 0);
        QCOMPARE(insertions.size(), 1);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.lines().last(), line(2));
    }

    void sortsByTheInstant()
    {
        HistoryModel model;
        HistoryLine early = line(0);
        early.when = utcFromMSecs(946'684'800'000);
        HistoryLine late = line(0);
        late.when = utcFromMSecs(1'775'001'600'000);
        model.setLines({line(0), late, early});
        TableProxy proxy;
        proxy.setSourceModel(&model);
        proxy.sort(HistoryModel::When, Qt::DescendingOrder);
        QStringList shown;
        for (int row = 0; row < proxy.rowCount(); ++row)
            shown += proxy.index(row, HistoryModel::When).data().toString();
        QCOMPARE(shown, (QStringList{u"1 Apr 2026 00:00"_s, u"2 Mar 2026 09:00"_s, u"1 Jan 2000 00:00"_s}));
    }
};

QTEST_GUILESS_MAIN(HistoryModelTest)
#include "historymodeltest.moc"
