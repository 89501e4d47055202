#include "backupscenario.h"

#include "backupfile.h"
#include "sideline.h"

#include <QProgressBar>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

const QString good = u"seven green boats at noon today"_s;

QTableView *savedDevices(const QDialog *dialog)
{
    return named<QTableView>(dialog, u"Saved devices"_s);
}

QTableView *dryRun(const QDialog *dialog)
{
    return named<QTableView>(dialog, u"Dry run"_s);
}

bool totals(const QDialog *dialog, const QString &words)
{
    return BackupScenario::waitFor(dialog, u"Total: "_s + words);
}

// Deletes an authorization over the window, and waits until it is gone.
void removeAuthorization(BackupScenario &s, const QString &name)
{
    clickRow(s.rows(), name);
    press(s.window.get(), u"Delete"_s);
    QDialog *question = dialogNamed(u"Delete access"_s);
    press(question, u"Delete"_s);
    s.pass(20s);
    QVERIFY(!cellsOf(s.rows(), u"Name"_s).contains(name));
}

// A backup with a passphrase is made, and chosen in the dialog.
const QDialog *chooseSealed(BackupScenario &s)
{
    s.open();
    s.backUp(s.file(u"a.lockdesk-backup"_s), good);
    const QDialog *dialog = s.openRestore();
    press(dialog, u"Choose file…"_s);
    s.give(s.file(u"a.lockdesk-backup"_s));
    return dialog;
}

} // namespace

class RestoreDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreTheContracts();
    void unchangedNeedsNothing();
    void deletedCodeComesBack();
    void goesToAnotherDevice();
    void removalIsAskedFor();
    void followsTheAccountWithoutMoving();
    void wrongPassphraseIsSaidAndTriedAgain();
    void openingIsStoppedAndTriedAgain();
    void saysWhatIsNoBackup();
    void anotherFileReplacesTheFirst();
    void savedWithoutCodesSaysSo();
    void hostileNamesAreHarmless();
    void equalNamesAreToldApart();
};

void RestoreDialogTest::namesAreTheContracts()
{
    BackupScenario s;
    s.open();
    const QDialog *dialog = s.openRestore();
    QVERIFY(dialog);
    QVERIFY(named<QLineEdit>(dialog, u"Backup file"_s)->isReadOnly());
    QVERIFY(named<QPushButton>(dialog, u"Choose file…"_s));
    QVERIFY(!named<QComboBox>(dialog, u"Restore to"_s)->isEnabled());
    QCOMPARE(columnsOf(savedDevices(dialog)),
        (QStringList{u"Saved device"_s, u"Authorizations"_s, u"Restore to"_s, u"As it was"_s,
            u"Changed since"_s, u"Missing"_s, u"Not restorable"_s}));
    QCOMPARE(columnsOf(dryRun(dialog)), (QStringList{u"Name"_s, u"Device"_s, u"Today"_s, u"What happens"_s}));
    QVERIFY(named<QCheckBox>(dialog, u"Add what is missing"_s)->isChecked());
    QVERIFY(named<QCheckBox>(dialog, u"Change back what was changed"_s)->isChecked());
    QVERIFY(!named<QCheckBox>(dialog, u"Remove what is not in the backup"_s)->isChecked());
    QVERIFY(!named<QCheckBox>(dialog, u"Add disabled access, which becomes enabled"_s)->isChecked());
    QVERIFY(!named<QPushButton>(dialog, u"Make changes"_s)->isEnabled());
    QVERIFY(allNamed<QLineEdit>(dialog, u"Passphrase"_s).isEmpty()); // no question before there is a file
    QVERIFY(!labelStarting(dialog, u"Choose a backup file first"_s).isEmpty());
    press(dialog, u"Cancel"_s);
    s.settle();
    QCOMPARE(openDialogCount(), 0);
}

