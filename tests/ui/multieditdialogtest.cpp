#include "manyeditscenario.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

QString problemOn(const QDialog *dialog)
{
    return labelStarting(dialog, u"Problem: "_s);
}

bool canApply(const QDialog *dialog)
{
    return named<QPushButton>(dialog, u"Apply"_s)->isEnabled();
}

// What the dialog says of each field as it is now, from top to bottom.
QStringList nowOn(const QDialog *dialog)
{
    QStringList values;
    const QStringList words = wordsOn(dialog).split(u'\n');
    for (const QString &text : words) {
        if (text.startsWith(u"Now: "))
            values += text.section(u": "_s, 1);
    }
    return values;
}

} // namespace

class MultiEditDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldHasItsNameAndKeepsAsItIs();
    void saysWhatIsThereNow();
    void nothingChosenIsAProblem();
    void whatIsSoAlreadyIsAProblem();
    void brokenRuleOfAllIsAProblem_data();
    void brokenRuleOfAllIsAProblem();
    void brokenRuleOfSomeIsMarked();
    void choicesShowWhatTheyAskFor();
    void keyboardAloneReachesEverything();
    void onlyChosenFieldsAreSent(); // CON-3
    void limitIsEachLocksOwnTime();
    void gapAtOneLockIsAProblemOfThatRowAlone(); // TIME-5
    void overlapIsSaid(); // TIME-6
    void remoteAccessLeavesCodesAlone();
    void cancelMakesNothing();
    void manyRowsAreLookedAtInSlices();
    void goesQuietlyWithItsAccount();
};

void MultiEditDialogTest::everyFieldHasItsNameAndKeepsAsItIs()
{
    ManyEditScenario s;
    s.open();
    const QDialog *dialog = s.openEditOf({u"Ada"_s, u"Cleaning"_s, u"Garden"_s});
    QVERIFY(dialog);
    QVERIFY(wordsOn(dialog).contains(u"3 authorization(s) on 2 device(s)"));
    QCOMPARE(named<QLineEdit>(dialog, u"Name"_s)->text(), QString());
    QCOMPARE(named<QLineEdit>(dialog, u"Name"_s)->placeholderText(), u"Keep as is"_s);
    for (const QString &field :
        {u"Enabled"_s, u"Remote access"_s, u"Days and times"_s, u"Limit start"_s, u"Limit end"_s})
        QCOMPARE(named<QComboBox>(dialog, field)->currentText(), u"Keep as is"_s);
    for (const QString &button : {u"Apply"_s, u"Cancel"_s})
        QVERIFY(named<QPushButton>(dialog, button));
}

