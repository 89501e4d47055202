#include "ids.h"
#include "roles.h"
#include "scenario.h"

#include <QPointer>
#include <QTextDocument>
#include <QTimer>
#include <QWindow>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

// Where a person would press: in the window that lies there by now.
void clickAt(const Scenario &s, const QPoint &global)
{
    const QWidget *modal = QApplication::activeModalWidget();
    const bool isOnDialog = modal && modal->frameGeometry().contains(global);
    const QWidget *window = isOnDialog ? modal : s.window.get();
    QTest::mouseClick(window->windowHandle(), Qt::LeftButton, Qt::NoModifier, window->mapFromGlobal(global));
}

void keyEvent(const Scenario &s, QEvent::Type type, Qt::Key key, bool isRepeat)
{
    if (!QApplication::activeWindow()) { // as a desktop does when a dialog goes
        s.window->activateWindow();
        s.settle();
    }
    QWidget *target = QApplication::focusWidget();
    QKeyEvent event(type, key, Qt::NoModifier, u"\r"_s, isRepeat);
    QCoreApplication::sendEvent(target ? target : s.window.get(), &event);
}

// As the system repeats a key that is held down.
void holdEnter(Scenario &s, std::chrono::milliseconds time)
{
    for (keyEvent(s, QEvent::KeyPress, Qt::Key_Return, false); time > 0ms; time -= 50ms) {
        s.pass(50ms);
        keyEvent(s, QEvent::KeyRelease, Qt::Key_Return, true);
        keyEvent(s, QEvent::KeyPress, Qt::Key_Return, true);
    }
    keyEvent(s, QEvent::KeyRelease, Qt::Key_Return, false);
}

const QDialog *askToUnlock(const Scenario &s, const QString &device = u"Front door"_s)
{
    clickRow(s.table(u"Devices"_s), device);
    press(s.window.get(), u"Unlock"_s);
    return dialogNamed(u"Unlock"_s);
}

QString hexId(qint64 device)
{
    return toHexId(SmartlockId(device));
}

const QList<qint64> lockables{front, back, london, gate};

// As an assistive tool does; nothing happens to a device that the filter hides.
void select(const Scenario &s, qint64 device)
{
    QTableView *table = s.table(u"Devices"_s);
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        if (table->model()->index(row, 0).data(IdRole).toLongLong() == device)
            table->selectRow(row);
    }
}

// One of the things that move, hide or change rows.
void disturb(Scenario &s, QLineEdit *filter, QRandomGenerator &random)
{
    const QList<QTableView *> tables = allNamed<QTableView>(s.window.get(), u"Devices"_s);
    const qint64 device = lockables.at(random.bounded(4));
    switch (random.bounded(6)) {
    case 0:
        for (QTableView *table : tables)
            table->sortByColumn(int(random.bounded(9)), Qt::SortOrder(random.bounded(2)));
        break;
    case 1:
        for (QTableView *table : tables)
            table->clearSelection();
        break;
    case 2:
        if (!tables.isEmpty())
            select(s, device);
        break;
    case 3:
        filter->setText(random.bounded(2) ? u"door"_s : u"london"_s);
        break;
    case 4:
        s.nuki.editSmartlock(device, {{u"name"_s, QString(QChar(u'A' + char16_t(random.bounded(26))))}});
        s.window->session()->account.poller().refresh();
        break;
    default:
        s.clock.advance(std::chrono::milliseconds(random.bounded(300)));
    }
}

} // namespace

class DeviceSafetyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doubleClickOnTheButtonAsksOnce(); // DOM-1
    void manyClicksSendOnce(); // DOM-1
    void heldEnterSendsOnce(); // DOM-1
    void keyboardAndMouseAtOnceSendOnce(); // DOM-1
    void assistiveToolPressingTwiceAsksOnce(); // DOM-1
    void secondUnlockIsAskedAnew(); // DOM-3
    void pressMeansTheDeviceUnderIt(); // DOM-7
    void abandonedPressIsForgotten(); // DOM-7
    void lookAlikesAreToldApart(); // DOM-8
    void hostileNamesAreShownVerbatim_data();
    void hostileNamesAreShownVerbatim(); // UI-4
};

