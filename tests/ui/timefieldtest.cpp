#include "timefield.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class TimeFieldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesKeysAndWritesOut();
    void takesTextSetByAssistiveTools();
    void stepsByKeys_data();
    void stepsByKeys();
    void wheelMovesOnlyTheFocusedField();
};

void TimeFieldTest::takesKeysAndWritesOut()
{
    TimeField field(Bound::Until);
    QTest::keyClicks(&field, u"9"_s);
    QCOMPARE(field.minutes(), 540);
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(field.text(), u"09:00"_s);
    field.clear();
    QTest::keyClicks(&field, u"0000"_s);
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(field.text(), u"24:00"_s);
    field.setText(u"later"_s);
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(field.text(), u"later"_s);
    QVERIFY(!field.minutes());
}

void TimeFieldTest::takesTextSetByAssistiveTools()
{
    TimeField field(Bound::From);
    QSignalSpy changed(&field, &QLineEdit::textChanged);
    QAccessible::queryAccessibleInterface(&field)->setText(QAccessible::Value, u"0930"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(field.minutes(), 570);
}

void TimeFieldTest::stepsByKeys_data()
{
    QTest::addColumn<int>("bound");
    QTest::addColumn<QString>("before");
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<QString>("after");
    QTest::newRow("up") << 0 << u"09:00"_s << Qt::Key_Up << u"09:15"_s;
    QTest::newRow("up to the full quarter") << 0 << u"09:10"_s << Qt::Key_Up << u"09:15"_s;
    QTest::newRow("down to the full quarter") << 0 << u"09:10"_s << Qt::Key_Down << u"09:00"_s;
    QTest::newRow("page up") << 0 << u"09:10"_s << Qt::Key_PageUp << u"10:00"_s;
    QTest::newRow("page down") << 0 << u"09:00"_s << Qt::Key_PageDown << u"08:00"_s;
    QTest::newRow("start of the day") << 0 << u"00:10"_s << Qt::Key_PageDown << u"00:00"_s;
    QTest::newRow("start stays in its day") << 0 << u"23:50"_s << Qt::Key_Up << u"23:45"_s;
    QTest::newRow("end of the day") << 1 << u"23:50"_s << Qt::Key_PageUp << u"24:00"_s;
    QTest::newRow("end stays there") << 1 << u"24:00"_s << Qt::Key_Up << u"24:00"_s;
    QTest::newRow("end keeps a quarter") << 1 << u"00:15"_s << Qt::Key_Down << u"00:15"_s;
    QTest::newRow("from nothing") << 0 << QString() << Qt::Key_Up << u"00:15"_s;
}

void TimeFieldTest::stepsByKeys()
{
    QFETCH(const int, bound);
    QFETCH(const QString, before);
    QFETCH(const Qt::Key, key);
    TimeField field(bound == 0 ? Bound::From : Bound::Until);
    field.setText(before);
    QTest::keyClick(&field, key);
    QTEST(field.text(), "after");
}

void TimeFieldTest::wheelMovesOnlyTheFocusedField()
{
    TimeField field(Bound::From);
    field.setMinutes(540);
    const auto turn = [&field](int angle) {
        QWheelEvent event(
            QPointF(5, 5), QPointF(5, 5), {}, {0, angle}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&field, &event);
    };
    turn(120);
    QCOMPARE(field.minutes(), 540);
    field.show();
    QVERIFY(QTest::qWaitForWindowActive(&field));
    field.setFocus();
    turn(60);
    QCOMPARE(field.minutes(), 540);
    turn(60);
    QCOMPARE(field.minutes(), 555);
    turn(-240);
    QCOMPARE(field.minutes(), 525);
}

QTEST_MAIN(TimeFieldTest)
#include "timefieldtest.moc"
