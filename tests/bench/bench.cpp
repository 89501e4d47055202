#include "heartbeat.h"
#include "planningbench.h"
#include "sampletable.h"
#include "tableproxy.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QRandomGenerator>
#include <QSortFilterProxyModel>
#include <QTextStream>
#include <functional>
#include <memory>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

QList<SampleRow> guests(int count)
{
    QRandomGenerator random(1);
    QList<SampleRow> rows;
    rows.reserve(count);
    for (int i = 0; i < count; ++i) {
        rows.append({i, u"Guest %1 of room %2"_s.arg(random.bounded(count)).arg(random.bounded(1'000)),
            random.bounded(count)});
    }
    return rows;
}

// A sorted and filtered table as it is done here, or as Qt does it.
class Subject
{
public:
    virtual ~Subject() = default;
    virtual void sort(int column) = 0;
    virtual void setFilter(const QString &text) = 0;
    virtual void settle() { }

    SampleTable table;
};

class OwnTable : public Subject
{
public:
    explicit OwnTable(int rows)
    {
        proxy.setSourceModel(&table);
        table.replace(guests(rows));
    }
    void sort(int column) override { proxy.sort(column); }
    void setFilter(const QString &text) override { proxy.setFilter(text); }
    void settle() override
    {
        if (!proxy.isWorking())
            return;
        QEventLoop loop;
        const auto connection = QObject::connect(&proxy, &TableProxy::filtered, &loop, [&] {
            if (!proxy.isWorking())
                loop.quit();
        });
        loop.exec();
        QObject::disconnect(connection);
    }

    TableProxy proxy;
};

class QtTable : public Subject
{
public:
    explicit QtTable(int rows)
    {
        proxy.setSortRole(SortRole);
        proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
        proxy.setSortLocaleAware(true);
        proxy.setSourceModel(&table);
        table.replace(guests(rows));
    }
    void sort(int column) override { proxy.sort(column); }
    void setFilter(const QString &text) override { proxy.setFilterFixedString(text); }

    QSortFilterProxyModel proxy;
};

double milliseconds(Subject &subject, const std::function<void(Subject &)> &step)
{
    QElapsedTimer timer;
    timer.start();
    step(subject);
    subject.settle();
    return double(timer.nsecsElapsed()) / 1e6;
}

struct Step
{
    QString name;
    std::function<void(Subject &)> run;
};

QList<Step> steps(int rows)
{
    const auto update = [rows](Subject &subject) {
        QRandomGenerator random(2);
        for (int i = 0; i < 1'000; ++i)
            subject.table.setNumbers(random.bounded(rows), {random.bounded(rows)});
    };
    return {
        {u"sort by text"_s, [](Subject &s) { s.sort(SampleTable::Name); }},
        {u"filter: first letter"_s, [](Subject &s) { s.setFilter(u"7"_s); }},
        {u"filter: next letter"_s, [](Subject &s) { s.setFilter(u"77"_s); }},
        {u"clear the filter"_s, [](Subject &s) { s.setFilter({}); }},
        {u"sort by number"_s, [](Subject &s) { s.sort(SampleTable::Number); }},
        {u"1,000 scattered updates"_s, update},
    };
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void idle(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

// The same steps once more, for what they leave of the event loop's punctuality.
Heartbeat::Delays heartbeatDuring(Subject &subject, int rows, bool isWorking)
{
    using namespace std::chrono_literals;
    Heartbeat heartbeat;
    heartbeat.start();
    QElapsedTimer timer;
    timer.start();
    if (isWorking) {
        subject.sort(-1);
        subject.settle();
        for (const Step &step : steps(rows)) {
            step.run(subject);
            subject.settle();
        }
    }
    idle(std::max(100ms, 1'000ms - std::chrono::milliseconds(timer.elapsed())));
    return heartbeat.stop();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const int rows = arguments.value(1, u"200000"_s).toInt();
    const int rounds = arguments.value(2, u"3"_s).toInt();
    QTextStream out(stdout);
    if (rows < 1 || rounds < 1) {
        out << "usage: lockdesk-bench [rows [rounds]]\n";
        return 2;
    }

    const QList<Step> all = steps(rows);
    std::vector<std::vector<double>> own(size_t(all.size())), theirs(size_t(all.size())),
        ratios(size_t(all.size()));
    for (int round = 0; round < rounds; ++round) {
        OwnTable ownTable(rows);
        QtTable qtTable(rows);
        for (size_t i = 0; i < size_t(all.size()); ++i) { // in turns, so that both meet the machine alike
            own[i].push_back(milliseconds(ownTable, all.at(qsizetype(i)).run));
            theirs[i].push_back(milliseconds(qtTable, all.at(qsizetype(i)).run));
            ratios[i].push_back(own[i].back() / theirs[i].back());
        }
    }
    out << qSetFieldWidth(0) << rows << " rows, medians of " << rounds
        << "; ratio: TableProxy / QSortFilterProxyModel\n";
    for (size_t i = 0; i < size_t(all.size()); ++i) {
        out << all.at(qsizetype(i)).name.leftJustified(26)
            << u"%1 ms / %2 ms = %3\n"_s.arg(median(own[i]), 9, 'f', 2)
                   .arg(median(theirs[i]), 9, 'f', 2)
                   .arg(median(ratios[i]), 0, 'f', 3);
    }

    OwnTable subject(rows);
    std::vector<double> p99[2], longest[2];
    for (int round = 0; round < rounds; ++round) {
        for (const bool isWorking : {false, true}) {
            const Heartbeat::Delays delays = heartbeatDuring(subject, rows, isWorking);
            p99[isWorking].push_back(delays.p99);
            longest[isWorking].push_back(delays.longest);
        }
    }
    out << u"heartbeat, idle          p99 %1 ms, longest %2 ms\n"_s.arg(median(p99[0]), 0, 'f', 2)
               .arg(median(longest[0]), 0, 'f', 2);
    out << u"heartbeat, at work       p99 %1 ms, longest %2 ms\n"_s.arg(median(p99[1]), 0, 'f', 2)
               .arg(median(longest[1]), 0, 'f', 2);

    const PlanningBench planning(std::max(rows / 200, 1));
    std::vector<double> together, alone, planningRatios;
    for (int round = 0; round < rounds; ++round) {
        together.push_back(planning.plan());
        alone.push_back(planning.checkOneByOne());
        planningRatios.push_back(together.back() / alone.back());
    }
    out << u"%1; CPU time; ratio: together / one by one\n"_s.arg(planning.words());
    out << u"plan a set"_s.leftJustified(26)
        << u"%1 ms / %2 ms = %3\n"_s.arg(median(together), 9, 'f', 2)
               .arg(median(alone), 9, 'f', 2)
               .arg(median(planningRatios), 0, 'f', 5);
    return 0;
}
