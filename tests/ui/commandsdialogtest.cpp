#include "commandsdialog.h"

#include <QAccessible>
#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class CommandsDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void scoresFits_data();
    void scoresFits();
    void leavesOutWhatCannotRun();
    void runsTheBestMatchOnEnter();
    void arrowsMoveTheList();
    void hasItsNames();

private:
    QStringList shown() const;

    QAction m_lock{u"&Lock"_s};
    QAction m_unlock{u"&Unlock…"_s};
    QAction m_goToDevices{u"Go to Devices"_s};
    QAction m_disabled{u"Send"_s};
    QPointer<CommandsDialog> m_dialog;
};

void CommandsDialogTest::init()
{
    m_disabled.setEnabled(false);
    QMenu menu(u"View"_s);
    m_dialog =
        new CommandsDialog({&m_unlock, &m_lock, &m_goToDevices, &m_disabled, menu.menuAction()}, nullptr);
    m_dialog->open();
}

void CommandsDialogTest::cleanup()
{
    delete m_dialog;
}

QStringList CommandsDialogTest::shown() const
{
    QStringList names;
    const auto *list = m_dialog->findChild<QListWidget *>();
    for (int i = 0; i < list->count(); ++i)
        names.append(list->item(i)->text());
    return names;
}

void CommandsDialogTest::scoresFits_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("start before middle") << u"lock"_s << u"Lock"_s << u"Unlock"_s;
    QTest::newRow("start of a word") << u"dev"_s << u"Go to Devices"_s << u"Undeveloped"_s;
    QTest::newRow("whole before letters") << u"go"_s << u"Go to Devices"_s << u"Get other"_s;
    QTest::newRow("initials") << u"gtd"_s << u"Go to Devices"_s << u"Get updates"_s;
    QTest::newRow("case does not matter") << u"UNLOCK"_s << u"Unlock"_s << u"Lock"_s;
}

void CommandsDialogTest::scoresFits()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, better);
    QFETCH(const QString, worse);
    QVERIFY(CommandsDialog::score(typed, better) > CommandsDialog::score(typed, worse));
}

void CommandsDialogTest::leavesOutWhatCannotRun()
{
    QCOMPARE(shown(), (QStringList{u"Unlock…"_s, u"Lock"_s, u"Go to Devices"_s}));
}

void CommandsDialogTest::runsTheBestMatchOnEnter()
{
    QSignalSpy triggered(&m_lock, &QAction::triggered);
    auto *field = m_dialog->findChild<QLineEdit *>();
    QTest::keyClicks(field, u"lck"_s);
    QCOMPARE(shown(), (QStringList{u"Lock"_s, u"Unlock…"_s}));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!m_dialog || !m_dialog->isVisible());
    QTRY_COMPARE(triggered.size(), 1);
}

void CommandsDialogTest::arrowsMoveTheList()
{
    QSignalSpy triggered(&m_goToDevices, &QAction::triggered);
    auto *field = m_dialog->findChild<QLineEdit *>();
    QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(triggered.size(), 1);
}

void CommandsDialogTest::hasItsNames()
{
    const auto nameOf = [](QWidget *widget) {
        return QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
    };
    QCOMPARE(m_dialog->windowTitle(), u"Commands"_s);
    QCOMPARE(nameOf(m_dialog->findChild<QLineEdit *>()), u"Command"_s);
    QCOMPARE(nameOf(m_dialog->findChild<QListWidget *>()), u"Matching commands"_s);
}

QTEST_MAIN(CommandsDialogTest)
#include "commandsdialogtest.moc"