void RestoreDialogTest::unchangedNeedsNothing()
{
    BackupScenario s;
    s.open();
    s.backUp(s.file(u"a.lockdesk-backup"_s), good);
    const QDialog *dialog = s.openRestoreOf(s.file(u"a.lockdesk-backup"_s), good);
    QVERIFY(totals(dialog, u"0 to add, 0 to change back, 0 to remove; 4 as they were, 0 not restorable."_s));
    QVERIFY(labelStarting(dialog, u"Backup:"_s).contains(u"“Office”"));
    QVERIFY(
        labelStarting(dialog, u"Backup:"_s).endsWith(u"6 device(s), 4 authorization(s), with keypad codes"));
    QCOMPARE(savedDevices(dialog)->model()->rowCount(), 6);
    QCOMPARE(cell(savedDevices(dialog), u"Front door"_s, u"Restore to"_s), u"Front door"_s);
    QCOMPARE(cell(savedDevices(dialog), u"Front door"_s, u"As it was"_s), u"3"_s);
    QCOMPARE(dryRun(dialog)->model()->rowCount(), 0);
    QVERIFY(!named<QPushButton>(dialog, u"Make changes"_s)->isEnabled());
}

void RestoreDialogTest::deletedCodeComesBack()
{
    BackupScenario s;
    s.open();
    const QJsonObject before = s.record(cleaning);
    s.backUp(s.file(u"a.lockdesk-backup"_s), good);
    removeAuthorization(s, u"Cleaning"_s);
    s.sent.clear();
    const QDialog *dialog = s.openRestoreOf(s.file(u"a.lockdesk-backup"_s), good);
    QVERIFY(totals(dialog, u"1 to add, 0 to change back, 0 to remove; 3 as they were"_s));
    QCOMPARE(cell(dryRun(dialog), u"Cleaning"_s, u"Today"_s), u"Missing"_s);
    QCOMPARE(cell(dryRun(dialog), u"Cleaning"_s, u"What happens"_s), u"Added."_s);
    press(dialog, u"Make changes"_s);
    s.settle();
    QCOMPARE(cellsOf(s.table(u"Changes"_s), u"Status"_s).count(u"Draft"_s), 1);
    QCOMPARE(s.writes(), QStringList()); // nothing before “Send”
    clickRow(s.table(u"Changes"_s), u"Add access “Cleaning”"_s);
    press(s.window.get(), u"Send"_s);
    s.pass(30s);
    QCOMPARE(cell(s.table(u"Changes"_s), u"Add access “Cleaning”"_s, u"Status"_s), u"Confirmed"_s);
    const QJsonObject body = s.lastBody("PUT");
    for (const QString &field : {u"name"_s, u"code"_s, u"allowedWeekDays"_s, u"allowedFromTime"_s,
             u"allowedUntilTime"_s, u"allowedFromDate"_s, u"allowedUntilDate"_s, u"accountUserId"_s})
        QCOMPARE(body.value(field), before.value(field));
}

void RestoreDialogTest::goesToAnotherDevice()
{
    BackupScenario s;
    s.open();
    s.backUp(s.file(u"a.lockdesk-backup"_s), good);
    const QDialog *dialog = s.openRestoreOf(s.file(u"a.lockdesk-backup"_s), good);
    // As assistive tools do: they move the selection.
    auto *table = savedDevices(dialog);
    table->selectAll();
    choose(dialog, u"Restore to"_s, u"Not restored"_s);
    QVERIFY(totals(dialog, u"0 to add, 0 to change back, 0 to remove; 0 as they were"_s));
    QCOMPARE(cell(table, u"Front door"_s, u"Restore to"_s), u"Not restored"_s);
    table->clearSelection();
    QVERIFY(!named<QComboBox>(dialog, u"Restore to"_s)->isEnabled());
    clickRow(table, u"Front door"_s);
    choose(dialog, u"Restore to"_s, u"London"_s);
    QVERIFY(totals(dialog, u"3 to add, 0 to change back, 0 to remove; 0 as they were"_s));
    QCOMPARE(cell(table, u"Front door"_s, u"Restore to"_s), u"London"_s);
    QCOMPARE(cell(table, u"Front door"_s, u"Missing"_s), u"3"_s);
    QVERIFY(cell(dryRun(dialog), u"Ada"_s, u"What happens"_s).contains(u"new invitation"));
    press(dialog, u"Make changes"_s);
    s.settle();
    QCOMPARE(cellsOf(s.table(u"Changes"_s), u"Device"_s), QStringList(3, u"London"_s));
}

