#include "simulation.h"
#include "pastfinds.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

/// Every past find again, and as many seeds as fit.
class SimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pastFind_data();
    void pastFind();
    void scenarioAsText();
    void seeds();
};

void SimulationTest::initTestCase()
{
    QLoggingCategory::setFilterRules(u"*.debug=false\n*.info=false\nlockdesk.*=false"_s);
}

void SimulationTest::pastFind_data()
{
    QTest::addColumn<QString>("text");
    for (int i = 0; i < pastFindCount; ++i)
        QTest::newRow(pastFinds[i].name) << QString::fromLatin1(pastFinds[i].scenario);
}

void SimulationTest::pastFind()
{
    QFETCH(const QString, text);
    const std::optional<Scenario> scenario = Scenario::fromText(text);
    QVERIFY(scenario);
    const Outcome outcome = lived(*scenario);
    for (const Judge::Breach &breach : outcome.breaches)
        QFAIL(qPrintable(u"promise %1: %2"_s.arg(breach.promise).arg(breach.words)));
}

void SimulationTest::scenarioAsText()
{
    for (quint64 seed = 1; seed < 200; ++seed) {
        const Scenario scenario = Scenario::drawn(seed, Knobs::all());
        QCOMPARE(Scenario::fromText(scenario.toText()), scenario);
    }
}

// LOCKDESK_SIMULATION_SECONDS: how long; a minute unless it says otherwise.
void SimulationTest::seeds()
{
    bool isSet = false;
    const int asked = qEnvironmentVariableIntValue("LOCKDESK_SIMULATION_SECONDS", &isSet);
    const qint64 longest = (isSet ? asked : 60) * 1000;
    QElapsedTimer timer;
    timer.start();
    quint64 seed = 1;
    for (; timer.elapsed() < longest; ++seed) {
        const Outcome outcome = lived(Scenario::drawn(seed, Knobs::all()));
        for (const Judge::Breach &breach : outcome.breaches)
            QFAIL(qPrintable(
                u"seed %1 breaks promise %2: %3; tests/simulation/run --from %1 --seeds 1"_s.arg(seed)
                    .arg(breach.promise)
                    .arg(breach.words)));
    }
    qInfo("%llu seeds", static_cast<unsigned long long>(seed - 1));
}

QTEST_GUILESS_MAIN(SimulationTest)
#include "simulationtest.moc"
