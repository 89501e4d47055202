#include "manyeditscenario.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

bool isEnabled(const Scenario &s, const QString &button)
{
    return named<QPushButton>(s.window.get(), button)->isEnabled();
}

QStringList titlesOf(const ManyEditScenario &s)
{
    QStringList titles;
    for (const ChangeSet &set : s.sets())
        titles += set.title;
    return titles;
}

// Sets a field of the authorization at `index`.
void put(SimulatedWorld &world, int index, const QString &field, const QJsonValue &value)
{
    QJsonObject record = world.authorizations.at(index).toObject();
    record.insert(field, value);
    world.authorizations[index] = record;
}

void filterBy(ManyEditScenario &s, const QString &words)
{
    type(s.window.get(), u"Filter"_s, words);
    s.pass(1s);
}

} // namespace

// What is done to several selected rows of the section Access.
class AccessManyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void severalAreOneSetOfDrafts(); // CON-3
    void setOfOnePersonBearsTheName();
    void whatIsSoAlreadyIsLeftOut();
    void whatCannotBeSentIsMarked();
    void selectionObeysTheFilter();
    void allOfALargeTableAreSelectedAtOnce();
    void deletingSaysWhatDoesNotComeBack();
    void newAccessOnSeveralDevicesIsOneSetSentAtOnce();
    void everyChangeIsReviewedIfChosenInTheMenu();
    void everyChangeIsReviewedIfChosenAmongTheCommands();
    void doubleClickEditsOne();
};

void AccessManyTest::severalAreOneSetOfDrafts()
{
    ManyEditScenario s;
    s.open();
    s.select({u"Cleaning"_s, u"Kitchen"_s, u"London flat"_s});
    QVERIFY(isEnabled(s, u"Edit"_s) && isEnabled(s, u"Disable"_s) && !isEnabled(s, u"Enable"_s));
    press(s.window.get(), u"Disable"_s);
    s.pass(1min);
    QVERIFY(s.writes().isEmpty());
    QCOMPARE(titlesOf(s), QStringList{u"Disable 3 authorization(s)"_s});
    const QTableView *changes = s.table(u"Changes"_s);
    QCOMPARE(cellsOf(changes, u"Status"_s), (QStringList{u"Draft"_s, u"Draft"_s, u"Draft"_s}));
    press(s.window.get(), u"Send"_s);
    s.pass(30s);
    QCOMPARE(cellsOf(changes, u"Status"_s), (QStringList{u"Confirmed"_s, u"Confirmed"_s, u"Confirmed"_s}));
    QCOMPARE(s.writes().size(), 2); // two are on one device
    QCOMPARE(s.bodyOf(cleaning),
        object(R"({"name": "Cleaning", "code": 345678, "enabled": false, "accountUserId": 501,
            "allowedFromDate": "2026-01-01T00:00:00.000Z", "allowedUntilDate": "2026-12-31T00:00:00.000Z",
            "allowedWeekDays": 124, "allowedFromTime": 540, "allowedUntilTime": 1020})"));
    QCOMPARE(s.bodyOf(kitchen), object(R"({"name": "Kitchen", "code": 987654, "enabled": false})"));
    QCOMPARE(s.bodyOf(flat), object(R"({"name": "London flat", "code": 765432, "enabled": false})"));
}

void AccessManyTest::setOfOnePersonBearsTheName()
{
    ManyEditScenario s;
    s.open();
    s.select({u"Ada"_s, u"Cleaning"_s}); // a code of hers
    press(s.window.get(), u"Disable"_s);
    s.section(u"Access"_s);
    press(s.window.get(), u"Delete"_s);
    press(dialogNamed(u"Delete access"_s), u"Delete"_s);
    s.section(u"Access"_s);
    QDialog *dialog = s.openEditOf({u"Ada"_s, u"Cleaning"_s});
    choose(dialog, u"Limit end"_s, u"Yes"_s);
    press(dialog, u"Apply"_s);
    QCOMPARE(titlesOf(s),
        (QStringList{u"Disable Ada’s 2 authorization(s)"_s, u"Delete Ada’s 2 authorization(s)"_s,
            u"Edit Ada’s 2 authorization(s)"_s}));
    s.section(u"Access"_s);
    s.select({u"Garden"_s, u"Kitchen"_s}); // nobody's
    press(s.window.get(), u"Delete"_s);
    press(dialogNamed(u"Delete access"_s), u"Delete"_s);
    QCOMPARE(titlesOf(s).last(), u"Delete 2 authorization(s)"_s);
    QVERIFY(s.writes().isEmpty());
}

