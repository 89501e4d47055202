#include "simulation.h"

#include <QLoggingCategory>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

/// The same seed twice gives the same trace, byte for byte: else a find could not be looked at again.
class SimulationDeterminismTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameSeedSameTrace();
    void othersDiffer();
};

void SimulationDeterminismTest::sameSeedSameTrace()
{
    QLoggingCategory::setFilterRules(u"*.debug=false\n*.info=false\nlockdesk.*=false"_s);
    const QList<int> none{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}; // lived to its end
    for (quint64 seed = 1; seed <= 25; ++seed) {
        const Scenario scenario = Scenario::drawn(seed, Knobs::all());
        const Outcome first = lived(scenario, none, true);
        const Outcome second = lived(scenario, none, true);
        QVERIFY(first.trace.size() > 1000);
        if (first.trace == second.trace)
            continue;
        const QList<QByteArray> a = first.trace.split('\n');
        const QList<QByteArray> b = second.trace.split('\n');
        for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i)
            QCOMPARE(b.at(i), a.at(i));
        QFAIL("one has more to tell than the other");
    }
}

void SimulationDeterminismTest::othersDiffer()
{
    const Outcome first = lived(Scenario::drawn(1, Knobs::all()), {}, true);
    const Outcome second = lived(Scenario::drawn(2, Knobs::all()), {}, true);
    QVERIFY(first.trace != second.trace);
}

QTEST_GUILESS_MAIN(SimulationDeterminismTest)
#include "simulationdeterminismtest.moc"
