#include "accesspage.h"
#include "accessscenario.h"
#include "filechoice.h"

#include <QDropEvent>
#include <QMimeData>

using namespace Qt::StringLiterals;
using namespace lockdesk;
using namespace lockdesk::scenario;

namespace {

const QByteArray mixed = "Name;Device;Type;Code;Enabled\r\n"
                         "Guest;Back door;Keypad code;876543;\r\n" // new
                         "Kitchen;Front door;;;no\r\n" // changed
                         "Cleaning;Front door;;345678;yes\r\n" // unchanged
                         "Nobody;Attic;App;;\r\n"; // a problem

/// A scenario with the dialog open on a file.
class ImportScenario : public AccessScenario
{
public:
    QDialog *openOn(const QByteArray &bytes)
    {
        const QString path = folder.filePath(u"a.csv"_s);
        writeFile(path, bytes);
        open();
        press(window.get(), u"Import"_s);
        press(dialog(), u"Choose file"_s);
        chooseFile(path);
        if (!QTest::qWaitFor(isReady))
            qFatal("the file is never read");
        return dialog();
    }

    static QDialog *dialog() { return dialogNamed(u"Import access"_s); }
    static QTableView *rows() { return named<QTableView>(dialog(), u"Dry run"_s); }
    static bool isReady()
    {
        const QString words = wordsOn(dialog());
        return !words.contains(u"Comparing…"_s) && !words.contains(u"Reading the file…"_s);
    }
    QTemporaryDir folder;
};

} // namespace

class ImportDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatWouldHappenAndMakesDrafts() // CSV-3
    {
        ImportScenario s;
        const QDialog *dialog = s.openOn(mixed);
        QVERIFY(!labelStarting(dialog, u"1 new, 1 changed, 1 unchanged, 1 problem"_s).isEmpty());
        QCOMPARE(cellsOf(s.rows(), u"Line"_s), (QStringList{u"2"_s, u"3"_s, u"4"_s, u"5"_s}));
        QCOMPARE(cellsOf(s.rows(), u"Outcome"_s),
            (QStringList{u"New"_s, u"Changed"_s, u"Unchanged"_s, u"Problem"_s}));
        const QString details = cellsOf(s.rows(), u"Details"_s).join(u'\n');
        QVERIFY2(details.contains(u"No device is called “Attic”"_s), qPrintable(details));
        QVERIFY(!details.contains(u"876543"_s));
        QVERIFY(s.window->session()->changes.changes().isEmpty());
        press(dialog, u"Make changes"_s);
        s.settle();
        const QList<Change> drafts = s.window->session()->changes.changes();
        QCOMPARE(drafts.size(), 2);
        for (const Change &draft : drafts)
            QCOMPARE(draft.status, ChangeStatus::Draft);
        QCOMPARE(s.table(u"Changes"_s)->model()->rowCount(), 2);
        QVERIFY(s.writes().isEmpty());
        press(s.window.get(), u"Send"_s);
        s.pass(std::chrono::seconds(20));
        QCOMPARE(s.record(kitchen).value(u"enabled"_s).toBool(true), false);
        QCOMPARE(s.record(cleaning).value(u"code"_s).toInt(), 345678);
    }

    void aSingleNewRowIsADraftToo() // decided in a file, not in a dialog that names the door
    {
        ImportScenario s;
        press(s.openOn("Name,Device,Code\nGuest,Back door,876543\n"), u"Make changes"_s);
        s.pass(std::chrono::seconds(5));
        QCOMPARE(s.window->session()->changes.changes().size(), 1);
        QVERIFY(s.writes().isEmpty());
    }

    void cancelLeavesEverything()
    {
        ImportScenario s;
        press(s.openOn(mixed), u"Cancel"_s);
        s.settle();
        QVERIFY(s.window->session()->changes.changes().isEmpty());
        QVERIFY(s.writes().isEmpty());
    }

    void showsOneKindOfRows()
    {
        ImportScenario s;
        const QDialog *dialog = s.openOn(mixed);
        choose(dialog, u"Show"_s, u"Problem"_s);
        QCOMPARE(cellsOf(s.rows(), u"Name"_s), QStringList{u"Nobody"_s});
        choose(dialog, u"Show"_s, u"All rows"_s);
        QCOMPARE(s.rows()->model()->rowCount(), 4);
    }

    void columnsAreMatchedByHand()
    {
        ImportScenario s;
        const QDialog *dialog = s.openOn("who,where,on\nKitchen,Front door,no\n");
        QVERIFY(!labelStarting(dialog, u"The columns do not tell"_s).isEmpty());
        QVERIFY(!named<QPushButton>(dialog, u"Make changes"_s)->isEnabled());
        choose(dialog, u"who"_s, u"Name"_s);
        choose(dialog, u"where"_s, u"Device"_s);
        choose(dialog, u"on"_s, u"Enabled"_s);
        QTRY_VERIFY(!labelStarting(dialog, u"0 new, 1 changed, 0 unchanged, 0 problem"_s).isEmpty());
        QVERIFY(named<QPushButton>(dialog, u"Make changes"_s)->isEnabled());
        choose(dialog, u"where"_s, u"Enabled"_s); // which of the two counts?
        QVERIFY(!labelStarting(dialog, u"Two columns of the file are “Enabled”"_s).isEmpty());
        QVERIFY(!named<QPushButton>(dialog, u"Make changes"_s)->isEnabled());
    }

    void saysWhyAFileCannotBeRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        QTest::newRow("quote") << QByteArray("Id,Name\n1,\"x\n") << u"Line 2: "_s;
        QTest::newRow("large") << QByteArray(6 * 1024 * 1024, 'a') << u"6,291,456 bytes; at most 5,242,880"_s;
        QTest::newRow("many") << QByteArray("Id\n") + QByteArray("x\n").repeated(10'001)
                              << u"10,001 rows; at most 10,000"_s;
        QTest::newRow("empty") << QByteArray() << u"empty"_s;
    }
    void saysWhyAFileCannotBeRead()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        ImportScenario s;
        const QDialog *dialog = s.openOn(bytes);
        QVERIFY2(wordsOn(dialog).contains(words), qPrintable(wordsOn(dialog)));
        QVERIFY(wordsOn(dialog).contains(u"Nothing was changed."_s));
        QVERIFY(!named<QPushButton>(dialog, u"Make changes"_s)->isEnabled());
    }

    void aDroppedFileIsRead()
    {
        AccessScenario s;
        s.open();
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.csv"_s);
        writeFile(path, mixed);
        QWidget *page = s.window->findChild<AccessPage *>();
        const auto drop = [page](const QString &file) {
            QMimeData data;
            data.setUrls({QUrl::fromLocalFile(file)});
            QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(page, &enter);
            QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            if (enter.isAccepted())
                QApplication::sendEvent(page, &event);
            return enter.isAccepted() && event.isAccepted();
        };
        QVERIFY(!drop(folder.path()));
        writeFile(folder.filePath(u"a.exe"_s), mixed);
        QVERIFY(!drop(folder.filePath(u"a.exe"_s)));
        QVERIFY(!dialogNamed(u"Import access"_s));
        QVERIFY(drop(path));
        QTRY_VERIFY(!labelStarting(ImportScenario::dialog(), u"1 new, 1 changed"_s).isEmpty());
        drop(path); // one question at a time
        QCOMPARE(openDialogCount(), 1);
        QVERIFY(s.writes().isEmpty());
    }

    void whatWasExportedChangesNothing()
    {
        ImportScenario s;
        s.open();
        const QString path = s.folder.filePath(u"a.csv"_s);
        press(s.window.get(), u"Export"_s);
        QDialog *exporting = dialogNamed(u"Export access"_s);
        tick(exporting, u"Include codes"_s, true);
        press(exporting, u"Export"_s);
        chooseFile(path);
        QTRY_VERIFY(!dialogNamed(u"Export access"_s));
        press(s.window.get(), u"Import"_s);
        press(s.dialog(), u"Choose file"_s);
        chooseFile(path);
        QTRY_VERIFY(!labelStarting(s.dialog(), u"0 new, 0 changed, 4 unchanged, 0 problem"_s).isEmpty());
        QVERIFY(!named<QPushButton>(s.dialog(), u"Make changes"_s)->isEnabled());
    }
};

QTEST_MAIN(ImportDialogTest)
#include "importdialogtest.moc"
