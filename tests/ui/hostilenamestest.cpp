#include "accessscenario.h"

#include <QTextDocument>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

// A world where everything has the same evil name: the account, the devices, the people, the authorizations.
SimulatedWorld evilWorld(const QString &name)
{
    SimulatedWorld evil = world();
    evil.account.insert("name"_L1, name);
    evil.smartlocks = {device(front, name), device(back, name)};
    evil.authorizations = {};
    for (const char *rest : {R"({"id": "6ab2be33a1b2c3d4e5f60718", "type": 13, "code": 345678})",
             R"({"id": "6ab2be33a1b2c3d4e5f6071a", "type": 13, "code": 987654})"}) {
        QJsonObject record = object(rest);
        record.insert("smartlockId"_L1, front);
        record.insert("name"_L1, name);
        record.insert("enabled"_L1, true);
        record.insert("updateDate"_L1, u"2026-01-05T08:00:03.120Z"_s);
        evil.authorizations.append(record);
    }
    evil.users = {QJsonObject{{u"accountUserId"_s, 501}, {u"name"_s, name}}};
    return evil;
}

// What nothing on show may contain: what turns, hides or breaks the words around it, or has no end.
bool isHarmless(const QString &text)
{
    return text.size() < 4000 && std::ranges::all_of(text, [](QChar c) {
        return c == u'\n' || (c >= u' ' && c.category() != QChar::Other_Format && c != QChar(0x2028));
    });
}

// A tool tip is rich text: what a person reads of it.
QString readToolTip(const QString &toolTip)
{
    QTextDocument document;
    document.setHtml(toolTip);
    return document.toPlainText();
}

} // namespace

/// UI-4: names from the service are shown as they are, controls as symbols, and never interpreted.
class HostileNamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inEveryPlace_data();
    void inEveryPlace();
    void inTheEditor_data() { inEveryPlace_data(); }
    void inTheEditor();
    void inWhatTheServiceSays();

private:
    void look(const QWidget *in, const QString &shown);
};

void HostileNamesTest::inEveryPlace_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    const auto same = [](const char *tag, const QString &name) { QTest::newRow(tag) << name << name; };
    same("bold", u"<b>Front</b>"_s);
    same("picture", u"<img src='file:///etc/passwd'>"_s);
    same("link", u"<a href=\"https://evil.example\">x</a>"_s);
    same("page", u"<!DOCTYPE html><html><h1>Cellar</h1>"_s);
    same("entity", u"a &amp; b &lt;"_s);
    same("mnemonic", u"Tom & Jerry"_s);
    same("place markers", u"%1 %2 %3 %n %L1"_s);
    QTest::newRow("lines") << u"A\nB\r\tC"_s << u"A␊B␍␉C"_s;
    QTest::newRow("NUL") << u"A\0B"_s << u"A␀B"_s;
    QTest::newRow("escape") << u"\x1b[31mred"_s << u"␛[31mred"_s;
    QTest::newRow("right to left") << u"A\u202Egpj.exe"_s << u"A<U+202E>gpj.exe"_s;
    QTest::newRow("isolate") << u"A\u2067B"_s << u"A<U+2067>B"_s;
    QTest::newRow("zero width") << u"A\u200BB"_s << u"A<U+200B>B"_s;
    QTest::newRow("line separator") << u"A\u2028B"_s << u"A<U+2028>B"_s;
    QTest::newRow("10 kB") << QString(10240, u'x') << QString(300, u'x') + u'…';
}

// Every label, cell, tool tip, list and title that is on show.
void HostileNamesTest::look(const QWidget *in, const QString &shown)
{
    const QString start = shown.left(5);
    QVERIFY2(isHarmless(in->windowTitle()), qUtf8Printable(in->windowTitle()));
    for (const QLabel *label : in->findChildren<QLabel *>()) {
        QVERIFY2(isHarmless(label->text()), qUtf8Printable(label->text().left(300)));
        QVERIFY2(label->textFormat() == Qt::PlainText || !label->text().contains(start),
            qUtf8Printable(label->text().left(300)));
    }
    for (const QComboBox *choices : in->findChildren<QComboBox *>()) {
        for (int i = 0; i < choices->count(); ++i)
            QVERIFY2(isHarmless(choices->itemText(i)), qUtf8Printable(choices->itemText(i)));
    }
    for (const QAbstractItemView *view : in->findChildren<QAbstractItemView *>()) {
        for (int row = 0; view->model() && row < view->model()->rowCount(); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                const QModelIndex index = view->model()->index(row, column);
                QVERIFY(isHarmless(index.data().toString()));
                QVERIFY(isHarmless(index.data(Qt::AccessibleTextRole).toString()));
                const QString read = readToolTip(index.data(Qt::ToolTipRole).toString());
                QVERIFY(isHarmless(read));
                QVERIFY(!read.contains(start) || read.contains(shown.left(200)));
            }
        }
    }
}

