#include "sampletable.h"
#include "tableproxy.h"

#include <QAbstractItemModelTester>
#include <QEventLoop>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>
#include <optional>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

// A name with and without its accents; the oracle looks into the plain one.
struct Name
{
    QString shown;
    QString plain;
};

const QList<Name> &names()
{
    static const QList<Name> list{{u"Ärztin"_s, u"arztin"_s}, {u"arzt"_s, u"arzt"_s},
        {u"Room 9"_s, u"room 9"_s}, {u"Room 10"_s, u"room 10"_s}, {u"room 10"_s, u"room 10"_s},
        {u"Zoë"_s, u"zoe"_s}, {u"ZOE"_s, u"zoe"_s}, {u"Straße"_s, u"strasse"_s},
        {u"Straßenbahn 2"_s, u"strassenbahn 2"_s}, {u""_s, u""_s}};
    return list;
}

QString plainOf(const QString &shown)
{
    for (const Name &name : names()) {
        if (name.shown == shown)
            return name.plain;
    }
    return shown;
}

// What a reader of the proxy knows from its signals alone.
class Reader
{
public:
    explicit Reader(const TableProxy &proxy)
        : m_proxy(proxy)
    {
        using Model = QAbstractItemModel;
        const auto readAll = [this] { m_rows = read(0, m_proxy.rowCount() - 1); };
        readAll();
        QObject::connect(&proxy, &Model::modelReset, &m_context, [this, readAll] {
            readAll();
            selected.clear();
        });
        QObject::connect(
            &proxy, &Model::rowsInserted, &m_context, [this](const QModelIndex &, int first, int last) {
                const auto rows = read(first, last);
                for (qsizetype i = 0; i < rows.size(); ++i)
                    m_rows.insert(first + i, rows.at(i));
            });
        QObject::connect(
            &proxy, &Model::rowsRemoved, &m_context, [this](const QModelIndex &, int first, int last) {
                for (int row = first; row <= last; ++row)
                    selected.remove(m_rows.at(row).first().toInt());
                m_rows.remove(first, last - first + 1);
            });
        QObject::connect(
            &proxy, &Model::dataChanged, &m_context, [this](const QModelIndex &a, const QModelIndex &b) {
                for (int row = a.row(); row <= b.row(); ++row) {
                    for (int column = a.column(); column <= b.column(); ++column)
                        m_rows[row][column + 1] = m_proxy.index(row, column).data().toString();
                }
            });
        QObject::connect(&proxy, &Model::layoutChanged, &m_context, [this] {
            QHash<QString, QStringList> known;
            for (const QStringList &row : std::as_const(m_rows))
                known.insert(row.first(), row);
            const qsizetype count = m_rows.size();
            m_rows.clear();
            for (int row = 0; row < m_proxy.rowCount(); ++row)
                m_rows.append(known.value(m_proxy.index(row, 0).data(IdRole).toString()));
            QCOMPARE(m_rows.size(), count); // a change of the layout never changes the number of rows
        });
    }

    bool isUpToDate() const { return m_rows == read(0, m_proxy.rowCount() - 1); }

    QSet<int> selected; // ids that were selected and have not been announced as gone

private:
    QList<QStringList> read(int first, int last) const
    {
        QList<QStringList> rows;
        for (int row = first; row <= last; ++row) {
            rows.append({m_proxy.index(row, 0).data(IdRole).toString(),
                m_proxy.index(row, 0).data().toString(), m_proxy.index(row, 1).data().toString()});
        }
        return rows;
    }

    const TableProxy &m_proxy;
    QList<QStringList> m_rows;
    QObject m_context;
};

class Fuzz
{
public:
    Fuzz(quint32 seed, int rowsAtOnce)
        : m_random(seed)
    {
        m_proxy.setRowsAtOnce(rowsAtOnce);
        m_proxy.setSourceModel(&m_table);
    }

