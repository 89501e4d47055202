#include "backupscenario.h"

#include "backupfile.h"
#include "confirmdialog.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

const QString good = u"seven green boats at noon today"_s;

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

Backup opened(const QString &path, const QByteArray &passphrase = {})
{
    const auto backup = openBackup(*readBackupFile(path), Secret(passphrase));
    if (!backup)
        qFatal("%s", qUtf8Printable(backup.error().text));
    return *backup;
}

// Ticks or unticks a device with the keyboard.
void toggle(const QDialog *dialog, const QString &device)
{
    auto *list = named<QListWidget>(dialog, u"Devices"_s);
    const QList<QListWidgetItem *> items = list->findItems(device, Qt::MatchExactly);
    QCOMPARE(items.size(), 1);
    list->setFocus();
    list->setCurrentItem(items.first());
    QTest::keyClick(list, Qt::Key_Space);
}

} // namespace

class BackupDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandsNeedASession();
    void namesAreTheContracts();
    void savesChosenDevicesWithoutCodes();
    void savesCodesUnderThePassphraseOnly();
    void passphraseMustDo_data();
    void passphraseMustDo();
    void choosesWhatTheFilterShows();
    void asksBeforeReplacingAFile();
    void saysWhyItCouldNotSave();
    void refusesBeforeTheListIsThere();
    void goesQuietlyWithItsAccount();
};

void BackupDialogTest::commandsNeedASession()
{
    Scenario s;
    s.start();
    for (const QAction *menu : s.window->menuBar()->actions()) {
        for (const QAction *action : menu->menu()->actions()) {
            if (action->text() == u"Back up access…" || action->text() == u"Restore access…")
                QVERIFY(!action->isEnabled());
        }
    }
}

void BackupDialogTest::namesAreTheContracts()
{
    BackupScenario s;
    s.open();
    const QDialog *dialog = s.openBackup();
    QVERIFY(dialog);
    QVERIFY(named<QLineEdit>(dialog, u"Filter"_s));
    QCOMPARE(named<QListWidget>(dialog, u"Devices"_s)->count(), 6);
    for (const QString &field : {u"Passphrase"_s, u"Repeat passphrase"_s}) {
        QVERIFY(!named<QLineEdit>(dialog, field)->isEnabled());
        QCOMPARE(named<QLineEdit>(dialog, field)->echoMode(), QLineEdit::Password);
    }
    QVERIFY(!named<QCheckBox>(dialog, u"Include keypad codes"_s)->isChecked());
    QCOMPARE(labelStarting(dialog, u"Chosen:"_s), u"Chosen: 6 device(s), 4 authorization(s)"_s);
    QVERIFY(
        labelStarting(dialog, u"As of"_s).contains(u"2026") || !labelStarting(dialog, u"As of"_s).isEmpty());
    QVERIFY(named<QPushButton>(dialog, u"Save…"_s)->isEnabled());
    QVERIFY(named<QPushButton>(dialog, u"Choose all shown"_s));
    QVERIFY(named<QPushButton>(dialog, u"Choose none shown"_s));
    press(dialog, u"Cancel"_s);
    s.settle();
    QCOMPARE(openDialogCount(), 0);
}

void BackupDialogTest::savesChosenDevicesWithoutCodes()
{
    BackupScenario s;
    s.open();
    const QDialog *dialog = s.openBackup();
    toggle(dialog, u"Back door"_s);
    toggle(dialog, u"London"_s);
    QCOMPARE(labelStarting(dialog, u"Chosen:"_s), u"Chosen: 4 device(s), 3 authorization(s)"_s);
    press(dialog, u"Save…"_s);
    s.give(s.file(u"office"_s)); // the ending comes by itself
    QVERIFY(s.waitFor(dialog, u"Saved 3 authorization(s) to “office.lockdesk-backup”"_s));
    const QByteArray bytes = *readBackupFile(s.file(u"office.lockdesk-backup"_s));
    QVERIFY(!bytes.contains("345678") && !bytes.contains("987654"));
    const Backup backup = opened(s.file(u"office.lockdesk-backup"_s));
    QCOMPARE(backup.locks.size(), 4);
    QCOMPARE(backup.account, u"Office"_s);
    QCOMPARE(backup.made, s.clock.now());
    QCOMPARE(backup.people.value(AccountUserId(501)), u"Ada"_s);
    QVERIFY(!backup.hasCodes);
    QCOMPARE(s.writes(), QStringList()); // nothing is sent for it
}

