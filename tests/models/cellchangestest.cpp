#include "cellchanges.h"

#include <QRandomGenerator>
#include <QTest>

using namespace lockdesk;
using Rectangles = QList<CellChanges::Rectangle>;

class CellChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joinsNeighbours()
    {
        CellChanges changes;
        QVERIFY(changes.isEmpty());
        for (int row = 3; row <= 5; ++row) {
            changes.add(row, 1, {0});
            changes.add(row, 2, {0});
            changes.add(row, 4, {0});
        }
        changes.add(7, 1, {0});
        changes.add(8, 1, {0, 1});
        changes.add(9, 1, {});
        QCOMPARE(changes.rectangles(),
            (Rectangles{{7, 7, 1, 1, {0}}, {8, 8, 1, 1, {0, 1}}, {3, 5, 1, 2, {0}}, {3, 5, 4, 4, {0}}}));
    }

    void coversExactlyWhatWasAdded()
    {
        QRandomGenerator random(11);
        for (int round = 0; round < 500; ++round) {
            CellChanges changes;
            QMap<std::pair<int, int>, QList<int>> expected;
            for (int row = 0; row < 12; ++row) {
                for (int column = 0; column < 5; ++column) {
                    const QList<int> roles = QList<QList<int>>{{}, {0}, {0, 1}}.at(random.bounded(3));
                    changes.add(row, column, roles);
                    if (!roles.isEmpty())
                        expected.insert({row, column}, roles);
                }
            }
            QMap<std::pair<int, int>, QList<int>> covered;
            for (const auto &r : changes.rectangles()) {
                for (int row = r.firstRow; row <= r.lastRow; ++row) {
                    for (int column = r.firstColumn; column <= r.lastColumn; ++column) {
                        QVERIFY(!covered.contains({row, column}));
                        covered.insert({row, column}, r.roles);
                    }
                }
            }
            QCOMPARE(covered, expected);
        }
    }
};

QTEST_APPLESS_MAIN(CellChangesTest)
#include "cellchangestest.moc"