void MultiEditDialogTest::saysWhatIsThereNow()
{
    ManyEditScenario s;
    s.open();
    QDialog *dialog = s.openEditOf({u"Ada"_s, u"Cleaning"_s, u"Garden"_s});
    QCOMPARE(nowOn(dialog),
        (QStringList{u"several different"_s, u"several different"_s, u"yes"_s, u"several different"_s,
            u"several different"_s, u"several different"_s}));
    press(dialog, u"Cancel"_s);
    s.settle();
    s.nuki.editAuthorization(QString::fromLatin1(garden),
        object(R"({"name": "Kitchen", "enabled": true, "allowedWeekDays": 127})"));
    s.pass(5min);
    s.rows()->clearSelection();
    for (int row : {2, 3})
        s.rows()->selectionModel()->select(
            s.rows()->model()->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QCOMPARE(selectedIn(s.rows()), (QStringList{u"Kitchen"_s, u"Kitchen"_s}));
    press(s.window.get(), u"Edit"_s);
    dialog = dialogNamed(u"Edit access"_s);
    QCOMPARE(nowOn(dialog),
        (QStringList{u"Kitchen"_s, u"yes"_s, u"not for keypad codes"_s, u"Every day"_s, u"no limit"_s,
            u"no limit"_s}));
    QVERIFY(!named<QComboBox>(dialog, u"Remote access"_s)->isEnabled());
}

void MultiEditDialogTest::nothingChosenIsAProblem()
{
    ManyEditScenario s;
    s.open();
    QDialog *dialog = s.openEditOf({u"Cleaning"_s, u"Kitchen"_s});
    QVERIFY2(problemOn(dialog).contains(u"Nothing is changed yet"), qUtf8Printable(problemOn(dialog)));
    QVERIFY(!canApply(dialog));
    choose(dialog, u"Enabled"_s, u"No"_s);
    QCOMPARE(problemOn(dialog), QString());
    QVERIFY(canApply(dialog));
    QVERIFY(!labelStarting(dialog, u"This makes 2 draft(s) to review; nothing is sent before “Send”."_s)
                 .isEmpty());
    choose(dialog, u"Enabled"_s, u"Keep as is"_s);
    QVERIFY(!canApply(dialog) && labelStarting(dialog, u"This makes"_s).isEmpty());
}

void MultiEditDialogTest::whatIsSoAlreadyIsAProblem()
{
    ManyEditScenario s;
    s.open();
    QDialog *dialog = s.openEditOf({u"Cleaning"_s, u"Kitchen"_s, u"Garden"_s});
    choose(dialog, u"Enabled"_s, u"Yes"_s);
    QVERIFY(canApply(dialog)); // Garden is not
    QVERIFY(wordsOn(dialog).contains(u"This makes 1 draft(s)"));
    QVERIFY(wordsOn(dialog).contains(u"Like this already, and left alone: 2"));
    press(dialog, u"Cancel"_s);
    s.settle();
    dialog = s.openEditOf({u"Cleaning"_s, u"Kitchen"_s});
    choose(dialog, u"Enabled"_s, u"Yes"_s);
    QVERIFY(problemOn(dialog).contains(u"All of them are like this already"));
    QVERIFY(!canApply(dialog));
}

void MultiEditDialogTest::brokenRuleOfAllIsAProblem_data()
{
    QTest::addColumn<Fill>("breakIt");
    QTest::addColumn<Fill>("mend");
    QTest::addColumn<QString>("words");
    const auto text = [](const QString &field, const QString &value) -> Fill {
        return [=](QDialog *dialog) {
            named<QLineEdit>(dialog, field)->setText(value); // as assistive tools do
        };
    };
    const auto limit = [](const QString &choice, const QString &field, const QString &value) -> Fill {
        return [=](QDialog *dialog) {
            choose(dialog, choice, u"Yes"_s);
            type(dialog, field, value);
        };
    };
    QTest::newRow("blank name") << text(u"Name"_s, u" "_s) << text(u"Name"_s, u"x"_s) << u"Give it a name"_s;
    QTest::newRow("name too long") << text(u"Name"_s, u"Überaus langer Name!!"_s) << text(u"Name"_s, u"x"_s)
                                   << u"22 of 20 bytes"_s;
    QTest::newRow("no day") << Fill([](QDialog *dialog) {
        choose(dialog, u"Days and times"_s, u"Change"_s);
        for (const QString &day : {u"Monday"_s, u"Tuesday"_s, u"Wednesday"_s, u"Thursday"_s, u"Friday"_s,
                 u"Saturday"_s, u"Sunday"_s})
            tick(dialog, day, false);
    }) << Fill([](QDialog *dialog) { tick(dialog, u"Sunday"_s, true); })
                            << u"at least one day"_s;
    QTest::newRow("past midnight") << Fill([](QDialog *dialog) {
        choose(dialog, u"Days and times"_s, u"Change"_s);
        tick(dialog, u"All day"_s, false);
        type(dialog, u"From time"_s, u"22:00"_s);
        type(dialog, u"Until time"_s, u"06:00"_s);
    }) << text(u"Until time"_s, u"23:00"_s)
                                   << u"midnight"_s;
    QTest::newRow("no date") << limit(u"Limit end"_s, u"Valid until"_s, u"soon"_s)
                             << text(u"Valid until"_s, u"2026-05-01 09:00"_s) << u"“soon” is not a date"_s;
    QTest::newRow("empty date") << limit(u"Limit start"_s, u"Valid from"_s, QString())
                                << text(u"Valid from"_s, u"2026-05-01 09:00"_s) << u"Enter when it starts"_s;
    QTest::newRow("end in the past") << limit(u"Limit end"_s, u"Valid until"_s, u"2026-02-01 09:00"_s)
                                     << text(u"Valid until"_s, u"2026-05-01 09:00"_s) << u"in the past"_s;
    QTest::newRow("end before the start") << Fill([=](QDialog *dialog) {
        limit(u"Limit start"_s, u"Valid from"_s, u"2026-06-01 09:00"_s)(dialog);
        limit(u"Limit end"_s, u"Valid until"_s, u"2026-05-01 09:00"_s)(dialog);
    }) << text(u"Valid from"_s, u"2026-04-01 09:00"_s)
                                          << u"The end must be later than the start"_s;
}

void MultiEditDialogTest::brokenRuleOfAllIsAProblem()
{
    QFETCH(Fill, breakIt);
    QFETCH(Fill, mend);
    QFETCH(QString, words);
    ManyEditScenario s;
    s.open();
    QDialog *dialog = s.openEditOf({u"Cleaning"_s, u"Kitchen"_s});
    breakIt(dialog);
    QVERIFY2(problemOn(dialog).contains(words), qUtf8Printable(problemOn(dialog)));
    QVERIFY(!canApply(dialog));
    mend(dialog);
    QCOMPARE(problemOn(dialog), QString());
    QVERIFY(canApply(dialog));
    QVERIFY(s.writes().isEmpty());
}

// 20 bytes for a code, 32 for the app.
void MultiEditDialogTest::brokenRuleOfSomeIsMarked()
{
    ManyEditScenario s;
    s.open();
    QDialog *dialog = s.openEditOf({u"Ada"_s, u"Cleaning"_s});
    type(dialog, u"Name"_s, u"Twenty-three letters ok"_s);
    QVERIFY(canApply(dialog));
    QVERIFY(wordsOn(dialog).contains(u"marked as a problem: 1"));
    press(dialog, u"Apply"_s);
    const QTableView *changes = s.table(u"Changes"_s);
    QCOMPARE(cell(changes, u"Edit access “Ada”"_s, u"Status"_s), u"Draft"_s);
    QCOMPARE(cell(changes, u"Edit access “Cleaning”"_s, u"Status"_s), u"Problem"_s);
    clickRow(s.table(u"Changes"_s), u"Edit access “Cleaning”"_s);
    QVERIFY(s.says().contains(u"too long for a keypad code"));
    s.table(u"Changes"_s)->clearSelection();
    press(s.window.get(), u"Send"_s);
    s.pass(15s);
    QCOMPARE(s.writes().size(), 1);
    QCOMPARE(s.record(cleaning).value("name"_L1), QJsonValue(u"Cleaning"_s));
    QCOMPARE(s.record(ada).value("name"_L1), QJsonValue(u"Twenty-three letters ok"_s));
}

void MultiEditDialogTest::choicesShowWhatTheyAskFor()
{
    ManyEditScenario s;
    s.open();
    QDialog *dialog = s.openEditOf({u"Cleaning"_s, u"Kitchen"_s});
    QVERIFY(allNamed<QLineEdit>(dialog, u"Valid from"_s).isEmpty());
    QVERIFY(allNamed<QCheckBox>(dialog, u"Monday"_s).isEmpty());
    QVERIFY(labelStarting(dialog, u"Time zone:"_s).isEmpty());
    choose(dialog, u"Limit start"_s, u"Yes"_s);
    QCOMPARE(named<QLineEdit>(dialog, u"Valid from"_s)->text(), u"2026-03-02 10:00"_s); // now in Berlin
    QVERIFY(labelStarting(dialog, u"Time zone: Europe/Berlin"_s).contains(u"each lock"));
    QVERIFY(allNamed<QCheckBox>(dialog, u"Limit start"_s).isEmpty()); // the choice asks already
    choose(dialog, u"Limit start"_s, u"No"_s);
    QVERIFY(allNamed<QLineEdit>(dialog, u"Valid from"_s).isEmpty());
    choose(dialog, u"Limit end"_s, u"Yes"_s);
    QCOMPARE(named<QLineEdit>(dialog, u"Valid until"_s)->text(), u"2026-03-09 10:00"_s);
    choose(dialog, u"Days and times"_s, u"Change"_s);
    QVERIFY(named<QCheckBox>(dialog, u"Monday"_s)->isVisible());
    press(dialog, u"Cancel"_s);
    s.settle();
    dialog = s.openEditOf({u"Cleaning"_s, u"London flat"_s});
    choose(dialog, u"Limit end"_s, u"Yes"_s);
    QVERIFY(labelStarting(dialog, u"Time zone: each lock’s own."_s).contains(u"2 time zone(s)"));
}

void MultiEditDialogTest::keyboardAloneReachesEverything()
{
    ManyEditScenario s;
    s.open();
    QDialog *dialog = s.openEditOf({u"Ada"_s, u"Cleaning"_s});
    choose(dialog, u"Days and times"_s, u"Change"_s);
    choose(dialog, u"Limit start"_s, u"Yes"_s);
    choose(dialog, u"Limit end"_s, u"Yes"_s);
    named<QLineEdit>(dialog, u"Name"_s)->setFocus();
    QStringList order;
    for (int i = 0; i < 40 && !order.contains(u"Cancel"_s); ++i) {
        order += lockdesk::nameOf(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    qsizetype last = -1; // in the order in which they are seen
    for (const QString &name : {u"Name"_s, u"Enabled"_s, u"Remote access"_s, u"Days and times"_s, u"Monday"_s,
             u"Sunday"_s, u"All day"_s, u"Limit start"_s, u"Valid from"_s, u"Limit end"_s, u"Valid until"_s,
             u"Apply"_s, u"Cancel"_s}) {
        QVERIFY2(order.indexOf(name) > last, qUtf8Printable(name + u" in "_s + order.join(u", ")));
        last = order.indexOf(name);
    }
}

void MultiEditDialogTest::onlyChosenFieldsAreSent()
{
    ManyEditScenario s;
    s.open();
    QDialog *dialog = s.openEditOf({u"Ada"_s, u"Cleaning"_s, u"Garden"_s});
    choose(dialog, u"Enabled"_s, u"No"_s);
    choose(dialog, u"Days and times"_s, u"Change"_s);
    for (const QString &day : {u"Monday"_s, u"Tuesday"_s, u"Wednesday"_s, u"Thursday"_s, u"Friday"_s})
        tick(dialog, day, false);
    press(dialog, u"Apply"_s);
    s.pass(1min);
    QVERIFY(s.writes().isEmpty());
    const QTableView *changes = s.table(u"Changes"_s);
    QCOMPARE(cellsOf(changes, u"Status"_s), (QStringList{u"Draft"_s, u"Draft"_s, u"Draft"_s}));
    QCOMPARE(s.sets().size(), 1);
    QCOMPARE(s.sets().first().title, u"Edit 3 authorization(s)"_s);
    press(s.window.get(), u"Send"_s);
    s.pass(30s);
    QCOMPARE(cellsOf(changes, u"Status"_s), (QStringList{u"Confirmed"_s, u"Confirmed"_s, u"Confirmed"_s}));
    QCOMPARE(s.writes().size(), 2); // two are on one device
    QCOMPARE(s.bodyOf(cleaning),
        object(R"({"name": "Cleaning", "code": 345678, "enabled": false, "accountUserId": 501,
            "allowedFromDate": "2026-01-01T00:00:00.000Z", "allowedUntilDate": "2026-12-31T00:00:00.000Z",
            "allowedWeekDays": 3, "allowedFromTime": 0, "allowedUntilTime": 0})"));
    QCOMPARE(s.bodyOf(ada),
        object(R"({"name": "Ada", "enabled": false, "accountUserId": 501, "remoteAllowed": true,
            "allowedFromDate": "2026-03-02T09:00:00.000Z", "allowedWeekDays": 3, "allowedFromTime": 0,
            "allowedUntilTime": 0})"));
    QCOMPARE(s.bodyOf(garden).value("code"_L1), QJsonValue(345678));
}

void MultiEditDialogTest::limitIsEachLocksOwnTime()
{
    ManyEditScenario s;
    s.open();
    QDialog *dialog = s.openEditOf({u"Kitchen"_s, u"London flat"_s});
    choose(dialog, u"Limit end"_s, u"Yes"_s);
    type(dialog, u"Valid until"_s, u"2026-07-01 09:00"_s);
    press(dialog, u"Apply"_s);
    QVERIFY(s.writes().isEmpty());
    press(s.window.get(), u"Send"_s);
    s.pass(30s);
    QCOMPARE(s.bodyOf(kitchen).value("allowedUntilDate"_L1), QJsonValue(u"2026-07-01T07:00:00.000Z"_s));
    QCOMPARE(s.bodyOf(flat).value("allowedUntilDate"_L1), QJsonValue(u"2026-07-01T08:00:00.000Z"_s));
}

void MultiEditDialogTest::gapAtOneLockIsAProblemOfThatRowAlone()
{
    ManyEditScenario s;
    s.open();
    QDialog *dialog = s.openEditOf({u"Kitchen"_s, u"London flat"_s});
    choose(dialog, u"Limit start"_s, u"Yes"_s);
    type(dialog, u"Valid from"_s, u"2026-03-29 02:30"_s); // not in Berlin, but in London
    QVERIFY(canApply(dialog));
    QVERIFY(wordsOn(dialog).contains(u"marked as a problem: 1"));
    press(dialog, u"Apply"_s);
    QTableView *changes = s.table(u"Changes"_s);
    QCOMPARE(cell(changes, u"Edit access “Kitchen”"_s, u"Status"_s), u"Problem"_s);
    clickRow(changes, u"Edit access “Kitchen”"_s);
    QVERIFY(s.says().contains(u"There is no 02:30 on 2026-03-29 at this lock"));
    changes->clearSelection();
    press(s.window.get(), u"Send"_s); // the problem too: it must not go without its start
    s.pass(30s);
    QCOMPARE(s.writes().size(), 1);
    QCOMPARE(s.bodyOf(flat).value("allowedFromDate"_L1), QJsonValue(u"2026-03-29T01:30:00.000Z"_s));
    QCOMPARE(cell(changes, u"Edit access “Kitchen”"_s, u"Status"_s), u"Problem"_s);
    QVERIFY(s.record(kitchen).value("allowedFromDate"_L1).isUndefined());
}

void MultiEditDialogTest::overlapIsSaid()
{
    ManyEditScenario s;
    s.open();
    QDialog *dialog = s.openEditOf({u"Kitchen"_s, u"London flat"_s});
    choose(dialog, u"Limit end"_s, u"Yes"_s);
    type(dialog, u"Valid until"_s, u"2026-10-25 02:30"_s); // twice in Berlin
    QVERIFY(wordsOn(dialog).contains(u"At 1 of them the clocks are put back"));
    press(dialog, u"Apply"_s);
    QTableView *changes = s.table(u"Changes"_s);
    QCOMPARE(cellsOf(changes, u"Status"_s), (QStringList{u"Draft"_s, u"Draft"_s}));
    clickRow(changes, u"Edit access “Kitchen”"_s);
    QVERIFY(s.says().contains(u"It ends the first time"));
    changes->clearSelection();
    press(s.window.get(), u"Send"_s);
    s.pass(30s);
    QCOMPARE(s.bodyOf(kitchen).value("allowedUntilDate"_L1), QJsonValue(u"2026-10-25T00:30:00.000Z"_s));
    QCOMPARE(s.bodyOf(flat).value("allowedUntilDate"_L1), QJsonValue(u"2026-10-25T02:30:00.000Z"_s));
}

void MultiEditDialogTest::remoteAccessLeavesCodesAlone()
{
    ManyEditScenario s;
    s.open();
    QDialog *dialog = s.openEditOf({u"Ada"_s, u"Cleaning"_s});
    choose(dialog, u"Remote access"_s, u"No"_s);
    QVERIFY(wordsOn(dialog).contains(u"This makes 1 draft(s)"));
    press(dialog, u"Apply"_s);
    QCOMPARE(cellsOf(s.table(u"Changes"_s), u"Change"_s), QStringList{u"Edit access “Ada”"_s});
    s.pass(1min);
    QVERIFY(s.writes().isEmpty()); // several were selected: one draft waits as well
}

void MultiEditDialogTest::cancelMakesNothing()
{
    ManyEditScenario s;
    s.open();
    QDialog *dialog = s.openEditOf({u"Ada"_s, u"Cleaning"_s});
    choose(dialog, u"Enabled"_s, u"No"_s);
    press(dialog, u"Cancel"_s);
    s.pass(1min);
    QVERIFY(s.sets().isEmpty() && s.writes().isEmpty());
    QCOMPARE(openDialogCount(), 0);
}

void MultiEditDialogTest::manyRowsAreLookedAtInSlices()
{
    SimulatedWorld large = world();
    constexpr int count = 3'000;
    for (int i = 0; i < count; ++i) {
        const QByteArray id = "6ab2be33a1b2c3d4e6" + QByteArray::number(100'000 + i);
        large.authorizations += authorization(id.constData(), i % 2 ? front : london,
            R"({"type": 13, "name": "Guest", "enabled": true, "allowedWeekDays": 31})");
    }
    ManyEditScenario s(large); // and the four of the office
    s.open();
    const QString all = u"%1 of %1 authorization(s) shown"_s.arg(count + 4);
    const auto isShown = [&] { // workers decode and sort in real time
        s.pass(20ms);
        return !s.label(all).isEmpty();
    };
    QVERIFY(QTest::qWaitFor(isShown, 30'000));
    s.rows()->selectAll();
    press(s.window.get(), u"Edit"_s);
    QDialog *dialog = dialogNamed(u"Edit access"_s);
    choose(dialog, u"Limit end"_s, u"Yes"_s);
    QVERIFY(!canApply(dialog)); // not before all were looked at
    QVERIFY(wordsOn(dialog).contains(u"Looking at each of them"));
    const auto isLookedAt = [&] {
        for (int i = 0; i < 100 && !canApply(dialog); ++i)
            s.settle();
        return canApply(dialog);
    };
    QVERIFY(QTest::qWaitFor(isLookedAt, 30'000));
    QVERIFY2(wordsOn(dialog).contains(u"This makes 3,004 draft(s)"), qUtf8Printable(wordsOn(dialog)));
}

void MultiEditDialogTest::goesQuietlyWithItsAccount()
{
    ManyEditScenario s;
    s.open();
    QDialog *dialog = s.openEditOf({u"Ada"_s, u"Cleaning"_s});
    choose(dialog, u"Limit end"_s, u"Yes"_s);
    type(dialog, u"Valid until"_s, u"2026-10-2"_s);
    s.window->clearSession();
    s.pass(1min);
    QCOMPARE(openDialogCount(), 0);
    QVERIFY(s.writes().isEmpty());
}

QTEST_MAIN(MultiEditDialogTest)
#include "multieditdialogtest.moc"
