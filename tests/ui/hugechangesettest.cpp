#include "changesscenario.h"
#include "roles.h"

#include <QSignalSpy>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;

namespace {

constexpr int count = 10'000;

QList<Change> manyDrafts()
{
    QList<Change> drafts;
    drafts.reserve(count);
    for (int i = 0; i < count; ++i) {
        Change draft;
        UpdateAuthorization update;
        update.before.id = *AuthorizationId::fromString(QString::number(i + 1, 16).rightJustified(24, u'0'));
        update.before.smartlockId = SmartlockId(scenario::front);
        update.before.name = u"Guest %1"_s.arg(i);
        update.before.enabled = true;
        update.after = update.before;
        update.after.enabled = false;
        draft.smartlockId = update.before.smartlockId;
        draft.deviceName = u"Room %1"_s.arg(i % 400);
        draft.subject = update;
        drafts.append(draft);
    }
    return drafts;
}

int matchCount(const QString &digits)
{
    int found = 0;
    for (int i = 0; i < count; ++i)
        found += u"%1 %2"_s.arg(i).arg(i % 400).contains(digits) ? 1 : 0;
    return found;
}

// Lets the rows be learnt in slices and sorted by the worker, in real time.
void waitForRows(const QTableView *table, int rows)
{
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), rows, 20'000);
}

} // namespace

class HugeChangeSetTest : public QObject
{
    Q_OBJECT

    static void open(AccessScenario &s)
    {
        s.open();
        s.section(u"Changes"_s);
        s.window->session()->changes.addSet(u"Close the west wing"_s, manyDrafts());
        s.settle();
    }

private Q_SLOTS:
    void isOpenedFilteredSelectedAndDiscarded()
    {
        AccessScenario s;
        open(s);
        QTableView *changes = s.table(u"Changes"_s);
        waitForRows(changes, count);
        QTRY_VERIFY(!s.label(u"10000 of 10000 change(s) shown"_s).isEmpty());
        QCOMPARE(s.label(u"10000 draft(s)"_s), u"10000 draft(s)"_s);

        type(s.window.get(), u"Filter"_s, u"guest 77"_s);
        s.pass(1s);
        const int matches = matchCount(u"77"_s);
        waitForRows(changes, matches);
        changes->setFocus();
        QTest::keySequence(changes, QKeySequence::SelectAll);
        QVERIFY(!s.label(u"%1 selected, %1 of 10000 change(s) shown"_s.arg(matches)).isEmpty());
        press(s.window.get(), u"Discard"_s); // of the selected rows only
        waitForRows(changes, 0);
        QCOMPARE(s.window->session()->changes.changes().size(), count - matches);

        type(s.window.get(), u"Filter"_s, u" "_s);
        s.pass(1s);
        waitForRows(changes, count - matches);
        changes->setFocus();
        QTest::keySequence(changes, QKeySequence::SelectAll);
        QVERIFY(!s.label(u"%1 selected, "_s.arg(count - matches)).isEmpty());
        press(s.window.get(), u"Discard"_s);
        waitForRows(changes, 0);
        QVERIFY(s.window->session()->changes.changes().isEmpty());
        QVERIFY(s.says().contains(u"No changes yet"));
    }

    void everySecondIsDiscarded()
    {
        AccessScenario s;
        open(s);
        QTableView *changes = s.table(u"Changes"_s);
        waitForRows(changes, count);
        QList<ChangeId> ids;
        for (const Change &change : s.window->session()->changes.changes()) {
            if (qint64(change.id) % 2 == 0)
                ids.append(change.id);
        }
        s.window->session()->changes.discard(ids);
        qint64 longest = 0;
        while (changes->model()->rowCount() > count - ids.size()) {
            const std::clock_t begun = std::clock();

            QCoreApplication::processEvents();
            longest = qMax(longest, qint64((std::clock() - begun) * 1000 / CLOCKS_PER_SEC));
        }
        qInfo("discarding every second: at most %lld ms of CPU at a stretch", longest);
        waitForRows(changes, count - int(ids.size()));
        for (int row = 0; row < changes->model()->rowCount(); ++row)
            QCOMPARE(changes->model()->index(row, 0).data(IdRole).toLongLong() % 2, 1);
    }

    void allMoveOnAFewAtATime()
    {
        AccessScenario s;
        open(s);
        QTableView *changes = s.table(u"Changes"_s);
        waitForRows(changes, count);
        ChangeStore &store = s.window->session()->changes;
        const QList<Change> drafts = store.changes();
        for (const Change &draft : drafts)
            store.setStatus(draft.id, ChangeStatus::Failed, u"no"_s);
        QSignalSpy spy(changes->model(), &QAbstractItemModel::dataChanged);
        QCoreApplication::sendPostedEvents();
        int shown = 0;
        for (const QList<QVariant> &change : std::as_const(spy))
            shown += change.at(1).toModelIndex().row() - change.at(0).toModelIndex().row() + 1;
        QVERIFY2(shown > 0 && shown < count / 10, qPrintable(QString::number(shown)));
        QCOMPARE(s.label(u"10000 failed"_s), u"10000 failed"_s); // which is counted, not read from the table
        const auto failed = [&] { return cellsOf(changes, u"Status"_s).count(u"Failed"_s); };
        QTRY_COMPARE_WITH_TIMEOUT(failed(), count, 20'000);
    }

    void fewMoveOnWithoutALookAtTheRest()
    {
        AccessScenario s;
        open(s);
        QTableView *changes = s.table(u"Changes"_s);
        waitForRows(changes, count);
        changes->setFocus();
        QTest::keySequence(changes, QKeySequence::SelectAll);
        ChangeStore &store = s.window->session()->changes;
        const std::clock_t begun = std::clock();
        for (int i = 0; i < 200; ++i) {
            store.setStatus(store.changes().at(i * 50).id, ChangeStatus::Failed, u"no"_s);
            s.settle();
        }
        qInfo("one moving on, all selected: %lld µs of CPU",
            qint64((std::clock() - begun) * 1'000'000 / CLOCKS_PER_SEC / 200));
        QCOMPARE(s.label(u"9800 draft(s)"_s), u"9800 draft(s), 200 failed"_s);
        QVERIFY(isEnabled(s, u"Retry"_s) && isEnabled(s, u"Send"_s));
        type(s.window.get(), u"Filter"_s, u"failed"_s);
        s.pass(1s);
        waitForRows(changes, 200);
    }
};

QTEST_MAIN(HugeChangeSetTest)
#include "hugechangesettest.moc"
