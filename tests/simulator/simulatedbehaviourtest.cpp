#include "simulatedbehaviour.h"

#include <QJsonArray>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SimulatedBehaviourTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesKnobsFromJson()
    {
        const auto changed = changedBehaviour({},
            {{u"listing"_s, QJsonArray{10, 20}}, {u"settling"_s, 5}, {u"answerLoss"_s, 0.25},
                {u"loseAnswers"_s, 3}, {u"brokenFor"_s, 1500}, {u"brokenStatus"_s, 500},
                {u"pagedMissing"_s, true}, {u"ghosts"_s, QJsonArray{u"a"_s}},
                {u"losesWrites"_s, QJsonArray{qint64(21913877581), u"18178888180"_s}},
                {u"failingActions"_s, QJsonObject{{u"18178888180"_s, 9}}},
                {u"writeErrors"_s, QJsonObject{{u"5"_s, u"full"_s}}}});
        QVERIFY2(changed, changed ? "" : qPrintable(changed.error()));
        SimulatedBehaviour expected;
        expected.listing = {10ms, 20ms};
        expected.settling = {5ms, 5ms};
        expected.answerLoss = 0.25;
        expected.loseAnswers = 3;
        expected.brokenFor = 1500ms;
        expected.brokenStatus = 500;
        expected.pagedMissing = true;
        expected.ghosts = {u"a"_s};
        expected.losesWrites = {21913877581, 18178888180};
        expected.failingActions = {{18178888180, 9}};
        expected.writeErrors = {{5, u"full"_s}};
        QVERIFY(*changed == expected);
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<QString>("knob");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("unknown") << u"speed"_s << QJsonValue(1);
        QTest::newRow("negative") << u"brokenFor"_s << QJsonValue(-1);
        QTest::newRow("reversed") << u"listing"_s << QJsonValue(QJsonArray{2, 1});
        QTest::newRow("share") << u"answerLoss"_s << QJsonValue(1.5);
        QTest::newRow("text for bool") << u"cloudFrozen"_s << QJsonValue(u"yes"_s);
        QTest::newRow("no array") << u"ghosts"_s << QJsonValue(u"a"_s);
        QTest::newRow("no id") << u"losesWrites"_s << QJsonValue(QJsonArray{u"x"_s});
        QTest::newRow("no map") << u"failingActions"_s << QJsonValue(QJsonArray{1});
    }
    void refusesWhatDoesNotFit()
    {
        QFETCH(QString, knob);
        QFETCH(QJsonValue, value);
        const auto changed = changedBehaviour({}, {{knob, value}});
        QVERIFY(!changed);
        QVERIFY(changed.error().contains(knob));
    }

    void keepsWhatIsNotNamed()
    {
        SimulatedBehaviour base;
        base.cloudFrozen = true;
        base.syncing = {1ms, 2ms};
        const auto changed = changedBehaviour(base, {{u"pagedMissing"_s, true}});
        QVERIFY(changed);
        QVERIFY(changed->cloudFrozen && changed->pagedMissing);
        QVERIFY(changed->syncing == base.syncing);
    }

    // Every member has its knob: one that is added without would make this count wrong.
    void namesAllKnobs() { QCOMPARE(behaviourKnobs().size(), 24); }
};

QTEST_APPLESS_MAIN(SimulatedBehaviourTest)
#include "simulatedbehaviourtest.moc"