void RestoreDialogTest::removalIsAskedFor()
{
    BackupScenario s;
    s.open();
    s.backUp(s.file(u"a.lockdesk-backup"_s));
    QDialog *dialog = s.openAdd();
    type(dialog, u"Name"_s, u"Plumber"_s);
    pick(dialog, u"Front door"_s);
    type(dialog, u"Keypad code"_s, u"468135"_s);
    press(dialog, u"Apply"_s);
    s.pass(30s);
    dialog = s.openRestoreOf(s.file(u"a.lockdesk-backup"_s));
    QVERIFY(totals(dialog, u"0 to add, 0 to change back, 0 to remove; 4 as they were"_s));
    QCOMPARE(cell(dryRun(dialog), u"Plumber"_s, u"What happens"_s), u"Stays as it is."_s);
    tick(dialog, u"Remove what is not in the backup"_s, true);
    QVERIFY(totals(dialog, u"0 to add, 0 to change back, 1 to remove; 4 as they were"_s));
    QCOMPARE(cell(dryRun(dialog), u"Plumber"_s, u"What happens"_s), u"Removed."_s);
    press(dialog, u"Make changes"_s);
    s.settle();
    QVERIFY(cellsOf(s.table(u"Changes"_s), u"Change"_s).contains(u"Delete access “Plumber”"_s));
}

// The account is asked again and again while the dialog is open.
void RestoreDialogTest::followsTheAccountWithoutMoving()
{
    BackupScenario s;
    s.open();
    s.backUp(s.file(u"a.lockdesk-backup"_s), good);
    removeAuthorization(s, u"Cleaning"_s);
    const QDialog *dialog = s.openRestoreOf(s.file(u"a.lockdesk-backup"_s), good);
    QVERIFY(totals(dialog, u"1 to add"_s));
    clickRow(savedDevices(dialog), u"London"_s);
    dryRun(dialog)->selectRow(0);
    auto *make = named<QPushButton>(dialog, u"Make changes"_s);
    make->setFocus();
    for (int minute = 0; minute < 3; ++minute) {
        s.pass(60s);
        QTRY_VERIFY(!dialog->findChild<Sideline *>()->isBusy());
        QVERIFY(make->isEnabled());
        QCOMPARE(dialog->focusWidget(), make);
        QCOMPARE(selectedIn(savedDevices(dialog)), QStringList{u"London"_s});
        QCOMPARE(named<QComboBox>(dialog, u"Restore to"_s)->currentText(), u"London"_s);
        QCOMPARE(selectedIn(dryRun(dialog)), QStringList{u"Cleaning"_s});
    }
    // Somebody else deletes another one.
    Session &session = *s.window->session();
    const Authorization doomed = *session.account.authorizations().authorization(
        *AuthorizationId::fromString(QString::fromLatin1(kitchen)));
    Change change;
    change.smartlockId = doomed.smartlockId;
    change.subject = DeleteAuthorization{doomed};
    session.runner.send(session.changes.add(change));
    s.pass(60s);
    QVERIFY(totals(dialog, u"2 to add"_s));
    QCOMPARE(selectedIn(savedDevices(dialog)), QStringList{u"London"_s});
}

