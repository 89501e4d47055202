#include "confirmdialog.h"
#include "manualclock.h"

#include <QAccessible>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ConfirmDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void cancelIsTheDefault();
    void enterIsIgnoredAtFirst_data();
    void enterIsIgnoredAtFirst();
    void heldEnterIsIgnored();
    void buttonIsEnabledAtOnce();
    void enterOnTheFocusedButtonConfirms();
    void hostileNamesStayText();

private:
    void open(const QString &name);

    ManualClock m_clock;
    QPointer<ConfirmDialog> m_dialog;
};

void ConfirmDialogTest::open(const QString &name)
{
    delete m_dialog;
    m_dialog = new ConfirmDialog(m_clock,
        {u"Unlock"_s, u"Unlock “%1”?"_s.arg(name), u"Whoever stands before it can come in."_s,
            u"Unlock %1"_s.arg(name), "unlock"_L1},
        nullptr);
    m_dialog->open();
}

void ConfirmDialogTest::init()
{
    open(u"Front door"_s);
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void ConfirmDialogTest::cleanup()
{
    delete m_dialog;
}

void ConfirmDialogTest::cancelIsTheDefault() // UI-5
{
    QVERIFY(m_dialog->cancelButton()->isDefault());
    QVERIFY(!m_dialog->confirmButton()->isDefault());
    QVERIFY(m_dialog->cancelButton()->hasFocus());
    QSignalSpy rejected(m_dialog, &QDialog::rejected);
    m_clock.advance(500ms);
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return);
    QCOMPARE(rejected.size(), 1);
}

void ConfirmDialogTest::enterIsIgnoredAtFirst_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<bool>("isOnConfirm");
    QTest::newRow("Return, Cancel focused") << Qt::Key_Return << false;
    QTest::newRow("Return, confirming button focused") << Qt::Key_Return << true;
    QTest::newRow("Enter, Cancel focused") << Qt::Key_Enter << false;
    QTest::newRow("Enter, confirming button focused") << Qt::Key_Enter << true;
}

void ConfirmDialogTest::enterIsIgnoredAtFirst() // UI-5
{
    QFETCH(const Qt::Key, key);
    QFETCH(const bool, isOnConfirm);
    QSignalSpy finished(m_dialog, &QDialog::finished);
    if (isOnConfirm)
        m_dialog->confirmButton()->setFocus();
    for (const auto step : {0ms, 200ms, 299ms}) {
        m_clock.advance(step);
        QTest::keyClick(m_dialog->focusWidget(), key);
        QTest::keyClick(m_dialog.data(), key);
        QCOMPARE(finished.size(), 0);
        QVERIFY(m_dialog->isVisible());
    }
    m_clock.advance(1ms);
    QTest::keyClick(m_dialog->focusWidget(), key);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.at(0).at(0).toInt(), isOnConfirm ? QDialog::Accepted : QDialog::Rejected);
}

void ConfirmDialogTest::heldEnterIsIgnored()
{
    QSignalSpy finished(m_dialog, &QDialog::finished);
    m_clock.advance(5s);
    QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, u"\r"_s, true);
    QCoreApplication::sendEvent(m_dialog->focusWidget(), &held);
    QCOMPARE(finished.size(), 0);
}

void ConfirmDialogTest::buttonIsEnabledAtOnce()
{
    QVERIFY(m_dialog->confirmButton()->isEnabled());
    QSignalSpy accepted(m_dialog, &QDialog::accepted);
    QAccessible::queryAccessibleInterface(m_dialog->confirmButton())
        ->actionInterface()
        ->doAction(QAccessibleActionInterface::pressAction()); // as an assistive tool does it
    QTRY_COMPARE(accepted.size(), 1);
}

void ConfirmDialogTest::enterOnTheFocusedButtonConfirms()
{
    QSignalSpy accepted(m_dialog, &QDialog::accepted);
    m_clock.advance(1s);
    QTest::keyClick(m_dialog->cancelButton(), Qt::Key_Tab, Qt::ShiftModifier);
    m_dialog->confirmButton()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(m_dialog->confirmButton(), Qt::Key_Return);
    QCOMPARE(accepted.size(), 1);
}

void ConfirmDialogTest::hostileNamesStayText() // UI-4
{
    const QString name = u"<b>R&D</b> "_s + QString(290, u'x');
    open(name);
    for (QLabel *label : m_dialog->findChildren<QLabel *>())
        QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
    const QPushButton *button = m_dialog->confirmButton();
    QCOMPARE(button->accessibleName(), u"Unlock "_s + name);
    QVERIFY(button->text().startsWith(u"Unlock <b>R&&D</b>"_s));
    QVERIFY(button->sizeHint().width() < 600);
}

QTEST_MAIN(ConfirmDialogTest)
#include "confirmdialogtest.moc"
