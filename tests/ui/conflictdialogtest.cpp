#include "changesscenario.h"

#include <QRadioButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

// Sends the draft on show into a conflict, and opens the dialog that settles it.
QDialog *openConflict(AccessScenario &s, const QString &title)
{
    press(s.window.get(), u"Send"_s);
    s.pass(15s); // that a record is gone takes two lists
    QTableView *changes = s.table(u"Changes"_s);
    if (cell(changes, title, u"Status"_s) != u"Conflict")
        qFatal("no conflict but %s", qUtf8Printable(cellsOf(changes, u"Status"_s).join(u' ')));
    clickRow(changes, title);
    press(s.window.get(), u"Decide"_s);
    QDialog *dialog = dialogNamed(u"Conflict"_s);
    if (!dialog)
        qFatal("no dialog");
    return dialog;
}

QDialog *conflictOfCleaning(AccessScenario &s)
{
    s.open();
    QDialog *editor = s.openEdit(u"Cleaning"_s);
    type(editor, u"Name"_s, u"Cleaners"_s);
    type(editor, u"Keypad code"_s, u"468135"_s);
    press(editor, u"Apply"_s);
    s.nuki.editAuthorization(QString::fromLatin1(cleaning),
        object(R"({"name": "Night shift", "allowedUntilTime": 600, "code": 891246})"));
    s.pass(5s);
    s.section(u"Changes"_s);
    QTableView *changes = s.table(u"Changes"_s);
    clickRow(changes, u"Edit access “Cleaning”"_s);
    press(s.window.get(), u"Decide"_s);
    return dialogNamed(u"Conflict"_s);
}

QRadioButton *side(const QDialog *dialog, const QString &start)
{
    const QList<QRadioButton *> all = dialog->findChildren<QRadioButton *>();
    for (QRadioButton *button : all) {
        if (button->isVisible() && nameOf(button).startsWith(start))
            return button;
    }
    qFatal("no choice “%s”", qUtf8Printable(start));
}

} // namespace

class ConflictDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsThreeColumnsAndNoCode()
    {
        AccessScenario s;
        const QDialog *dialog = conflictOfCleaning(s);
        QVERIFY(dialog);
        const QString words = wordsOn(dialog);
        for (const QString &part : {u"Theirs now"_s, u"Mine"_s, u"What I started from"_s, u"Night shift"_s,
                 u"Cleaners"_s, u"Cleaning"_s, u"Monday to Friday from 09:00 to 10:00"_s,
                 u"Monday to Friday from 09:00 to 17:00"_s, u"•••••• (another code)"_s})
            QVERIFY2(words.contains(part), qUtf8Printable(part));
        for (const QString &code : {u"468135"_s, u"891246"_s, u"345678"_s})
            QVERIFY(!words.contains(code));
        // Both touched the name and the code, only they the schedule: nobody is overruled unasked.
        for (const QString &field : {u"Name"_s, u"Keypad code"_s, u"Schedule"_s})
            QVERIFY(side(dialog, field + u": Take theirs"_s)->isChecked());
        QVERIFY(words.contains(u"the change leaves the list"_s));
    }

    void whatWasChosenIsSentAtOnce()
    {
        AccessScenario s;
        const QDialog *dialog = conflictOfCleaning(s);
        QVERIFY(s.writes().isEmpty());
        click(side(dialog, u"Keypad code: Take mine"_s));
        press(dialog, u"OK"_s);
        s.pass(15s);
        QCOMPARE(cellsOf(s.table(u"Changes"_s), u"Status"_s), QStringList{u"Confirmed"_s});
        QCOMPARE(s.writes().size(), 1);
        const QJsonObject record = s.record(cleaning);
        QCOMPARE(record.value("name"_L1), QJsonValue(u"Night shift"_s));
        QCOMPARE(record.value("code"_L1), QJsonValue(468135));
        QCOMPARE(record.value("allowedUntilTime"_L1), QJsonValue(600));
    }

    void mineMayTakeTheScheduleBack()
    {
        AccessScenario s;
        const QDialog *dialog = conflictOfCleaning(s);
        click(side(dialog, u"Schedule: Take mine"_s));
        press(dialog, u"OK"_s);
        s.pass(15s);
        QCOMPARE(s.record(cleaning).value("allowedUntilTime"_L1), QJsonValue(1020));
        QCOMPARE(s.record(cleaning).value("code"_L1), QJsonValue(891246));
        QCOMPARE(cellsOf(s.table(u"Changes"_s), u"Status"_s), QStringList{u"Confirmed"_s});
    }

    void theirsAloneLeavesNothingToSend()
    {
        AccessScenario s;
        const QDialog *dialog = conflictOfCleaning(s);
        press(dialog, u"OK"_s);
        s.pass(15s);
        QVERIFY(s.says().contains(u"No changes yet"));
        QVERIFY(s.writes().isEmpty());
    }

    void isReviewedWhereEveryChangeIs()
    {
        AccessScenario s;
        s.open();
        draftsOf(s, {u"Cleaning"_s, u"Kitchen"_s}, u"Disable"_s);
        s.nuki.editAuthorization(QString::fromLatin1(cleaning), object(R"({"name": "Night shift"})"));
        QDialog *dialog = openConflict(s, u"Disable access “Cleaning”"_s);
        QVERIFY(side(dialog, u"Enabled: Take mine"_s)->isChecked()); // only mine touched it
        QVERIFY(side(dialog, u"Name: Take theirs"_s)->isChecked());
        press(dialog, u"OK"_s);
        s.pass(15s);
        QTableView *changes = s.table(u"Changes"_s);
        QCOMPARE(cell(changes, u"Disable access “Night shift”"_s, u"Status"_s), u"Draft"_s); // one of a set
        press(s.window.get(), u"Send"_s);
        s.pass(15s);
        QCOMPARE(cell(changes, u"Disable access “Night shift”"_s, u"Status"_s), u"Confirmed"_s);
        QCOMPARE(s.record(cleaning).value("name"_L1), QJsonValue(u"Night shift"_s));
    }

    void whatIsGoneMayBeMadeAnew()
    {
        AccessScenario s;
        s.settings.setReviewingEveryChange(true);
        s.open();
        draftsOf(s, {u"Kitchen"_s}, u"Disable"_s);
        deleteElsewhere(s, front, kitchen);
        QDialog *dialog = openConflict(s, u"Disable access “Kitchen”"_s);
        QVERIFY(wordsOn(dialog).contains(u"“Kitchen” is no longer there: somebody else deleted it."));
        QVERIFY(dialog->findChildren<QRadioButton *>().isEmpty());
        QVERIFY(wordsOn(dialog).contains(u"A new one is always enabled"_s)); // it was to be disabled
        press(dialog, u"Make it anew"_s);
        s.settle();
        QTableView *changes = s.table(u"Changes"_s);
        QCOMPARE(cell(changes, u"Add access “Kitchen”"_s, u"Status"_s), u"Draft"_s);
        press(s.window.get(), u"Send"_s);
        s.pass(60s);
        QCOMPARE(cell(changes, u"Add access “Kitchen”"_s, u"Status"_s), u"Confirmed"_s);
        QCOMPARE(s.lastBody("PUT").value("code"_L1), QJsonValue(987654));
    }

    void deletionOfWhatChangedIsAskedFor()
    {
        AccessScenario s;
        s.settings.setReviewingEveryChange(true);
        for (const bool isDeleted : {false, true}) {
            if (s.window)
                s.section(u"Access"_s);
            else
                s.open();
            clickRow(s.rows(), isDeleted ? u"New kitchen"_s : u"Kitchen"_s);
            press(s.window.get(), u"Delete"_s);
            press(dialogNamed(u"Delete access"_s), u"Delete"_s);
            s.settle();
            s.nuki.editAuthorization(QString::fromLatin1(kitchen),
                object(isDeleted ? R"({"name": "Newest kitchen"})" : R"({"name": "New kitchen"})"));
            QDialog *dialog =
                openConflict(s, isDeleted ? u"Delete access “New kitchen”"_s : u"Delete access “Kitchen”"_s);
            QVERIFY(side(dialog, u"Access: Take theirs"_s)->isChecked());
            QVERIFY(wordsOn(dialog).contains(isDeleted ? u"Newest kitchen"_s : u"New kitchen"_s));
            if (isDeleted)
                click(side(dialog, u"Access: Take mine"_s));
            press(dialog, u"OK"_s);
            s.settle();
            if (isDeleted)
                press(s.window.get(), u"Send"_s);
            s.pass(60s);
            QCOMPARE(s.record(kitchen).isEmpty(), isDeleted);
        }
    }
};

QTEST_MAIN(ConflictDialogTest)
#include "conflictdialogtest.moc"