void DeviceSafetyTest::doubleClickOnTheButtonAsksOnce()
{
    Scenario s;
    s.startSignedIn();
    clickRow(s.table(u"Devices"_s), u"Front door"_s);
    const auto *unlock = named<QPushButton>(s.window.get(), u"Unlock"_s);
    click(unlock);
    mouse(&QTest::mouseDClick, unlock);
    s.pass(1s);
    QCOMPARE(openDialogCount(), 1);
    const auto *confirm = named<QPushButton>(dialogNamed(u"Unlock"_s), u"Unlock Front door"_s);
    const QPoint place = confirm->mapToGlobal(confirm->rect().center());
    clickAt(s, place);
    clickAt(s, place);
    s.pass(40s);
    QCOMPARE(openDialogCount(), 0);
    QCOMPARE(s.writes().size(), 1);
}

void DeviceSafetyTest::manyClicksSendOnce()
{
    Scenario s;
    s.startSignedIn();
    const auto *confirm = named<QPushButton>(askToUnlock(s), u"Unlock Front door"_s);
    const QPoint place = confirm->mapToGlobal(confirm->rect().center());
    const auto *unlock = named<QPushButton>(s.window.get(), u"Unlock"_s);
    const QPoint below = unlock->mapToGlobal(unlock->rect().center());
    for (int i = 0; i < 50; ++i) {
        clickAt(s, place);
        clickAt(s, below);
        s.pass(20ms);
    }
    s.pass(40s);
    QCOMPARE(s.writes().size(), 1);
}

void DeviceSafetyTest::heldEnterSendsOnce()
{
    Scenario s;
    s.startSignedIn();
    clickRow(s.table(u"Devices"_s), u"Front door"_s);
    auto *unlock = named<QPushButton>(s.window.get(), u"Unlock"_s);
    unlock->setFocus();
    QTest::keyClick(unlock, Qt::Key_Space);
    QVERIFY(dialogNamed(u"Unlock"_s));
    named<QPushButton>(dialogNamed(u"Unlock"_s), u"Unlock Front door"_s)->setFocus();
    holdEnter(s, 400ms); // within the guard
    QVERIFY(s.writes().isEmpty());
    s.pass(1s);
    holdEnter(s, 5s);
    s.pass(40s);
    QCOMPARE(s.writes().size(), 1);
}

void DeviceSafetyTest::keyboardAndMouseAtOnceSendOnce()
{
    Scenario s;
    s.startSignedIn();
    auto *confirm = named<QPushButton>(askToUnlock(s), u"Unlock Front door"_s);
    s.pass(1s);
    confirm->setFocus();
    const QPointer<QWindow> window = confirm->window()->windowHandle();
    const QPoint place = middleOf(confirm);
    QTest::mousePress(window, Qt::LeftButton, Qt::NoModifier, place);
    keyEvent(s, QEvent::KeyPress, Qt::Key_Space, false);
    keyEvent(s, QEvent::KeyPress, Qt::Key_Return, false);
    if (window)
        QTest::mouseRelease(window, Qt::LeftButton, Qt::NoModifier, place);
    keyEvent(s, QEvent::KeyRelease, Qt::Key_Return, false);
    keyEvent(s, QEvent::KeyRelease, Qt::Key_Space, false);
    s.pass(40s);
    QCOMPARE(s.writes().size(), 1);
}

void DeviceSafetyTest::assistiveToolPressingTwiceAsksOnce()
{
    Scenario s;
    s.startSignedIn();
    clickRow(s.table(u"Devices"_s), u"Front door"_s);
    auto *unlock = named<QPushButton>(s.window.get(), u"Unlock"_s);
    for (int i = 0; i < 5; ++i)
        unlock->click(); // past the window system, so that no dialog is in the way
    QCOMPARE(openDialogCount(), 1);
    press(dialogNamed(u"Unlock"_s), u"Unlock Front door"_s);
    s.pass(40s);
    QCOMPARE(openDialogCount(), 0);
    QCOMPARE(s.writes().size(), 1);
}

