#include "changestore.h"
#include "clock.h"
#include "heartbeat.h"
#include "historyfile.h"
#include "setkeeper.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

void turn(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

void await(const std::function<bool()> &isDone)
{
    while (!isDone())
        turn(5ms);
}

SecretKey key()
{
    return std::move(*SecretKey::fromBase64(Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")));
}

QList<Change> edits(int count)
{
    QList<Change> changes;
    for (int i = 0; i < count; ++i) {
        Authorization record;
        record.id = *AuthorizationId::fromString(QString::number(i + 1, 16).rightJustified(24, u'b'));
        record.smartlockId = SmartlockId(17958143231 + i / 50);
        record.name = u"Guest %1"_s.arg(i);
        record.code = KeypadCode::fromServer(345678);
        record.enabled = true;
        UpdateAuthorization update{record, record, false};
        update.after.enabled = false;
        Change change;
        change.smartlockId = record.smartlockId;
        change.subject = update;
        changes += change;
    }
    return changes;
}

// An earlier session has left a set, and a history whose head lags far behind.
void prepare(const QString &journal, const QString &history, int rows)
{
    SystemClock clock;
    ChangeSet set{ChangeSetId(1), u"Earlier"_s, clock.now(), false, {}};
    QList<Change> left = edits(rows);
    for (int i = 0; i < rows; ++i) {
        left[i].id = ChangeId(i + 1);
        left[i].set = set.id;
        left[i].status = ChangeStatus::Waiting;
    }
    Journal earlier(journal, key());
    const History lines(history);
    HistoryLine line;
    line.when = clock.now();
    line.setCreated = set.created;
    line.change = u"Edit access"_s;
    line.outcome = ChangeStatus::Confirmed;
    const QList<HistoryLine> told(rows * 5, line);
    if (!earlier.takeUp({}) || !earlier.begin(set, left) || !lines.append(told.first(1)))
        qFatal("nothing can be written");
    const std::optional<HistoryHead> head = readHead(history);
    if (!head || !lines.append(told) || !writeHead(history, *head))
        qFatal("no history can be written");
}

} // namespace

// How promptly the event loop turns while sets are kept: lockdesk-keepingbench [rows [bound]]. Fails where
// the longest delay of a step is more than `bound` milliseconds over the idle loop's.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int rows = app.arguments().value(1, u"20000"_s).toInt();
    const double bound = app.arguments().value(2, u"0"_s).toDouble();
    const QTemporaryDir folder;
    const QString journal = folder.filePath(u"journal"_s);
    const QString history = folder.filePath(u"history"_s);
    prepare(journal, history, rows);

    QTextStream out(stdout);
    out << rows << " rows; milliseconds between two ticks of 1 ms\n";
    double idle = 0;
    bool isGood = true;
    const auto measure = [&](const QString &step, const std::function<void()> &act) {
        Heartbeat heartbeat;
        QElapsedTimer timer;
        timer.start();
        heartbeat.start();
        turn(10ms);
        act();
        turn(50ms);
        const Heartbeat::Delays delays = heartbeat.stop();
        idle = step == "idle"_L1 ? delays.longest : idle;
        isGood = isGood && (bound == 0 || delays.longest <= idle + bound);
        out << step.leftJustified(24)
            << u"p99 %1, longest %2, in %3 ms\n"_s.arg(delays.p99, 7, 'f', 2)
                   .arg(delays.longest, 7, 'f', 2)
                   .arg(timer.elapsed());
        out.flush();
    };

    SystemClock clock;
    ChangeStore changes(clock);
    const QList<Change> anew = edits(rows);
    {
        SetKeeper keeper(changes, u"School"_s, clock);
        const auto note = [&](ChangeSetId set, qsizetype from, qsizetype count) {
            QList<Departure> leaving;
            for (const Change &row : changes.rowsOf(set).subspan(size_t(from), size_t(count)))
                leaving += {row.id, {}};
            std::optional<QString> said;
            keeper.noteBeforeSending(leaving, &keeper, [&said](const QString &error) { said = error; });
            await([&said] { return said.has_value(); });
            if (!said->isEmpty())
                qFatal("%s", qPrintable(*said));
        };
        ChangeSetId set{};
        measure(u"idle"_s, [] { turn(1s); });
        measure(u"a store alone"_s, [&] { // what a set costs that is not kept
            ChangeStore alone(clock);
            alone.addSet(u"New"_s, anew);
        });
        measure(u"open the journal"_s, [&] {
            keeper.open([&] { return std::make_unique<Journal>(journal, key()); }, History(history));
            await([&] { return keeper.isKept() && !changes.sets().isEmpty(); });
            note(changes.sets().first().id, 0, 1);
        });
        measure(u"add a set"_s, [&] {
            set = changes.addSet(u"New"_s, anew);
            turn(100ms);
            note(set, 0, 1);
        });
        measure(u"note what leaves"_s, [&] {
            for (int from = 0; from < rows; from += 100)
                note(set, from, std::min(100, rows - from));
        });
        measure(u"tell the history"_s, [&] {
            QList<ChangeId> ids;
            for (const Change &row : changes.rowsOf(set))
                ids += row.id;
            for (qsizetype i = 0; i < ids.size(); ++i) {
                changes.setStatus(ids.at(i), ChangeStatus::Confirmed);
                if (i % 100 == 0)
                    turn(1ms);
            }
            qint64 size = 0;
            await([&] {
                turn(300ms);
                return std::exchange(size, QFileInfo(history).size()) == QFileInfo(history).size();
            });
        });
    }
    const auto read = History(history).read();
    if (!read || read->lines.size() != rows * 6 + 1)
        qFatal("the history has lost something");
    if (!isGood)
        out << u"expected: at most %1 ms more than idle\n"_s.arg(bound);
    return isGood ? 0 : 1;
}