void RestoreDialogTest::wrongPassphraseIsSaidAndTriedAgain()
{
    BackupScenario s;
    const QDialog *dialog = chooseSealed(s);
    QVERIFY(s.waitFor(dialog, u"Backup: protected"_s));
    press(dialog, u"Open"_s);
    QVERIFY(s.waitFor(dialog, u"Problem: Enter the passphrase"_s));
    type(dialog, u"Passphrase"_s, u"seven green boats"_s);
    QTest::keyClick(named<QLineEdit>(dialog, u"Passphrase"_s), Qt::Key_Return);
    QVERIFY(s.waitFor(dialog, u"Problem: The passphrase is wrong"_s));
    s.pass(60s); // the account goes on; the words stay
    QVERIFY(!labelStarting(dialog, u"Problem: The passphrase is wrong"_s).isEmpty());
    QVERIFY(dialog->isVisible());
    type(dialog, u"Passphrase"_s, good);
    press(dialog, u"Open"_s);
    QVERIFY(totals(dialog, u"0 to add"_s));
    QVERIFY(labelStarting(dialog, u"Problem:"_s).isEmpty());
    QVERIFY(allNamed<QLineEdit>(dialog, u"Passphrase"_s).isEmpty());
}

void RestoreDialogTest::openingIsStoppedAndTriedAgain()
{
    BackupScenario s;
    const QDialog *dialog = chooseSealed(s);
    QVERIFY(s.waitFor(dialog, u"Backup: protected"_s));
    QVERIFY(allNamed<QPushButton>(dialog, u"Stop"_s).isEmpty());
    type(dialog, u"Passphrase"_s, good);
    press(dialog, u"Open"_s);
    QVERIFY(named<QProgressBar>(dialog, u"Opening the backup"_s)->isVisible());
    press(dialog, u"Stop"_s);
    QVERIFY(s.waitFor(dialog, u"Backup: stopped, and not opened."_s));
    QVERIFY(allNamed<QProgressBar>(dialog, u"Opening the backup"_s).isEmpty());
    s.pass(60s); // the account goes on; the words stay
    QVERIFY(!labelStarting(dialog, u"Backup: stopped"_s).isEmpty());
    QVERIFY(!named<QPushButton>(dialog, u"Make changes"_s)->isEnabled());
    press(dialog, u"Open"_s); // with the passphrase that is still there
    QVERIFY(totals(dialog, u"0 to add"_s));
    QVERIFY(allNamed<QPushButton>(dialog, u"Stop"_s).isEmpty());
}

void RestoreDialogTest::saysWhatIsNoBackup()
{
    BackupScenario s;
    s.open();
    s.backUp(s.file(u"a.lockdesk-backup"_s), good);
    QByteArray sealed = *readBackupFile(s.file(u"a.lockdesk-backup"_s));
    sealed[sealed.size() / 2] = char(sealed.at(sealed.size() / 2) ^ 1);
    (void)writeBackupFile(s.file(u"damaged.lockdesk-backup"_s), sealed);
    (void)writeBackupFile(s.file(u"other.lockdesk-backup"_s), "<html>");
    const QDialog *dialog = s.openRestore();
    press(dialog, u"Choose file…"_s);
    s.give(s.file(u"other.lockdesk-backup"_s));
    QVERIFY(s.waitFor(dialog, u"Problem: This is not a backup of Lockdesk"_s));
    press(dialog, u"Choose file…"_s);
    s.give(s.file(u"damaged.lockdesk-backup"_s));
    QVERIFY(s.waitFor(dialog, u"Backup: protected"_s));
    QVERIFY(labelStarting(dialog, u"Problem:"_s).isEmpty());
    type(dialog, u"Passphrase"_s, good);
    press(dialog, u"Open"_s);
    QVERIFY(s.waitFor(dialog, u"Problem: The file is damaged"_s));
    QVERIFY(!named<QPushButton>(dialog, u"Make changes"_s)->isEnabled());
}

