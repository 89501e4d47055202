#include "accessscenario.h"
#include "filechoice.h"

using namespace Qt::StringLiterals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

QDialog *openExport(const AccessScenario &s)
{
    press(s.window.get(), u"Export"_s);
    return dialogNamed(u"Export access"_s);
}

// Presses Export in the dialog, chooses the file, and gives what is then in it.
QByteArray exported(const QDialog *dialog, const QString &path)
{
    press(dialog, u"Export"_s);
    const bool isOld = QFile::exists(path);
    chooseFile(path);
    if (isOld)
        press(dialogNamed(u"Replace file"_s), u"Replace"_s);
    // Windows replaces no file that somebody reads: looks into it once the dialog is done.
    const auto isThere = [&] { return !dialogNamed(u"Export access"_s) && !contentOf(path).isEmpty(); };
    if (!QTest::qWaitFor(isThere))
        qFatal("no file was written");
    return contentOf(path);
}

QStringList linesOf(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes).trimmed().split(u"\r\n"_s);
}

} // namespace

class ExportDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesWhatIsShown()
    {
        AccessScenario s;
        s.open();
        const QTemporaryDir folder;
        const QDialog *dialog = openExport(s);
        choose(dialog, u"Delimiter"_s, u"Semicolon"_s);
        choose(dialog, u"Times in"_s, u"UTC"_s);
        tick(dialog, u"Byte order mark"_s, false);
        QVERIFY(allNamed<QComboBox>(dialog, u"Rows"_s).first()->currentText().contains(u'4'));
        const QStringList lines = linesOf(exported(dialog, folder.filePath(u"a.csv"_s)));
        QVERIFY2(lines.first().startsWith(u"Name;Device;Device id;Type;"_s), qPrintable(lines.first()));
        QVERIFY(lines.first().contains(u"Valid until (UTC)"_s));
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines.at(1).startsWith(u"Ada;"_s)); // in the order of the table
        QTRY_VERIFY(s.says().contains(u"exported to “a.csv”"_s));
        QVERIFY(s.writes().isEmpty());
    }

    void codesNeedATickOfTheirOwn() // CSV-2
    {
        AccessScenario s;
        s.open();
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.csv"_s);
        const QByteArray without = exported(openExport(s), path);
        QVERIFY(!without.contains("345678") && !without.contains("Code,"));
        const QDialog *dialog = openExport(s);
        QVERIFY(labelStarting(dialog, u"Whoever gets"_s).isEmpty());
        tick(dialog, u"Include codes"_s, true);
        QVERIFY(!labelStarting(dialog, u"Whoever gets"_s).isEmpty());
        press(dialog, u"Export"_s);
        QVERIFY(fileDialog()->selectedFiles().first().endsWith(u"contains codes.csv"_s));
        fileDialog()->reject();
        QVERIFY(exported(dialog, path).contains("345678"));
#ifdef Q_OS_UNIX
        QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
#endif
        QTRY_VERIFY(s.says().contains(u"with their codes"_s));
        QVERIFY(!s.says().contains(u"345678"_s));
    }

    void obeysFilterAndSelection()
    {
        AccessScenario s;
        s.open();
        const QTemporaryDir folder;
        type(s.window.get(), u"Filter"_s, u"Front"_s);
        s.pass(std::chrono::seconds(1));
        const int shown = s.rows()->model()->rowCount();
        QVERIFY(shown > 1 && shown < 4);
        const QString path = folder.filePath(u"a.csv"_s);
        QCOMPARE(linesOf(exported(openExport(s), path)).size(), shown + 1);
        clickRow(s.rows(), u"Kitchen"_s);
        const QDialog *dialog = openExport(s);
        QCOMPARE(named<QComboBox>(dialog, u"Rows"_s)->currentText(), u"Selected: 1"_s);
        const QStringList lines = linesOf(exported(dialog, path));
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.last().startsWith(u"Kitchen,"_s));
    }

    void replacingAFileIsAsked()
    {
        AccessScenario s;
        s.open();
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.csv"_s);
        writeFile(path, "mine");
        press(openExport(s), u"Export"_s);
        chooseFile(path);
        press(dialogNamed(u"Replace file"_s), u"Cancel"_s);
        s.settle();
        QCOMPARE(contentOf(path), QByteArray("mine"));
        QVERIFY(dialogNamed(u"Export access"_s));
    }

    void columnsAreChosen()
    {
        AccessScenario s;
        s.open();
        const QTemporaryDir folder;
        const QDialog *dialog = openExport(s);
        auto *columns = named<QListWidget>(dialog, u"Columns"_s);
        for (int i = 0; i < columns->count(); ++i) {
            QListWidgetItem *item = columns->item(i);
            item->setCheckState(Qt::Unchecked);
        }
        QVERIFY(!named<QPushButton>(dialog, u"Export"_s)->isEnabled());
        columns->setFocus();
        columns->setCurrentRow(0);
        QTest::keyClick(columns, Qt::Key_Space); // Name
        QTest::keyClick(columns, Qt::Key_Down);
        QTest::keyClick(columns, Qt::Key_Space); // Device
        QTest::keyClick(columns, Qt::Key_Up, Qt::AltModifier);
        QTest::keyClick(columns, Qt::Key_Up, Qt::AltModifier); // there is no higher
        QCOMPARE(exported(dialog, folder.filePath(u"a.csv"_s)),
            QByteArray("\xEF\xBB\xBF"
                       "Device,Name\r\nFront door,Ada\r\nFront door,Cleaning\r\nBack door,Garden\r\n"
                       "Front door,Kitchen\r\n"));
    }

    void saysWhatWentWrong()
    {
        AccessScenario s;
        s.open();
        const QTemporaryDir folder;
        const QDialog *dialog = openExport(s);
        press(dialog, u"Export"_s);
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner);
        Q_EMIT fileDialog()->fileSelected(folder.filePath(u"none/a.csv"_s)); // as a native dialog may
        fileDialog()->reject();
        QTRY_VERIFY(!labelStarting(dialog, u"Problem:"_s).isEmpty());
        QVERIFY(labelStarting(dialog, u"Problem:"_s).contains(u"Nothing was written"_s));
        QVERIFY(named<QPushButton>(dialog, u"Export"_s)->isEnabled());
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
};

QTEST_MAIN(ExportDialogTest)
#include "exportdialogtest.moc"