    void step();
    void settle() const
    {
        QEventLoop loop;
        QObject::connect(&m_proxy, &TableProxy::filtered, &loop, &QEventLoop::quit);
        while (m_proxy.isWorking())
            loop.exec();
    }
    void check();
    void checkMapping() const;

private:
    int below(int count) { return m_random.bounded(std::max(count, 1)); }
    QVariant number()
    {
        switch (below(4)) {
        case 0:
            return {};
        case 1:
            return below(10) + 0.5;
        default:
            return below(10);
        }
    }
    SampleRow row() { return {m_nextId++, names().at(below(int(names().size()))).shown, number()}; }
    QList<SampleRow> rows(int count)
    {
        QList<SampleRow> list;
        for (int i = 0; i < count; ++i)
            list.append(row());
        return list;
    }
    void changeSource(int rowCount);
    void select();
    QList<int> expectedIds() const;

    QRandomGenerator m_random;
    int m_nextId = 1;
    SampleTable m_table;
    TableProxy m_proxy;
    QAbstractItemModelTester m_tester{&m_proxy, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QItemSelectionModel m_selection{&m_proxy};
    Reader m_reader{m_proxy};
    std::optional<int> m_current; // the id of the current row, as long as it is shown
    QStringList m_words;
};

void Fuzz::step()
{
    const int rowCount = m_table.rowCount();
    switch (below(16)) {
    case 0:
        m_proxy.sort(below(3) - 1, below(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
        break;
    case 1:
    case 2: {
        static const QStringList words{
            u"room"_s, u"zo"_s, u"strasse"_s, u"9"_s, u"1"_s, u"arz"_s, u"nowhere"_s};
        m_words.clear();
        for (int i = below(3); i > 0; --i)
            m_words.append(words.at(below(int(words.size()))));
        m_proxy.setFilter(m_words.join(u' '));
        break;
    }
    case 3:
    case 4:
        select();
        break;
    default:
        changeSource(rowCount);
        break;
    }
}

void Fuzz::changeSource(int rowCount)
{
    const int target = below(rowCount);
    switch (below(20)) {
    case 0:
        m_table.replace(rows(below(60)));
        break;
    case 1:
        m_table.reverse();
        break;
    case 2:
        if (rowCount > 0)
            m_table.move(target, below(rowCount + 1));
        break;
    case 3:
    case 4:
    case 5:
        if (rowCount < 150)
            m_table.insert(below(rowCount + 1), rows(1 + below(below(4) ? 3 : 40)));
        break;
    case 6:
    case 7:
        if (rowCount > 0)
            m_table.remove(target, 1 + below(std::min(rowCount - target, below(4) ? 2 : 30)));
        break;
    case 11:
    case 12: {
        QList<RowOrder::Run> runs;
        const int every = 2 + below(9);
        for (int row = below(4); row < rowCount; ++row) {
            if (below(every) == 0)
                RowOrder::addToRuns(runs, row);
        }
        if (runs.size() > 1)
            m_table.removeRuns(runs);
        break;
    }
    case 8:
    case 9:
    case 10:
        if (rowCount > 0) {
            QList<QVariant> numbers;
            for (int i = 1 + below(rowCount - target); i > 0; --i)
                numbers.append(number());
            m_table.setNumbers(target, numbers);
        }
        break;
    default:
        if (rowCount > 0)
            m_table.setName(target, names().at(below(int(names().size()))).shown);
        break;
    }
}

void Fuzz::select()
{
    const int count = m_proxy.rowCount();
    if (count == 0)
        return;
    const int first = below(5) ? below(count) : 0;
    const int last = below(5) ? first + below(std::min(5, count - first)) : count - 1;
    const auto how = below(3) ? QItemSelectionModel::ClearAndSelect : QItemSelectionModel::Toggle;
    m_selection.select(QItemSelection(m_proxy.index(first, 0), m_proxy.index(last, 1)), how);
    m_selection.setCurrentIndex(m_proxy.index(first, 0), QItemSelectionModel::NoUpdate);
    m_current = m_proxy.index(first, 0).data(IdRole).toInt();
    m_reader.selected.clear();
    for (const QModelIndex &index : m_selection.selectedRows())
        m_reader.selected.insert(index.data(IdRole).toInt());
}

QList<int> Fuzz::expectedIds() const
{
    QList<SampleRow> rows = m_table.rows();
    rows.removeIf([this](const SampleRow &row) {
        const QString text = plainOf(row.name) + u'\n' + row.number.toString();
        return !std::ranges::all_of(m_words, [&text](const QString &word) { return text.contains(word); });
    });
    QCollator collator{QLocale(QLocale::English)};
    collator.setNumericMode(true);
    const bool isAscending = m_proxy.sortOrder() == Qt::AscendingOrder;
    std::ranges::stable_sort(rows, [&](const SampleRow &a, const SampleRow &b) {
        if (m_proxy.sortColumn() == SampleTable::Name) {
            const int order = collator.compare(a.name, b.name);
            return isAscending ? order < 0 : order > 0;
        }
        if (m_proxy.sortColumn() < 0 || !a.number.isValid() || !b.number.isValid())
            return m_proxy.sortColumn() >= 0 && a.number.isValid() && !b.number.isValid();
        return isAscending ? a.number.toDouble() < b.number.toDouble()
                           : a.number.toDouble() > b.number.toDouble();
    });
    QList<int> ids;
    for (const SampleRow &row : std::as_const(rows))
        ids.append(row.id);
    return ids;
}

void Fuzz::checkMapping() const
{
    int shown = 0;
    for (int row = 0; row < m_table.rowCount(); ++row) {
        const QModelIndex index = m_proxy.mapFromSource(m_table.index(row, 1));
        shown += index.isValid();
        if (index.isValid())
            QCOMPARE(m_proxy.mapToSource(index), m_table.index(row, 1));
    }
    QCOMPARE(shown, m_proxy.rowCount());
    QVERIFY(m_reader.isUpToDate());
}

void Fuzz::check()
{
    QCOMPARE(m_proxy.totalCount(), m_table.rowCount());
    QList<int> ids;
    for (int row = 0; row < m_proxy.rowCount(); ++row)
        ids.append(m_proxy.index(row, 0).data(IdRole).toInt());
    QCOMPARE(ids, expectedIds());

    QSet<int> selected;
    for (const QModelIndex &index : m_selection.selectedRows())
        selected.insert(index.data(IdRole).toInt());
    QCOMPARE(selected, m_reader.selected);

    // A row that went takes "current" with it; one that stayed keeps it.
    const QModelIndex current = m_selection.currentIndex();
    if (m_current && ids.contains(*m_current) && current.isValid() && m_reader.selected.contains(*m_current))
        QCOMPARE(current.data(IdRole).toInt(), *m_current);
}

} // namespace

// The proxy against a plain sort and filter of the same rows; LOCKDESK_FUZZ_STEPS takes fewer steps, or more.
class TableProxyFuzzTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheOracle_data()
    {
        QTest::addColumn<quint32>("seed");
        QTest::addColumn<int>("rowsAtOnce");
        QTest::addColumn<int>("stepsBetweenChecks");
        for (quint32 seed = 1; seed <= 4; ++seed) {
            QTest::addRow("at once, seed %u", seed) << seed << 5'000 << 1;
            QTest::addRow("by the worker, seed %u", seed) << seed + 100 << 0 << 1;
            QTest::addRow("by the worker, hasty, seed %u", seed) << seed + 200 << 0 << 7;
            QTest::addRow("now and then large, seed %u", seed) << seed + 300 << 50 << 2;
        }
    }
    void agreesWithTheOracle()
    {
        QFETCH(quint32, seed);
        QFETCH(int, rowsAtOnce);
        QFETCH(int, stepsBetweenChecks);
        Fuzz fuzz(seed, rowsAtOnce);
        const int steps = qEnvironmentVariable("LOCKDESK_FUZZ_STEPS", u"1000"_s).toInt();
        for (int step = 1; step <= steps; ++step) {
            fuzz.step();
            fuzz.checkMapping();
            if (step % 3 == 0)
                QCoreApplication::processEvents();
            if (step % stepsBetweenChecks == 0) {
                fuzz.settle();
                fuzz.checkMapping();
                fuzz.check();
            }
            if (QTest::currentTestFailed())
                qFatal("step %d", step);
        }
    }
};

QTEST_GUILESS_MAIN(TableProxyFuzzTest)
#include "tableproxyfuzztest.moc"
