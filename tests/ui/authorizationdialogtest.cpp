#include "accessscenario.h"
#include "keypadcode.h"

#include <QClipboard>
#include <QRadioButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

const QStringList days{
    u"Monday"_s, u"Tuesday"_s, u"Wednesday"_s, u"Thursday"_s, u"Friday"_s, u"Saturday"_s, u"Sunday"_s};

// "Add access" with all that is needed for a code on the front door.
QDialog *openFilled(const AccessScenario &s)
{
    QDialog *dialog = s.openAdd();
    type(dialog, u"Name"_s, u"Plumber"_s);
    pick(dialog, u"Front door"_s);
    type(dialog, u"Keypad code"_s, u"468135"_s);
    return dialog;
}

QString problemOn(const QDialog *dialog)
{
    return labelStarting(dialog, u"Problem: "_s);
}

bool canApply(const QDialog *dialog)
{
    return named<QPushButton>(dialog, u"Apply"_s)->isEnabled();
}

QString spokenCode(const QDialog *dialog)
{
    return QAccessible::queryAccessibleInterface(named<QLineEdit>(dialog, u"Keypad code"_s))
        ->text(QAccessible::Value);
}

} // namespace

using Fill = std::function<void(QDialog *)>;
Q_DECLARE_METATYPE(Fill)

class AuthorizationDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreTheContracts();
    void problemDisablesApply_data();
    void problemDisablesApply();
    void cancelSendsNothing();
    void generatedCodesAreValidAndUnused();
    void codeIsShownForFifteenSeconds(); // UI-1
    void codeIsCopiedForThirtySeconds(); // UI-2
    void timeZoneIsTheLocks();
    void timesThatTheClockLeavesOutAreRefused(); // TIME-5
    void timesThatComeTwiceAreAsked_data();
    void timesThatComeTwiceAreAsked(); // TIME-6
    void opensNextIsSaid();
    void wouldItOpenIsAnswered();
    void oldScheduleThatBreaksARuleIsKept(); // CON-3
    void offlineDeviceIsWarnedOf();
    void goesQuietlyWithItsAccount();
};

void AuthorizationDialogTest::namesAreTheContracts()
{
    AccessScenario s;
    s.open();
    for (bool isAdding : {true, false}) {
        QDialog *dialog = isAdding ? s.openAdd() : s.openEdit(u"Cleaning"_s);
        QVERIFY(dialog);
        for (const auto &field : {u"Name"_s, u"Keypad code"_s, u"From time"_s, u"Until time"_s,
                 u"Valid from"_s, u"Valid until"_s, u"Would it open at"_s})
            QVERIFY(named<QLineEdit>(dialog, field));
        for (const auto &control : {u"Type"_s, u"Person"_s})
            QVERIFY(named<QComboBox>(dialog, control));
        for (const auto &control : days
                + QStringList{
                    u"All day"_s, u"Limit start"_s, u"Limit end"_s, u"Enabled"_s, u"Remote access"_s})
            QVERIFY(named<QCheckBox>(dialog, control));
        QVERIFY(named<QCheckBox>(dialog, u"Enabled"_s)->isChecked());
        for (const auto &button :
            {u"Generate code"_s, u"Show code"_s, u"Copy code"_s, u"Apply"_s, u"Cancel"_s})
            QVERIFY(named<QPushButton>(dialog, button));
        QVERIFY(!labelStarting(dialog, u"Opens next: "_s).isEmpty());
        QVERIFY(!labelStarting(dialog, u"At that time: "_s).isEmpty());
        if (isAdding) {
            QVERIFY(named<QListWidget>(dialog, u"Devices"_s)->selectedItems().isEmpty());
            pick(dialog, u"Front door"_s);
        } else {
            QCOMPARE(named<QLineEdit>(dialog, u"Device"_s)->text(), u"Front door"_s);
        }
        QCOMPARE(labelStarting(dialog, u"Time zone:"_s), u"Time zone: Europe/Berlin, the lock's"_s);
        press(dialog, u"Cancel"_s);
        s.settle();
    }
}