// Several were selected, so that the only draft waits as well.
void AccessManyTest::whatIsSoAlreadyIsLeftOut()
{
    ManyEditScenario s;
    s.open();
    s.select({u"Cleaning"_s, u"Garden"_s, u"Kitchen"_s});
    press(s.window.get(), u"Enable"_s);
    s.pass(1min);
    QVERIFY(s.writes().isEmpty());
    QCOMPARE(titlesOf(s), QStringList{u"Enable 1 authorization(s)"_s});
    QCOMPARE(cellsOf(s.table(u"Changes"_s), u"Change"_s), QStringList{u"Enable access “Garden”"_s});
}

void AccessManyTest::whatCannotBeSentIsMarked()
{
    SimulatedWorld odd = worldWithLondon();
    put(odd, 2, u"name"_s, QString()); // the kitchen's; the service takes none without one
    ManyEditScenario s(odd);
    s.open();
    s.rows()->selectAll();
    press(s.window.get(), u"Disable"_s);
    const QTableView *changes = s.table(u"Changes"_s);
    QCOMPARE(cellsOf(changes, u"Status"_s).count(u"Draft"_s), 3);
    QCOMPARE(cell(changes, u"Disable access “”"_s, u"Status"_s), u"Problem"_s);
    clickRow(s.table(u"Changes"_s), u"Disable access “”"_s);
    QVERIFY(s.says().contains(u"Give it a name"));
}

void AccessManyTest::selectionObeysTheFilter()
{
    ManyEditScenario s;
    s.open();
    filterBy(s, u"front"_s);
    s.rows()->selectAll();
    QVERIFY(!s.label(u"3 selected, 3 of 5 authorization(s) shown"_s).isEmpty());
    filterBy(s, u"front kitchen"_s);
    QVERIFY(!s.label(u"1 selected, 1 of 5 authorization(s) shown"_s).isEmpty());
    filterBy(s, QString()); // what was hidden is not selected again
    QVERIFY(!s.label(u"1 selected, 5 of 5 authorization(s) shown"_s).isEmpty());
    QCOMPARE(selectedIn(s.rows()), QStringList{u"Kitchen"_s});
    s.rows()->selectAll();
    filterBy(s, u"nobody is called so"_s);
    for (const QString &button : {u"Edit"_s, u"Enable"_s, u"Disable"_s, u"Delete"_s})
        QVERIFY(!isEnabled(s, button));
    filterBy(s, u"door keypad"_s);
    s.rows()->selectAll();
    press(s.window.get(), u"Disable"_s);
    filterBy(s, QString());
    QStringList drafts = cellsOf(s.table(u"Changes"_s), u"Change"_s);
    drafts.sort();
    QCOMPARE(drafts, (QStringList{u"Disable access “Cleaning”"_s, u"Disable access “Kitchen”"_s}));
}

