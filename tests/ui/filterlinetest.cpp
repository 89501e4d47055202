#include "filterline.h"
#include "manualclock.h"

#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class FilterLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void announcesOnceAtRest();
    void reactsToTextSetByAssistiveTools();
    void escapeEmptiesAtOnce();
    void enterAnnouncesAtOnceAndLeaves();
    void controlFGoesThere();
    void isNamedByItsLabel();
};

namespace {
QLineEdit *fieldOf(const FilterLine &line)
{
    return line.findChild<QLineEdit *>();
}
} // namespace

void FilterLineTest::announcesOnceAtRest()
{
    ManualClock clock;
    FilterLine line(clock);
    QSignalSpy changed(&line, &FilterLine::changed);
    QTest::keyClicks(fieldOf(line), u"door"_s);
    clock.advance(119ms);
    QCOMPARE(changed.size(), 0);
    clock.advance(1ms);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(line.text(), u"door"_s);
    QTest::keyClicks(fieldOf(line), u" "_s); // the same words
    clock.advance(1s);
    QCOMPARE(changed.size(), 1);
}

void FilterLineTest::reactsToTextSetByAssistiveTools()
{
    ManualClock clock;
    FilterLine line(clock);
    QSignalSpy changed(&line, &FilterLine::changed);
    QAccessible::queryAccessibleInterface(fieldOf(line))->setText(QAccessible::Value, u"hall"_s);
    clock.advance(120ms);
    QCOMPARE(changed, (QList<QVariantList>{{u"hall"_s}}));
}

void FilterLineTest::escapeEmptiesAtOnce()
{
    ManualClock clock;
    FilterLine line(clock);
    line.setText(u"hall"_s);
    QSignalSpy changed(&line, &FilterLine::changed);
    QTest::keyClick(fieldOf(line), Qt::Key_Escape);
    clock.advance(0ms);
    QCOMPARE(changed, (QList<QVariantList>{{QString(u""_s)}}));
    QVERIFY(line.text().isEmpty());
}

void FilterLineTest::enterAnnouncesAtOnceAndLeaves()
{
    ManualClock clock;
    FilterLine line(clock);
    QSignalSpy left(&line, &FilterLine::left);
    QTest::keyClicks(fieldOf(line), u"x"_s);
    QTest::keyClick(fieldOf(line), Qt::Key_Return);
    QCOMPARE(line.text(), u"x"_s);
    QCOMPARE(left.size(), 1);
    QCOMPARE(clock.pendingCount(), 0);
}

void FilterLineTest::controlFGoesThere()
{
    ManualClock clock;
    QWidget window;
    QLineEdit other(&window);
    FilterLine line(clock, &window);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    other.setFocus();
    line.setText(u"hall"_s);
    QTest::keyClick(&window, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(fieldOf(line)->hasFocus());
    QCOMPARE(fieldOf(line)->selectedText(), u"hall"_s);
}

void FilterLineTest::isNamedByItsLabel()
{
    ManualClock clock;
    FilterLine line(clock);
    QCOMPARE(QAccessible::queryAccessibleInterface(fieldOf(line))->text(QAccessible::Name), u"Filter"_s);
}

QTEST_MAIN(FilterLineTest)
#include "filterlinetest.moc"