void AuthorizationDialogTest::problemDisablesApply_data()
{
    QTest::addColumn<Fill>("breakIt");
    QTest::addColumn<Fill>("mend");
    QTest::addColumn<QString>("words");
    const auto text = [](const QString &field, const QString &value) -> Fill {
        return [=](QDialog *dialog) {
            named<QLineEdit>(dialog, field)->setText(value);
        }; // as assistive tools do
    };
    const auto row = [](const char *tag, const Fill &breakIt, const Fill &mend, const QString &words) {
        QTest::newRow(tag) << breakIt << mend << words;
    };
    const auto code = [&](const char *tag, const QString &value, const QString &words) {
        row(tag, text(u"Keypad code"_s, value), text(u"Keypad code"_s, u"468135"_s), words);
    };
    row("no name", text(u"Name"_s, u" "_s), text(u"Name"_s, u"x"_s), u"Give it a name"_s);
    row("name too long", text(u"Name"_s, u"Überaus langer Name"_s + u"!!"_s), text(u"Name"_s, u"x"_s),
        u"22 of 20 bytes"_s);
    code("no code", u""_s, u"six digits"_s);
    code("short code", u"4681"_s, u"too short"_s);
    code("code with 0", u"468130"_s, u"cannot contain 0"_s);
    code("code with 12", u"128135"_s, u"cannot start with 12"_s);
    code("no digits", u"46813a"_s, u"digits only"_s);
    code("taken code", u"345678"_s, u"already taken on Front door by “Cleaning”"_s);
    const Fill onFrontDoor = [](QDialog *dialog) { pick(dialog, u"Front door"_s); };
    row("no device", onFrontDoor, onFrontDoor, u"Choose at least one device"_s);
    row(
        "no day",
        [](QDialog *dialog) {
            for (const QString &day : days)
                tick(dialog, day, false);
        },
        [](QDialog *dialog) { tick(dialog, u"Tuesday"_s, true); }, u"at least one day"_s);
    row(
        "ends before it begins",
        [](QDialog *dialog) {
            tick(dialog, u"All day"_s, false);
            type(dialog, u"From time"_s, u"22:00"_s);
            type(dialog, u"Until time"_s, u"06:00"_s);
        },
        text(u"Until time"_s, u"23:00"_s), u"midnight"_s);
    row(
        "no time",
        [](QDialog *dialog) {
            tick(dialog, u"All day"_s, false);
            type(dialog, u"From time"_s, u"soon"_s);
        },
        text(u"From time"_s, u"8"_s), u"“soon” is not a time of day"_s);
    row(
        "no date",
        [](QDialog *dialog) {
            tick(dialog, u"Limit end"_s, true);
            type(dialog, u"Valid until"_s, u"tomorrow"_s);
        },
        text(u"Valid until"_s, u"2026-04-01 10:00"_s), u"“tomorrow” is not a date and time"_s);
    row(
        "ended already",
        [](QDialog *dialog) {
            tick(dialog, u"Limit end"_s, true);
            type(dialog, u"Valid until"_s, u"2026-03-01 10:00"_s);
        },
        text(u"Valid until"_s, u"2026-04-01 10:00"_s), u"later than the start"_s);
}

void AuthorizationDialogTest::problemDisablesApply()
{
    QFETCH(Fill, breakIt);
    QFETCH(Fill, mend);
    QFETCH(QString, words);
    AccessScenario s;
    s.open();
    QDialog *dialog = openFilled(s);
    QVERIFY2(problemOn(dialog).isEmpty() && canApply(dialog), qUtf8Printable(problemOn(dialog)));
    breakIt(dialog);
    QVERIFY2(problemOn(dialog).contains(words), qUtf8Printable(problemOn(dialog)));
    QVERIFY(!canApply(dialog));
    QTest::keyClick(named<QLineEdit>(dialog, u"Name"_s), Qt::Key_Return);
    s.pass(5s);
    QVERIFY(dialog->isVisible() && s.writes().isEmpty());
    mend(dialog);
    QVERIFY2(problemOn(dialog).isEmpty() && canApply(dialog), qUtf8Printable(problemOn(dialog)));
}

void AuthorizationDialogTest::cancelSendsNothing()
{
    AccessScenario s;
    s.open();
    press(openFilled(s), u"Cancel"_s);
    s.pass(2s);
    QTest::keyClick(openFilled(s), Qt::Key_Escape);
    s.pass(2s);
    QCOMPARE(openDialogCount(), 0);
    QVERIFY(s.writes().isEmpty());
}

void AuthorizationDialogTest::generatedCodesAreValidAndUnused()
{
    AccessScenario s;
    QRandomGenerator same(7);
    s.open();
    const auto next = KeypadCode::generate(same, [](const KeypadCode &) { return false; });
    s.nuki.editAuthorization(QString::fromLatin1(kitchen), {{u"code"_s, next->toNumber()}});
    s.pass(3min);
    s.random = QRandomGenerator(7);
    QDialog *dialog = openFilled(s);
    for (int i = 0; i < 100; ++i) {
        press(dialog, u"Generate code"_s);
        const QString code = named<QLineEdit>(dialog, u"Keypad code"_s)->text();
        QVERIFY(KeypadCode::problem(code).isEmpty());
        QVERIFY(code != next->toString() && code != u"345678");
        QVERIFY(problemOn(dialog).isEmpty());
    }
}