void BackupDialogTest::savesCodesUnderThePassphraseOnly()
{
    BackupScenario s;
    s.open();
    s.backUp(s.file(u"codes.lockdesk-backup"_s), good);
    const QByteArray bytes = *readBackupFile(s.file(u"codes.lockdesk-backup"_s));
    QVERIFY(isSealed(bytes));
    QVERIFY(!bytes.contains("345678") && !bytes.contains("Cleaning"));
    const Backup backup = opened(s.file(u"codes.lockdesk-backup"_s), good.toUtf8());
    QVERIFY(backup.hasCodes);
    QVERIFY(std::ranges::any_of(backup.locks, [](const BackedUpLock &lock) {
        return std::ranges::any_of(lock.authorizations,
            [](const Authorization &a) { return a.code == KeypadCode::fromServer(345678); });
    }));
    QVERIFY(!openBackup(bytes, Secret("seven green boats")));
}

void BackupDialogTest::passphraseMustDo_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<QString>("strength");
    QTest::newRow("none") << u""_s << u""_s << u"Choose a passphrase"_s << u"too short"_s;
    QTest::newRow("short") << u"aB3$5%7&9"_s << u"aB3$5%7&9"_s << u"too short"_s << u"too short"_s;
    QTest::newRow("differs") << good << u"seven green boats"_s << u"differ"_s << u"good"_s;
    QTest::newRow("weak") << u"1234567890"_s << u"1234567890"_s << u""_s << u"weak"_s;
    QTest::newRow("one key") << u"aaaaaaaaaaaaaaaaaaaaaaaaaaa"_s << u"aaaaaaaaaaaaaaaaaaaaaaaaaaa"_s << u""_s
                             << u"weak"_s;
    QTest::newRow("keyboard") << u"qwertyuiopasdfghjkl"_s << u"qwertyuiopasdfghjkl"_s << u""_s << u"weak"_s;
    QTest::newRow("fair") << u"Tk4-mb7-Vx"_s << u"Tk4-mb7-Vx"_s << u""_s << u"fair"_s;
    QTest::newRow("good") << good << good << u""_s << u"good"_s;
}

void BackupDialogTest::passphraseMustDo()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(QString, problem);
    QFETCH(QString, strength);
    BackupScenario s;
    s.open();
    const QDialog *dialog = s.openBackup();
    tick(dialog, u"Include keypad codes"_s, true);
    type(dialog, u"Passphrase"_s, first);
    type(dialog, u"Repeat passphrase"_s, second);
    QVERIFY2(labelStarting(dialog, u"Strength:"_s).startsWith(u"Strength: "_s + strength),
        qPrintable(labelStarting(dialog, u"Strength:"_s)));
    QVERIFY2(problem.isEmpty() == labelStarting(dialog, u"Problem:"_s).isEmpty()
            && labelStarting(dialog, u"Problem:"_s).contains(problem),
        qPrintable(wordsOn(dialog)));
    QCOMPARE(named<QPushButton>(dialog, u"Save…"_s)->isEnabled(), problem.isEmpty());
    tick(dialog, u"Include keypad codes"_s, false);
    QVERIFY(labelStarting(dialog, u"Problem:"_s).isEmpty());
    QCOMPARE(named<QLineEdit>(dialog, u"Passphrase"_s)->text(), QString());
}