// Beyond the size up to which the table is filtered at once.
void AccessManyTest::allOfALargeTableAreSelectedAtOnce()
{
    SimulatedWorld large = worldWithLondon();
    constexpr int count = 6'000;
    for (int i = 0; i < count; ++i) {
        const QByteArray id = "6ab2be33a1b2c3d4e6" + QByteArray::number(100'000 + i);
        large.authorizations += authorization(id.constData(), back,
            i % 3 ? R"({"type": 13, "name": "Guest"})" : R"({"type": 2, "name": "Fob"})");
    }
    ManyEditScenario s(large);
    s.open();
    const auto waitFor = [&s](const QString &words) { // workers decode and sort in real time
        const auto isSaid = [&] {
            s.pass(20ms);
            return !s.label(words).isEmpty();
        };
        return QTest::qWaitFor(isSaid, 30'000);
    };
    QVERIFY(waitFor(u"6005 of 6005 authorization(s) shown"_s));
    s.rows()->selectAll();
    QCOMPARE(s.rows()->selectionModel()->selection().size(), 1); // a range, not thousands
    QVERIFY(!s.label(u"6005 selected, 6005 of 6005"_s).isEmpty());
    type(s.window.get(), u"Filter"_s, u"fob"_s);
    QVERIFY(waitFor(u"2000 selected, 2000 of 6005"_s));
    press(s.window.get(), u"Delete"_s);
    QVERIFY(wordsOn(dialogNamed(u"Delete access"_s)).contains(u"2,000 of them cannot be made anew"));
}

void AccessManyTest::deletingSaysWhatDoesNotComeBack()
{
    SimulatedWorld rich = worldWithLondon();
    put(rich, 2, u"fingerprints"_s, QJsonObject{{u"1"_s, u"Thumb"_s}});
    put(rich, 3, u"fingerprints"_s, QJsonObject{{u"1"_s, u"Thumb"_s}});
    rich.authorizations +=
        authorization("6ab2be33a1b2c3d4e5f6071d", back, R"({"type": 2, "name": "Fob", "enabled": true})");
    ManyEditScenario s(rich);
    s.open();
    s.rows()->selectAll();
    press(s.window.get(), u"Delete"_s);
    const QString words = wordsOn(dialogNamed(u"Delete access"_s));
    QVERIFY2(words.contains(u"Delete 6 authorization(s)?"), qUtf8Printable(words));
    QVERIFY2(words.contains(u"The fingerprints of 2 of them do not come back"), qUtf8Printable(words));
    QVERIFY(words.contains(u"For 1 of them the person gets a new invitation"));
    QVERIFY(words.contains(u"1 of them cannot be made anew from here"));
    QVERIFY(words.contains(u"nothing is sent before “Send”"));
    press(dialogNamed(u"Delete access"_s), u"Cancel"_s);
    s.settle();
    s.select({u"Cleaning"_s, u"London flat"_s}); // codes that can be made anew
    press(s.window.get(), u"Delete"_s);
    QVERIFY(!wordsOn(dialogNamed(u"Delete access"_s)).contains(u"of them"));
    press(dialogNamed(u"Delete access"_s), u"Cancel"_s);
    s.settle();
    s.select({u"Kitchen"_s});
    press(s.window.get(), u"Delete"_s);
    QVERIFY(wordsOn(dialogNamed(u"Delete access"_s)).contains(u"Its fingerprints do not come back"));
    QVERIFY(!wordsOn(dialogNamed(u"Delete access"_s)).contains(u"drafts"));
    QVERIFY(s.sets().isEmpty());
}

void AccessManyTest::newAccessOnSeveralDevicesIsOneSetSentAtOnce()
{
    for (const bool isReviewing : {false, true}) {
        ManyEditScenario s;
        s.settings.setReviewingEveryChange(isReviewing);
        s.open();
        QDialog *dialog = s.openAdd();
        type(dialog, u"Name"_s, u"Plumber"_s);
        pick(dialog, u"Front door"_s);
        pick(dialog, u"Back door"_s);
        type(dialog, u"Keypad code"_s, u"468135"_s);
        press(dialog, u"Apply"_s);
        s.pass(15s);
        QCOMPARE(titlesOf(s), QStringList{u"Add access “Plumber” on 2 device(s)"_s});
        QCOMPARE(s.writes().size(), isReviewing ? 0 : 1);
    }
}

void AccessManyTest::everyChangeIsReviewedIfChosenInTheMenu()
{
    ManyEditScenario s;
    s.open();
    s.command(u"Review every change"_s);
    QVERIFY(s.settings.isReviewingEveryChange());
    s.select({u"Cleaning"_s});
    press(s.window.get(), u"Disable"_s);
    s.pass(1min);
    QVERIFY(s.writes().isEmpty());
    QCOMPARE(cellsOf(s.table(u"Changes"_s), u"Status"_s), QStringList{u"Draft"_s});
    QCOMPARE(titlesOf(s), QStringList{u"Disable access “Cleaning”"_s});
    s.command(u"Review every change"_s);
    QVERIFY(!s.settings.isReviewingEveryChange());
    s.section(u"Access"_s);
    s.select({u"Kitchen"_s});
    press(s.window.get(), u"Disable"_s);
    s.pass(15s);
    QCOMPARE(s.writes().size(), 1);
}

void AccessManyTest::everyChangeIsReviewedIfChosenAmongTheCommands()
{
    ManyEditScenario s;
    s.settings.setReviewingEveryChange(true);
    s.open();
    for (const bool isOn : {true, false}) {
        s.command(u"Commands…"_s);
        QDialog *dialog = dialogNamed(u"Commands"_s);
        type(dialog, u"Command"_s, u"review every"_s);
        QCOMPARE(named<QListWidget>(dialog, u"Matching commands"_s)->item(0)->text(),
            isOn ? u"Review every change (now on)"_s : u"Review every change (now off)"_s);
        QTest::keyClick(named<QLineEdit>(dialog, u"Command"_s), Qt::Key_Return);
        s.settle();
        QCOMPARE(s.settings.isReviewingEveryChange(), !isOn);
    }
}

void AccessManyTest::doubleClickEditsOne()
{
    ManyEditScenario s;
    s.open();
    s.select({u"Cleaning"_s, u"Kitchen"_s});
    QTableView *table = s.rows();
    const QModelIndex index = table->model()->index(0, 0);
    const QPoint place = table->viewport()->mapTo(table->window(), table->visualRect(index).center());
    QTest::mouseClick(table->window()->windowHandle(), Qt::LeftButton, Qt::NoModifier, place);
    QTest::mouseDClick(table->window()->windowHandle(), Qt::LeftButton, Qt::NoModifier, place);
    QCOMPARE(named<QLineEdit>(dialogNamed(u"Edit access"_s), u"Name"_s)->text(), u"Ada"_s);
    QCOMPARE(named<QLineEdit>(dialogNamed(u"Edit access"_s), u"Device"_s)->text(), u"Front door"_s);
}

QTEST_MAIN(AccessManyTest)
#include "accessmanytest.moc"