void AuthorizationDialogTest::codeIsShownForFifteenSeconds()
{
    AccessScenario s;
    s.open();
    QDialog *dialog = s.openEdit(u"Cleaning"_s);
    const auto *field = named<QLineEdit>(dialog, u"Keypad code"_s);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    QVERIFY(!spokenCode(dialog).contains(u'3'));
    press(dialog, u"Show code"_s);
    QCOMPARE(spokenCode(dialog), u"345678"_s);
    s.pass(14s);
    QCOMPARE(field->echoMode(), QLineEdit::Normal);
    s.pass(1s);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    QVERIFY(!spokenCode(dialog).contains(u'3'));

    press(dialog, u"Show code"_s); // and hidden by the same button
    press(dialog, u"Show code"_s);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    press(dialog, u"Generate code"_s);
    QCOMPARE(field->echoMode(), QLineEdit::Normal); // or nobody could pass it on
    QEvent leaving(QEvent::WindowDeactivate);
    QCoreApplication::sendEvent(dialog, &leaving);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
}

void AuthorizationDialogTest::codeIsCopiedForThirtySeconds()
{
    AccessScenario s;
    s.open();
    QDialog *dialog = s.openEdit(u"Cleaning"_s);
    const QClipboard *clipboard = QApplication::clipboard();
    press(dialog, u"Copy code"_s);
    QCOMPARE(named<QLineEdit>(dialog, u"Keypad code"_s)->echoMode(), QLineEdit::Password);
    QCOMPARE(clipboard->text(), u"345678"_s);
    s.pass(20s);
    press(dialog, u"Cancel"_s); // the time runs without it
    s.settle();
    s.pass(9s);
    QCOMPARE(clipboard->text(), u"345678"_s);
    s.pass(1s);
    QCOMPARE(clipboard->text(), QString());
}

void AuthorizationDialogTest::timeZoneIsTheLocks()
{
    AccessScenario s;
    s.open();
    QDialog *dialog = openFilled(s);
    pick(dialog, u"Front door"_s);
    pick(dialog, u"London"_s);
    QCOMPARE(labelStarting(dialog, u"Time zone:"_s), u"Time zone: Europe/London, the lock's"_s);
    tick(dialog, u"Limit end"_s, true);
    type(dialog, u"Valid until"_s, u"2026-07-01 12:00"_s);
    pick(dialog, u"Front door"_s); // which would end an hour earlier
    QVERIFY(problemOn(dialog).contains(u"different time zones"));
    pick(dialog, u"Front door"_s);
    press(dialog, u"Apply"_s);
    s.pass(5s);
    QCOMPARE(s.lastBody("PUT").value("allowedUntilDate"_L1), QJsonValue(u"2026-07-01T11:00:00.000Z"_s));
    QCOMPARE(s.lastBody("PUT").value("allowedWeekDays"_L1), QJsonValue(127)); // all five go together
    QVERIFY(s.lastBody("PUT").contains("allowedFromDate"_L1));
}

void AuthorizationDialogTest::timesThatTheClockLeavesOutAreRefused()
{
    AccessScenario s;
    s.open();
    QDialog *dialog = openFilled(s);
    tick(dialog, u"Limit end"_s, true);
    type(dialog, u"Valid until"_s, u"2026-03-29 02:30"_s);
    QVERIFY2(
        problemOn(dialog).contains(u"There is no 02:30 on 2026-03-29"), qUtf8Printable(problemOn(dialog)));
    QVERIFY(!canApply(dialog));
    type(dialog, u"Valid until"_s, u"2026-03-29 03:00"_s);
    press(dialog, u"Apply"_s);
    s.pass(5s);
    QCOMPARE(s.lastBody("PUT").value("allowedUntilDate"_L1), QJsonValue(u"2026-03-29T01:00:00.000Z"_s));
}

void AuthorizationDialogTest::timesThatComeTwiceAreAsked_data()
{
    QTest::addColumn<QString>("which");
    QTest::addColumn<QString>("sent");
    QTest::newRow("first") << u"the first time, 02:30 (UTC+02:00)"_s << u"2026-10-25T00:30:00.000Z"_s;
    QTest::newRow("second") << u"the second time, 02:30 (UTC+01:00)"_s << u"2026-10-25T01:30:00.000Z"_s;
}

void AuthorizationDialogTest::timesThatComeTwiceAreAsked()
{
    QFETCH(QString, which);
    QFETCH(QString, sent);
    AccessScenario s;
    s.open();
    QDialog *dialog = openFilled(s);
    tick(dialog, u"Limit end"_s, true);
    type(dialog, u"Valid until"_s, u"2026-10-25 02:30"_s);
    QVERIFY(problemOn(dialog).contains(u"02:30 comes twice"));
    QVERIFY(!canApply(dialog));
    auto *choice = named<QRadioButton>(dialog, which);
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Space);
    press(dialog, u"Apply"_s);
    s.pass(5s);
    QCOMPARE(s.lastBody("PUT").value("allowedUntilDate"_L1), QJsonValue(sent));
}

