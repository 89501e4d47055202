#include "historydialog.h"

#include "filechoice.h"
#include "manualclock.h"
#include "settings.h"
#include "utc.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QPointer>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;

namespace {

HistoryLine line(int i)
{
    return {utcFromMSecs(1'772'442'000'000 + i * 60'000LL), u"School"_s, ChangeSetId(3),
        utcFromMSecs(1'772'442'000'000), u"Set"_s, u"Disable access “Person %1”"_s.arg(i), u"Front door"_s,
        u"Enabled: yes"_s, u"Enabled: no"_s, ChangeStatus::Confirmed, {}};
}

QList<HistoryLine> lines(int from, int count)
{
    QList<HistoryLine> out;
    for (int i = from; i < from + count; ++i)
        out.append(line(i));
    return out;
}

// A history and its window.
struct Bench
{
    explicit Bench(int count, const std::function<void(Bench &)> &before = {})
        : settings(folder.filePath(u"settings.ini"_s))
        , path(folder.filePath(u"kept.history"_s))
    {
        if (!History(path).append(lines(1, count)).isOk())
            qFatal("cannot write the history");
        if (before)
            before(*this);
        dialog = new HistoryDialog(History(path), clock, settings);
        dialog->show();
    }
    ~Bench() { delete dialog; }

    QString says() const { return wordsOn(dialog); }
    QTableView *table() const { return named<QTableView>(dialog, u"History"_s); }
    bool hasTable() const { return !allNamed<QTableView>(dialog, u"History"_s).isEmpty(); }
    QStringList changes() const { return hasTable() ? cellsOf(table(), u"Change"_s) : QStringList(); }

    void typeFilter(const QString &words)
    {
        type(dialog, u"Filter"_s, words);
        clock.advance(1s);
        QCoreApplication::processEvents();
    }

    void alter(const QByteArray &from, const QByteArray &to) const
    {
        QByteArray bytes = contentOf(path);
        if (!bytes.contains(from))
            qFatal("there is no such text");
        writeFile(path, bytes.replace(from, to));
    }

    QTemporaryDir folder;
    ManualClock clock;
    Settings settings;
    QString path;
    QPointer<HistoryDialog> dialog;
};

} // namespace

class HistoryDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        QLocale::setDefault(QLocale(QLocale::English));
    }

    void listsTheNewestFirst()
    {
        Bench b(3);
        QVERIFY(b.says().contains(u"Reading…"_s));
        QVERIFY(!b.hasTable());
        QTRY_VERIFY(b.hasTable());
        QCOMPARE(columnsOf(b.table()),
            (QStringList{u"When"_s, u"Who"_s, u"Set"_s, u"Change"_s, u"Device"_s, u"Before"_s, u"After"_s,
                u"Outcome"_s, u"Reason"_s}));
        QCOMPARE(b.changes(),
            (QStringList{u"Disable access “Person 3”"_s, u"Disable access “Person 2”"_s,
                u"Disable access “Person 1”"_s}));
        QCOMPARE(labelStarting(b.dialog, u"3 change(s)."_s), u"3 change(s). The file is intact."_s);
        QCOMPARE(b.dialog->windowTitle(), u"History"_s);
        QVERIFY(b.dialog->windowModality() == Qt::NonModal);
        QVERIFY(named<QPushButton>(b.dialog, u"Export"_s)->isEnabled());
        QCOMPARE(QAccessible::queryAccessibleInterface(b.dialog.data())->role(), QAccessible::Dialog);
    }

    void saysThatNothingWasSent()
    {
        Bench b(0);
        QTRY_VERIFY(b.says().contains(u"Nothing has been sent yet"_s));
        QVERIFY(!b.hasTable());
        QVERIFY(!named<QPushButton>(b.dialog, u"Export"_s)->isEnabled());
        QVERIFY(!b.says().contains(u"intact"_s));
    }

    void tamperingShows()
    {
        Bench b(3, [](Bench &bench) { bench.alter("Person 2", "Nobody 2"); });
        QTRY_VERIFY(b.hasTable());
        QVERIFY(b.says().contains(u"line 2 does not follow"_s));
        QCOMPARE(labelStarting(b.dialog, u"3 change(s)."_s), u"3 change(s). The file is not intact."_s);
        QVERIFY(b.changes().contains(u"Disable access “Nobody 2”"_s));
    }

    void takenAwayShows()
    {
        Bench b(3, [](Bench &bench) { QFile::remove(bench.path); });
        QTRY_VERIFY(b.says().contains(u"No change is left"_s));
        QVERIFY(b.says().contains(u"Lines are missing at the end"_s));
        QVERIFY(!b.says().contains(u"Nothing has been sent"_s));
    }

    void unreadableIsSaidAndTriedAgain()
    {
        Bench b(3, [](Bench &bench) {
            QVERIFY(QFile::rename(bench.path, bench.path + u".aside"_s));
            QVERIFY(QDir().mkdir(bench.path)); // in its place
        });
        QTRY_VERIFY(b.says().contains(u"The history cannot be read"_s));
        QVERIFY(b.says().contains(u"could not be read"_s));
        QVERIFY(!b.says().contains(u"intact"_s));
        QVERIFY(QDir().rmdir(b.path));
        QVERIFY(QFile::rename(b.path + u".aside"_s, b.path));
        press(b.dialog, u"Try again"_s);
        QTRY_VERIFY(b.hasTable());
        QVERIFY(b.says().contains(u"3 change(s). The file is intact."_s));
    }

    void isFiltered()
    {
        Bench b(12);
        QTRY_VERIFY(b.hasTable());
        b.typeFilter(u"person 12"_s);
        QCOMPARE(b.changes(), QStringList{u"Disable access “Person 12”"_s});
        QVERIFY(b.says().contains(u"1 of 12 change(s) shown. The file is intact."_s));
        b.typeFilter(u"nobody"_s);
        QVERIFY(b.says().contains(u"Nothing matches"_s));
        QVERIFY(!named<QPushButton>(b.dialog, u"Export"_s)->isEnabled());
        b.typeFilter({});
        QCOMPARE(b.changes().size(), 12);
    }

    void followsWhatComes()
    {
        Bench b(2);
        QTRY_VERIFY(b.hasTable());
        QAbstractItemModelTester tester(
            b.table()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        b.table()->selectRow(1); // Person 1
        QVERIFY(History(b.path).append(lines(3, 2)).isOk());
        b.dialog->refresh();
        b.dialog->refresh();
        b.clock.advance(1s);
        QTRY_COMPARE(b.changes().size(), 4);
        QCOMPARE(b.changes().first(), u"Disable access “Person 4”"_s);
        QCOMPARE(b.table()->selectionModel()->selectedRows().first().row(), 3);
        b.alter("Person 2", "Nobody 2");
        b.dialog->refresh();
        b.clock.advance(1s);
        QTRY_VERIFY(b.says().contains(u"line 2 does not follow"_s));
        QVERIFY(b.changes().contains(u"Disable access “Nobody 2”"_s));
        QCOMPARE(b.changes().size(), 4);
    }

    void exportsWhatItShows()
    {
        Bench b(12);
        QTRY_VERIFY(b.hasTable());
        b.typeFilter(u"Person 1"_s); // and 10, 11, 12
        press(b.dialog, u"Export"_s);
        QCOMPARE(QFileInfo(fileDialog()->selectedFiles().first()).fileName(),
            u"Lockdesk history 2026-03-02.csv"_s);
        const QString path = b.folder.filePath(u"a.csv"_s);
        chooseFile(path);
        QTRY_VERIFY(b.says().contains(u"4 change(s) exported to “a.csv”."_s));
        const QList<QByteArray> rows = contentOf(path).trimmed().split('\n');
        QCOMPARE(rows.size(), 5);
        QVERIFY(rows.at(0).contains("When,Who,Set,Change"));
        QVERIFY(rows.at(1).contains("Person 12"));
        QVERIFY(rows.at(4).contains("Person 1”"));
    }

    void failedExportIsSaid()
    {
        Bench b(1);
        QTRY_VERIFY(b.hasTable());
        press(b.dialog, u"Export"_s);
        Q_EMIT fileDialog()->fileSelected(b.folder.filePath(u"none/a.csv"_s)); // as a native dialog may
        fileDialog()->reject();
        QTRY_VERIFY(labelStarting(b.dialog, u"Problem:"_s).contains(u"Nothing was written"_s));
        QVERIFY(named<QPushButton>(b.dialog, u"Export"_s)->isEnabled());
    }

    void goesWhenItIsClosed()
    {
        Bench b(3); // and while it reads
        press(b.dialog, u"Close"_s);
        QTRY_VERIFY(!b.dialog);
    }

    void keepsItsColumns()
    {
        Bench b(3);
        QTRY_VERIFY(b.hasTable());
        b.table()->sortByColumn(3, Qt::AscendingOrder);
        delete b.dialog;
        b.dialog = new HistoryDialog(History(b.path), b.clock, b.settings);
        b.dialog->show();
        QTRY_VERIFY(b.hasTable());
        QCOMPARE(b.changes().first(), u"Disable access “Person 1”"_s);
    }
};

QTEST_MAIN(HistoryDialogTest)
#include "historydialogtest.moc"
