#include "backupscenario.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

const QString words = u"Set by your administrator."_s;

void manage(Scenario &s, const ManagedSettings &managed)
{
    s.settings = Settings(s.settings.fileName(), managed);
}

QAction *actionOf(const Scenario &s, const QString &text)
{
    const QList<QAction *> actions = s.window->findChildren<QAction *>();
    for (QAction *action : actions) {
        if (action->text() == text)
            return action;
    }
    qFatal("no action “%s”", qUtf8Printable(text));
}

} // namespace

/// What the window makes of an administrator's settings, and of files that are given to it from outside.
class ManagedWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void managedControlsRest()
    {
        BackupScenario s;
        ManagedSettings managed;
        managed.clockChoice = u"utc"_s;
        managed.reviewEveryChange = true;
        managed.exportCodes = false;
        manage(s, managed);
        s.open();
        const QComboBox *clock = named<QComboBox>(s.window.get(), u"Times in"_s);
        QVERIFY(!clock->isEnabled());
        QCOMPARE(clock->toolTip(), words);
        QCOMPARE(clock->currentText(), u"UTC"_s);
        const QAction *review = actionOf(s, u"Review every change"_s);
        QVERIFY(!review->isEnabled() && review->isChecked());
        QCOMPARE(review->toolTip(), words);
        press(s.window.get(), u"Export"_s);
        QDialog *dialog = dialogNamed(u"Export access"_s);
        const QCheckBox *codes = named<QCheckBox>(dialog, u"Include codes"_s);
        QVERIFY(!codes->isEnabled() && !codes->isChecked());
        QCOMPARE(codes->toolTip(), words);
        press(dialog, u"Cancel"_s);
        s.settle();
        codes = named<QCheckBox>(s.openBackup(), u"Include keypad codes"_s);
        QVERIFY(!codes->isEnabled() && !codes->isChecked());
        QCOMPARE(codes->toolTip(), words);
    }

    void othersDoNot()
    {
        BackupScenario s;
        s.open();
        QVERIFY(named<QComboBox>(s.window.get(), u"Times in"_s)->isEnabled());
        QVERIFY(actionOf(s, u"Review every change"_s)->isEnabled());
        press(s.window.get(), u"Export"_s);
        QVERIFY(named<QCheckBox>(dialogNamed(u"Export access"_s), u"Include codes"_s)->isEnabled());
    }

    void noTokenIsRemembered()
    {
        Scenario s;
        ManagedSettings managed;
        managed.rememberToken = false;
        manage(s, managed);
        s.start();
        QDialog *dialog = dialogNamed(u"Sign in"_s);
        QVERIFY(!named<QCheckBox>(dialog, u"Remember in the keychain"_s)->isEnabled());
        QVERIFY(wordsOn(dialog).contains(u"administrator"_s));
        type(dialog, u"API token"_s, u"secret"_s);
        press(dialog, u"Sign in"_s);
        s.pass(30s);
        QVERIFY(s.window->session());
        QVERIFY(!s.tokens.held.contains(u"default"_s));
        QVERIFY(!s.settings.profile(u"default"_s)->isTokenStored);
    }

    void fileFromOutsideIsOpenedOnceTheDevicesAreThere()
    {
        BackupScenario s;
        s.open();
        const QString path = s.file(u"a.lockdesk-backup"_s);
        s.backUp(path);
        s.window->clearSession();
        s.window->restoreFrom(path);
        s.settle();
        QVERIFY(!dialogNamed(u"Restore access"_s));
        s.flow->start();
        s.pass(2s);
        QDialog *dialog = dialogNamed(u"Restore access"_s);
        QVERIFY(dialog);
        QVERIFY2(BackupScenario::waitFor(dialog, u"Total:"_s), qPrintable(wordsOn(dialog)));
        press(dialog, u"Cancel"_s);
        s.pass(60s); // the devices come again
        QVERIFY(!dialogNamed(u"Restore access"_s));
    }

    // OS-5
    void settingsThatCannotBeKeptAreSaid()
    {
#ifdef Q_OS_LINUX
        Scenario s;
        s.settings = Settings(u"/proc/lockdesk/lockdesk.ini"_s);
        s.startSignedIn();
        QVERIFY(wordsOn(s.window.get()).contains(u"Settings cannot be kept in"_s));
#else
        QSKIP("A folder of Linux");
#endif
    }
};

QTEST_MAIN(ManagedWindowTest)
#include "managedwindowtest.moc"