void AuthorizationDialogTest::opensNextIsSaid()
{
    AccessScenario s;
    s.open();
    QDialog *dialog = s.openEdit(u"Cleaning"_s); // Monday, ten o'clock at the lock
    const auto next = [&] { return labelStarting(dialog, u"Opens next:"_s); };
    QCOMPARE(next(), u"Opens next: now, until Mon 2026-03-02 17:00"_s);
    tick(dialog, u"Monday"_s, false);
    QVERIFY2(
        next().startsWith(u"Opens next: Tue 2026-03-03 09:00, Wed 2026-03-04 09:00"), qUtf8Printable(next()));
    tick(dialog, u"Enabled"_s, false);
    QCOMPARE(next(), u"Opens next: never while it is disabled"_s);
    press(dialog, u"Cancel"_s);
    s.settle();
    dialog = s.openEdit(u"Kitchen"_s);
    QCOMPARE(next(), u"Opens next: now, without end"_s);
}

void AuthorizationDialogTest::wouldItOpenIsAnswered()
{
    AccessScenario s;
    s.open();
    QDialog *dialog = s.openEdit(u"Cleaning"_s);
    const auto answerTo = [&](const QString &question) {
        type(dialog, u"Would it open at"_s, question);
        return labelStarting(dialog, u"At that time: "_s).section(u": "_s, 1);
    };
    QCOMPARE(answerTo(u"2026-03-03 10:00"_s), u"yes, it would open"_s);
    QCOMPARE(answerTo(u"2026-03-03 08:59"_s), u"no, it would not open"_s);
    QCOMPARE(answerTo(u"2026-03-07 10:00"_s), u"no, it would not open"_s);
    QVERIFY(answerTo(u"2026-03-29 02:30"_s).contains(u"does not exist"));
    QVERIFY(answerTo(u"tomorrow"_s).contains(u"type a date and a time"));
    answerTo(u"2026-03-07 10:00"_s);
    tick(dialog, u"Saturday"_s, true); // it follows the schedule
    QCOMPARE(labelStarting(dialog, u"At that time:"_s), u"At that time: yes, it would open"_s);
    QCOMPARE(s.writes(), QStringList());
}

void AuthorizationDialogTest::oldScheduleThatBreaksARuleIsKept()
{
    SimulatedWorld old = world();
    old.authorizations = {authorization(cleaning, front, R"({"type": 13, "name": "Night", "code": 345678,
        "enabled": true, "allowedWeekDays": 127, "allowedFromTime": 1320, "allowedUntilTime": 360})")};
    AccessScenario s(old);
    s.open();
    QDialog *dialog = s.openEdit(u"Night"_s);
    QVERIFY(wordsOn(dialog).contains(u"stays as it is until you change it"));
    type(dialog, u"Name"_s, u"Night shift"_s);
    QVERIFY(problemOn(dialog).isEmpty());
    press(dialog, u"Apply"_s);
    s.pass(10s);
    QCOMPARE(s.lastBody("POST"),
        object(R"({"name": "Night shift", "code": 345678, "enabled": true, "allowedWeekDays": 127,
            "allowedFromTime": 1320, "allowedUntilTime": 360})"));
}

void AuthorizationDialogTest::offlineDeviceIsWarnedOf()
{
    AccessScenario s;
    s.nuki.editSmartlock(front, object(R"({"serverState": 4})"));
    s.open();
    QDialog *dialog = openFilled(s);
    QVERIFY(wordsOn(dialog).contains(
        u"Front door is offline. The change waits here and is sent once it is back"));
    QVERIFY(canApply(dialog));
    press(dialog, u"Apply"_s);
    s.pass(4min);
    QVERIFY2(s.says().contains(u"Waiting"), qUtf8Printable(s.says()));
    QVERIFY(s.writes().isEmpty());
    s.nuki.editSmartlock(front, object(R"({"serverState": 0})"));
    s.pass(1min);
    QCOMPARE(s.writes().size(), 1);
}

// A field that has the focus writes its text out when it goes.
void AuthorizationDialogTest::goesQuietlyWithItsAccount()
{
    AccessScenario s;
    s.open();
    QDialog *dialog = openFilled(s);
    tick(dialog, u"All day"_s, false);
    type(dialog, u"From time"_s, u"8"_s);
    s.window->clearSession();
    s.pass(1min);
    QCOMPARE(openDialogCount(), 0);
    QVERIFY(s.writes().isEmpty());
}

QTEST_MAIN(AuthorizationDialogTest)
#include "authorizationdialogtest.moc"