void BackupDialogTest::choosesWhatTheFilterShows()
{
    BackupScenario s;
    s.open();
    const QDialog *dialog = s.openBackup();
    press(dialog, u"Choose none shown"_s);
    QVERIFY(labelStarting(dialog, u"Problem:"_s).contains(u"Choose at least one device"));
    QVERIFY(!named<QPushButton>(dialog, u"Save…"_s)->isEnabled());
    type(dialog, u"Filter"_s, u"DOOR"_s);
    s.pass(1s);
    press(dialog, u"Choose all shown"_s);
    type(dialog, u"Filter"_s, u"london"_s);
    s.pass(1s);
    QCOMPARE(labelStarting(dialog, u"Chosen:"_s), u"Chosen: 2 device(s), 4 authorization(s)"_s);
    press(dialog, u"Save…"_s);
    s.give(s.file(u"doors.lockdesk-backup"_s));
    QVERIFY(s.waitFor(dialog, u"Saved"_s));
    QCOMPARE(opened(s.file(u"doors.lockdesk-backup"_s)).locks.size(), 2);
}

void BackupDialogTest::asksBeforeReplacingAFile()
{
    BackupScenario s;
    s.open();
    const QString path = s.file(u"old.lockdesk-backup"_s);
    write(path, "precious");
    const QDialog *dialog = s.openBackup();
    press(dialog, u"Save…"_s);
    s.give(path);
    const QDialog *question = dialogNamed(u"Replace the file"_s);
    QVERIFY(question && wordsOn(question).contains(u"“old.lockdesk-backup”"));
    press(question, u"Cancel"_s);
    s.settle();
    QCOMPARE(*readBackupFile(path), QByteArray("precious"));
    press(dialog, u"Save…"_s);
    s.give(path);
    press(dialogNamed(u"Replace the file"_s), u"Replace"_s);
    QVERIFY(s.waitFor(dialog, u"Saved"_s));
    QCOMPARE(opened(path).locks.size(), 6);
}

void BackupDialogTest::saysWhyItCouldNotSave()
{
    BackupScenario s;
    s.open();
    QDir folder(s.file(u"folder"_s));
    QVERIFY(folder.mkpath(u"."_s));
    write(folder.filePath(u"x.lockdesk-backup"_s), "precious");
    const QDialog *dialog = s.openBackup();
    press(dialog, u"Save…"_s);
    s.give(folder.filePath(u"x.lockdesk-backup"_s));
    const QDialog *question = dialogNamed(u"Replace the file"_s);
    QVERIFY(folder.removeRecursively()); // a stick that is pulled out
    press(question, u"Replace"_s);
    QVERIFY(s.waitFor(dialog, u"Problem: “x.lockdesk-backup” could not be saved"_s));
    QVERIFY(named<QPushButton>(dialog, u"Save…"_s)->isEnabled());
    press(dialog, u"Save…"_s);
    s.give(s.file(u"x.lockdesk-backup"_s));
    QVERIFY(s.waitFor(dialog, u"Saved"_s));
}

// An empty backup would look like one of an account without access.
void BackupDialogTest::refusesBeforeTheListIsThere()
{
    Scenario s;
    s.settings.setProfile({u"default"_s, u"Office"_s, QUrl(u"https://api.nuki.io"_s), true, {}});
    s.tokens.held = {{u"default"_s, "secret"}, {u"default/address"_s, "https://api.nuki.io"}};
    s.fault = FakeAnswer(); // nothing comes
    s.start();
    s.command(u"Back up access…"_s);
    const QDialog *dialog = dialogNamed(u"Back up access"_s);
    QVERIFY(labelStarting(dialog, u"Problem:"_s).contains(u"still being fetched"));
    QVERIFY(!named<QPushButton>(dialog, u"Save…"_s)->isEnabled());
    s.command(u"Restore access…"_s); // one dialog at a time
    QVERIFY(!dialogNamed(u"Restore access"_s));
}

void BackupDialogTest::goesQuietlyWithItsAccount()
{
    BackupScenario s;
    s.open();
    for (const QString &command : {u"Back up access…"_s, u"Restore access…"_s}) {
        s.startSignedIn();
        s.command(command);
        QCOMPARE(openDialogCount(), 1);
        s.window->clearSession();
        QCOMPARE(openDialogCount(), 0);
        s.pass(1s);
    }
}

QTEST_MAIN(BackupDialogTest)
#include "backupdialogtest.moc"