// In the window, in a question, and in what is said of a change.
void HostileNamesTest::inEveryPlace()
{
    QFETCH(QString, name);
    QFETCH(QString, shown);
    AccessScenario s(evilWorld(name));
    s.start(); // and not signed in: the account's own name becomes the title
    type(dialogNamed(u"Sign in"_s), u"API token"_s, u"secret"_s);
    press(dialogNamed(u"Sign in"_s), u"Sign in"_s);
    s.pass(3s);
    s.section(u"Access"_s);
    QCOMPARE(s.window->windowTitle(), u"Lockdesk – "_s + shown);
    QCOMPARE(cellsOf(s.rows(), u"Name"_s), (QStringList{shown, shown}));
    QCOMPARE(cellsOf(s.rows(), u"Device"_s), (QStringList{shown, shown}));
    look(s.window.get(), shown);
    s.rows()->selectRow(0);
    press(s.window.get(), u"Delete"_s);
    QVERIFY(wordsOn(dialogNamed(u"Delete access"_s)).contains(u"“%1” of %2?"_s.arg(shown, shown)));
    look(dialogNamed(u"Delete access"_s), shown);
    press(dialogNamed(u"Delete access"_s), u"Cancel"_s);
    press(s.window.get(), u"Disable"_s);
    for (int i = 0; i < 100 && !QTest::currentTestFailed(); ++i) {
        s.pass(100ms);
        look(s.window.get(), shown);
    }
    const QString said = s.label(u"Disable access “"_s);
    QVERIFY2(said.contains(shown.left(250))
            && (said.endsWith(u"Confirmed.") || said.contains(u"name is too long")),
        qUtf8Printable(said.left(800)));
}

// With problems and notes that name the device and the other authorization.
void HostileNamesTest::inTheEditor()
{
    QFETCH(QString, name);
    QFETCH(QString, shown);
    AccessScenario s(evilWorld(name));
    s.nuki.editSmartlock(front, object(R"({"serverState": 4})"));
    s.open();
    s.rows()->selectRow(0);
    press(s.window.get(), u"Edit"_s);
    QDialog *dialog = dialogNamed(u"Edit access"_s);
    QCOMPARE(named<QLineEdit>(dialog, u"Device"_s)->text(), shown);
    QCOMPARE(named<QLineEdit>(dialog, u"Name"_s)->text(), name); // to be edited as it is
    named<QLineEdit>(dialog, u"Name"_s)->setText(u"x"_s);
    for (const QString &code : {u"345678"_s, u"987654"_s}) {
        named<QLineEdit>(dialog, u"Keypad code"_s)->setText(code);
        look(dialog, shown);
    }
    named<QLineEdit>(dialog, u"Keypad code"_s)->setText(u"468135"_s);
    press(dialog, u"Apply"_s);
    s.section(u"Changes"_s);
    s.pass(5s);
    s.table(u"Changes"_s)->selectRow(0);
    look(s.window.get(), shown);
}

void HostileNamesTest::inWhatTheServiceSays()
{
    AccessScenario s;
    SimulatedBehaviour behaviour = s.nuki.behaviour();
    behaviour.writeErrors = {{front, u"<b>too many</b>\u202E\n"_s + QString(10240, u'x')}};
    behaviour.ghosts = {QString::fromLatin1(kitchen)};
    s.nuki.setBehaviour(behaviour);
    s.open();
    clickRow(s.rows(), u"Kitchen"_s);
    press(s.window.get(), u"Delete"_s);
    press(dialogNamed(u"Delete access"_s), u"Delete"_s);
    s.pass(10s);
    QVERIFY2(s.says().contains(u"Failed. The service says: <b>too many</b><U+202E>␊xxx"),
        qUtf8Printable(s.says().left(500)));
    look(s.window.get(), u"<b>too many</b>"_s);
    s.section(u"Changes"_s);
    s.table(u"Changes"_s)->selectRow(0);
    look(s.window.get(), u"<b>too many</b>"_s);
}

QTEST_MAIN(HostileNamesTest)
#include "hostilenamestest.moc"