void DeviceSafetyTest::secondUnlockIsAskedAnew()
{
    Scenario s;
    s.startSignedIn();
    press(askToUnlock(s), u"Unlock Front door"_s);
    s.pass(250ms);
    clickRow(s.table(u"Devices"_s), u"Front door"_s);
    QVERIFY(!named<QPushButton>(s.window.get(), u"Unlock"_s)->isEnabled());
    s.pass(5s);
    const QDialog *again = askToUnlock(s);
    QVERIFY(again);
    QCOMPARE(s.writes().size(), 1);
    press(again, u"Unlock Front door"_s);
    s.pass(1s);
    QCOMPARE(s.writes().size(), 2);
}

// Whatever happens to the table between the press and the release of the button.
void DeviceSafetyTest::pressMeansTheDeviceUnderIt()
{
    Scenario s;
    s.startSignedIn();
    auto *filter = named<QLineEdit>(s.window.get(), u"Filter"_s);
    QRandomGenerator random(20260302);
    int asked = 0;
    for (int round = 0; round < 1000; ++round) {
        filter->clear();
        s.clock.advance(150ms);
        const qint64 pressed = lockables.at(random.bounded(4));
        select(s, pressed);
        const auto *unlock = named<QPushButton>(s.window.get(), u"Unlock"_s);
        QVERIFY(unlock->isEnabled());
        mouse(&QTest::mousePress, unlock);
        for (int i = 0; i < 3; ++i)
            disturb(s, filter, random);
        mouse(&QTest::mouseRelease, unlock);
        if (QDialog *dialog = dialogNamed(u"Unlock"_s)) {
            QVERIFY2(wordsOn(dialog).contains(hexId(pressed)), qUtf8Printable(wordsOn(dialog)));
            s.sent.clear();
            if (++asked % 50 != 0) {
                dialog->reject();
            } else {
                dialog->accept();
                s.pass(30s);
                QCOMPARE(s.writes(), QStringList{u"POST /smartlock/%1/action {\"action\":1}"_s.arg(pressed)});
            }
        }
        s.settle();
    }
    QVERIFY2(asked > 300, qPrintable(QString::number(asked)));
}

void DeviceSafetyTest::abandonedPressIsForgotten()
{
    Scenario s;
    s.nuki.editSmartlock(front, object(R"({"state": {"state": 3}})"));
    s.nuki.editSmartlock(back, object(R"({"state": {"state": 3}})"));
    s.startSignedIn();
    QTableView *table = s.table(u"Devices"_s);
    // Pressed, and let go beside the button.
    clickRow(table, u"Front door"_s);
    const auto *lock = named<QPushButton>(s.window.get(), u"Lock"_s);
    mouse(&QTest::mousePress, lock);
    QTest::mouseMove(s.window->windowHandle(), middleOf(table));
    QTest::mouseRelease(s.window->windowHandle(), Qt::LeftButton, Qt::NoModifier, middleOf(table));
    s.settle();
    // The menu opened, and closed again.
    QTimer::singleShot(
        0, s.window.get(), [] { QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape); });
    press(s.window.get(), u"More actions"_s);
    s.settle();
    QVERIFY(s.writes().isEmpty());

    clickRow(table, u"Back door"_s);
    s.command(u"Lock"_s);
    s.pass(1s);
    QCOMPARE(s.writes(), QStringList{u"POST /smartlock/%1/action {\"action\":2}"_s.arg(back)});
}

