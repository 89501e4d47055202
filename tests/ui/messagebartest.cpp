#include "messagebar.h"
#include "emptystate.h"

#include <QAccessible>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class MessageBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAndDismisses();
    void offersAnAction();
    void isPlainTextAndItsOwnName();
    void isAnnouncedOnce();
    void emptyStateHasAtMostOneButton();
};

namespace {

class CountingBar : public MessageBar
{
public:
    int count = 0;

protected:
    void announce() override { ++count; }
};

} // namespace

void MessageBarTest::showsAndDismisses()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    bar.showMessage(MessageBar::Kind::Error, u"No network."_s);
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.text(), u"No network."_s);
    QVERIFY(bar.findChild<QPushButton *>()->isHidden());
    QSignalSpy dismissed(&bar, &MessageBar::dismissed);
    bar.findChild<QToolButton *>()->click();
    QVERIFY(bar.isHidden());
    QVERIFY(bar.text().isEmpty());
    QCOMPARE(dismissed.size(), 1);
}

void MessageBarTest::offersAnAction()
{
    MessageBar bar;
    bar.showMessage(MessageBar::Kind::Warning, u"Signed out."_s, u"Sign in"_s);
    QSignalSpy triggered(&bar, &MessageBar::actionTriggered);
    auto *button = bar.findChild<QPushButton *>();
    QCOMPARE(button->text(), u"Sign in"_s);
    button->click();
    QCOMPARE(triggered.size(), 1);
    QVERIFY(!bar.isHidden());
}

void MessageBarTest::isPlainTextAndItsOwnName() // UI-4
{
    MessageBar bar;
    const QString hostile = u"<b>Hall</b><img src=file:///etc/passwd>"_s;
    bar.showMessage(MessageBar::Kind::Information, hostile);
    bool isFound = false;
    for (QLabel *label : bar.findChildren<QLabel *>()) {
        if (label->text().isEmpty())
            continue;
        isFound = true;
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QCOMPARE(QAccessible::queryAccessibleInterface(label)->text(QAccessible::Name), hostile);
    }
    QVERIFY(isFound);
}

void MessageBarTest::isAnnouncedOnce()
{
    CountingBar bar;
    bar.showMessage(MessageBar::Kind::Error, u"No network."_s);
    bar.showMessage(MessageBar::Kind::Error, u"No network."_s);
    QCOMPARE(bar.count, 1);
    bar.showMessage(MessageBar::Kind::Error, u"Still no network."_s);
    QCOMPARE(bar.count, 2);
    bar.dismiss();
    bar.showMessage(MessageBar::Kind::Error, u"Still no network."_s);
    QCOMPARE(bar.count, 3);
}

void MessageBarTest::emptyStateHasAtMostOneButton()
{
    EmptyState state;
    auto *button = state.findChild<QPushButton *>();
    state.setContent("devices"_L1, u"No devices yet"_s, u"<i>x</i>"_s);
    QVERIFY(button->isHidden());
    for (QLabel *label : state.findChildren<QLabel *>())
        QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
    state.setContent("devices"_L1, u"No devices yet"_s, u"x"_s, u"Refresh"_s);
    QSignalSpy triggered(&state, &EmptyState::actionTriggered);
    button->click();
    QCOMPARE(triggered.size(), 1);
}

QTEST_MAIN(MessageBarTest)
#include "messagebartest.moc"