void RestoreDialogTest::anotherFileReplacesTheFirst()
{
    BackupScenario s;
    s.open();
    s.backUp(s.file(u"a.lockdesk-backup"_s));
    removeAuthorization(s, u"Garden"_s);
    s.backUp(s.file(u"b.lockdesk-backup"_s));
    const QDialog *dialog = s.openRestoreOf(s.file(u"a.lockdesk-backup"_s));
    QVERIFY(totals(dialog, u"0 to add, 0 to change back, 0 to remove; 3 as they were, 1 not restorable"_s));
    press(dialog, u"Choose file…"_s);
    s.give(s.file(u"b.lockdesk-backup"_s));
    QVERIFY(totals(dialog, u"0 to add, 0 to change back, 0 to remove; 3 as they were, 0 not restorable"_s));
    QCOMPARE(named<QLineEdit>(dialog, u"Backup file"_s)->text(), u"b.lockdesk-backup"_s);
}

void RestoreDialogTest::savedWithoutCodesSaysSo()
{
    BackupScenario s;
    s.open();
    s.backUp(s.file(u"a.lockdesk-backup"_s));
    removeAuthorization(s, u"Kitchen"_s);
    const QDialog *dialog = s.openRestoreOf(s.file(u"a.lockdesk-backup"_s));
    QCOMPARE(cell(dryRun(dialog), u"Kitchen"_s, u"Today"_s), u"Code not saved"_s);
    QVERIFY(cell(dryRun(dialog), u"Kitchen"_s, u"What happens"_s).contains(u"saved without its code"));
    QVERIFY(labelStarting(dialog, u"Backup:"_s).endsWith(u"without keypad codes"));
    QVERIFY(!named<QPushButton>(dialog, u"Make changes"_s)->isEnabled());
}

// UI-4: whoever makes a backup file chooses its names.
void RestoreDialogTest::hostileNamesAreHarmless()
{
    BackupScenario s;
    s.open();
    const QString evil = u"<img src=x>\u202e\n"_s;
    Authorization a;
    a.id = *AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60799"_s);
    a.smartlockId = SmartlockId(7);
    a.type = AuthorizationType::KeypadCode;
    a.name = evil;
    const Backup backup{
        s.clock.now(), evil, false, {}, {{SmartlockId(7), DeviceType::SmartLock12, evil, {a}}}, 0};
    QVERIFY(!saveBackup(s.file(u"evil.lockdesk-backup"_s), backup, Secret()));
    const QDialog *dialog = s.openRestoreOf(s.file(u"evil.lockdesk-backup"_s));
    QVERIFY(totals(dialog, u"0 to add"_s));
    savedDevices(dialog)->selectAll();
    choose(dialog, u"Restore to"_s, u"Front door"_s);
    QVERIFY(totals(dialog, u"0 to add, 0 to change back, 0 to remove; 0 as they were, 1 not restorable"_s));
    const QStringList shown = cellsOf(savedDevices(dialog), u"Saved device"_s)
        + cellsOf(dryRun(dialog), u"Name"_s) + QStringList{labelStarting(dialog, u"Backup:"_s)};
    QVERIFY(shown.size() >= 3);
    for (const QString &text : shown)
        QVERIFY2(!text.contains(u'\u202e') && !text.contains(u'\n'), qPrintable(text));
    for (const QLabel *label : dialog->findChildren<QLabel *>())
        QVERIFY(!label->text().contains(u'<') || label->textFormat() == Qt::PlainText);
}

// DOM-8
void RestoreDialogTest::equalNamesAreToldApart()
{
    SimulatedWorld twins = world();
    twins.smartlocks.append(device(18178889999, u"Front door"_s));
    BackupScenario s(twins);
    s.open();
    s.backUp(s.file(u"a.lockdesk-backup"_s));
    const QDialog *dialog = s.openRestoreOf(s.file(u"a.lockdesk-backup"_s));
    QStringList names = cellsOf(savedDevices(dialog), u"Saved device"_s);
    names += cellsOf(savedDevices(dialog), u"Restore to"_s);
    QCOMPARE(names.count(u"Front door"_s), 0);
    for (const QString &name : {u"Front door ("_s + toHexId(SmartlockId(front)) + u')',
             u"Front door ("_s + toHexId(SmartlockId(18178889999)) + u')'})
        QCOMPARE(names.count(name), 2);
}

QTEST_MAIN(RestoreDialogTest)
#include "restoredialogtest.moc"