void DeviceSafetyTest::lookAlikesAreToldApart()
{
    const QStringList names{u"Front door"_s, u"Front door"_s, u"Fr\u043Ent d\u043E\u043Er"_s,
        u"Front\u200B door"_s, u"Front door\u202E"_s, u"\u2066Front door\u2069"_s, u"Front\u00ADdoor"_s,
        u"Front door "_s};
    SimulatedWorld street = world();
    street.smartlocks = {};
    for (int i = 0; i < names.size(); ++i)
        street.smartlocks.append(device(front + i, names.at(i)));
    Scenario s(street);
    s.startSignedIn();
    QTableView *table = s.table(u"Devices"_s);
    QSet<QString> texts;
    for (int row = 0; row < names.size(); ++row) {
        table->selectRow(row);
        press(s.window.get(), u"Unlock"_s);
        texts.insert(wordsOn(dialogNamed(u"Unlock"_s)));
        press(dialogNamed(u"Unlock"_s), u"Cancel"_s);
        s.settle();
    }
    QCOMPARE(texts.size(), names.size());
}

void DeviceSafetyTest::hostileNamesAreShownVerbatim_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    const auto same = [](const char *tag, const QString &name) { QTest::newRow(tag) << name << name; };
    same("bold", u"<b>Front</b>"_s);
    same("picture", u"<img src='file:///etc/passwd'>"_s);
    same("link", u"<a href=\"https://evil.example\">x</a>"_s);
    same("rich", u"<!DOCTYPE html><html><h1>Cellar</h1>"_s);
    same("entity", u"a &amp; b &lt;"_s);
    same("mnemonic", u"Tom & Jerry &amp"_s);
    same("percent", u"%1 %2 %n %L1"_s);
    QTest::newRow("new line") << u"A\nB\r\tC"_s << u"A␊B␍␉C"_s;
    QTest::newRow("NUL") << u"A\0B"_s << u"A␀B"_s;
    QTest::newRow("escape") << u"\x1b[31mred"_s << u"␛[31mred"_s;
    QTest::newRow("right to left") << u"A\u202Egpj.exe"_s << u"A<U+202E>gpj.exe"_s;
    QTest::newRow("zero width") << u"A\u200BB"_s << u"A<U+200B>B"_s;
    QTest::newRow("line separator") << u"A\u2028B"_s << u"A<U+2028>B"_s;
    QTest::newRow("lone surrogate") << QString(QChar(0xd800)) + u"A"_s << u"\uFFFDA"_s;
    QTest::newRow("10 kB") << QString(10240, u'x') << QString(300, u'x') + u'…';
}

void DeviceSafetyTest::hostileNamesAreShownVerbatim()
{
    QFETCH(QString, name);
    QFETCH(QString, shown);
    SimulatedWorld evil = world();
    evil.smartlocks = {device(front, name)};
    Scenario s(evil);
    s.startSignedIn();
    QTableView *table = s.table(u"Devices"_s);
    QCOMPARE(table->model()->index(0, 0).data().toString(), shown);
    const QString toolTip = table->model()->index(0, 0).data(Qt::ToolTipRole).toString();
    QTextDocument document;
    document.setHtml(toolTip); // as a tool tip is shown
    QVERIFY2(document.toPlainText().contains(shown.simplified()), qUtf8Printable(toolTip));

    table->selectRow(0);
    press(s.window.get(), u"Unlock"_s);
    QDialog *dialog = dialogNamed(u"Unlock"_s);
    const QList<QLabel *> labels = dialog->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat() == Qt::PlainText || label->text().isEmpty(), true);
    QVERIFY(wordsOn(dialog).contains(u"Unlock “%1”?"_s.arg(shown)));
    QVERIFY(dialog->width() < 2000);
    press(dialog, u"Unlock "_s + shown);
    s.pass(10s);
    QVERIFY2(wordsOn(s.window.get()).contains(u"%1, Unlock: confirmed."_s.arg(shown)),
        qUtf8Printable(wordsOn(s.window.get())));
    for (const QLabel *label : s.window->findChildren<QLabel *>())
        QVERIFY(label->textFormat() == Qt::PlainText || !label->text().contains(shown));
    QCOMPARE(s.writes().size(), 1);
}

QTEST_MAIN(DeviceSafetyTest)
#include "devicesafetytest.moc"
