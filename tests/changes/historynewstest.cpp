#include "historynews.h"

#include "utc.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

HistoryLine line(int i)
{
    return {utcFromMSecs(1'772'442'000'000 + i * 1000LL), u"School"_s, ChangeSetId(3),
        utcFromMSecs(1'772'442'000'000), u"Set"_s, u"Disable access “Person %1”"_s.arg(i), u"Front door"_s,
        u"Enabled: yes"_s, u"Enabled: no"_s, ChangeStatus::Confirmed, {}};
}

// Puts other words of the same length into the file, past the program.
void alter(const QString &path, const QByteArray &from, const QByteArray &to)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains(from));
    bytes.replace(from, to);
    QVERIFY(file.seek(0));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class HistoryNewsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"kept.history"_s);
    }

    void noFileIsNoNews()
    {
        const auto news = newsOf(History(m_path));
        QVERIFY(news.isOk());
        QVERIFY(news->lines.isEmpty() && !news->isAnew);
        QCOMPARE(news->verdict.state, History::State::Intact);
    }

    void onlyWhatIsNewComesAgain()
    {
        const History history(m_path);
        QVERIFY(history.append({line(1), line(2)}).isOk());
        const auto first = newsOf(history);
        QCOMPARE(first->lines, (QList<HistoryLine>{line(1), line(2)}));
        const auto none = newsOf(history, first->mark);
        QVERIFY(none->lines.isEmpty() && !none->isAnew);
        QCOMPARE(none->mark, first->mark);
        QVERIFY(history.append({line(3)}).isOk());
        const auto more = newsOf(history, first->mark);
        QVERIFY(!more->isAnew);
        QCOMPARE(more->lines, QList<HistoryLine>{line(3)});
        QCOMPARE(more->mark, newsOf(history)->mark);
        QCOMPARE(more->verdict, (History::Verdict{History::State::Intact, 3}));
    }

    void whatWasReadMayHaveBeenAltered()
    {
        const History history(m_path);
        QVERIFY(history.append({line(1), line(2)}).isOk());
        const HistoryMark mark = newsOf(history)->mark;
        alter(m_path, "Person 1", "Person 7");
        QVERIFY(history.append({line(3)}).isOk());
        const auto news = newsOf(history, mark);
        QVERIFY(news->isAnew);
        QCOMPARE(news->lines.size(), 3);
        QVERIFY(news->lines.first().change.contains(u"Person 7"_s));
        QCOMPARE(news->verdict, (History::Verdict{History::State::Broken, 1}));
    }

    void whatWasReadMayHaveGone()
    {
        const History history(m_path);
        QVERIFY(history.append({line(1), line(2)}).isOk());
        const HistoryMark mark = newsOf(history)->mark;
        QVERIFY(QFile::remove(m_path));
        const auto news = newsOf(history, mark);
        QVERIFY(news->isAnew && news->lines.isEmpty());
        QCOMPARE(news->verdict.state, History::State::Shortened);
    }

    void whatCannotBeReadIsSaid()
    {
        const auto news = newsOf(History(m_folder->path())); // a folder
        QVERIFY(!news.isOk());
        QVERIFY(news.error().contains(u"could not be read"_s));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(HistoryNewsTest)
#include "historynewstest.moc"
