#include "history.h"
#include "contentof.h"
#include "hashchain.h"
#include "historyfile.h"
#include "historyjson.h"
#include "ownersalone.h"
#include "randomchange.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#endif

using namespace lockdesk;
using namespace Qt::StringLiterals;
using State = History::State;
using Verdict = History::Verdict;

namespace {

HistoryLine line(int i)
{
    return {utcFromMSecs(1'772'000'000'123 + i * 1000), u"School"_s, ChangeSetId(3),
        utcFromMSecs(1'772'000'000'000), u"Disable 214 authorizations"_s,
        u"Disable access “Person %1”"_s.arg(i), u"Front\ndoor"_s, u"Enabled: yes"_s, u"Enabled: no"_s,
        ChangeStatus::Confirmed, {}};
}

QList<HistoryLine> lines(int from, int count)
{
    QList<HistoryLine> out;
    for (int i = from; i < from + count; ++i)
        out.append(line(i));
    return out;
}

bool hasThatCode(const Change &change)
{
    const auto has = [](const Authorization &a) { return a.code && a.code->toNumber() == 345678; };
    const auto *create = std::get_if<CreateAuthorization>(&change.subject);
    const auto *update = std::get_if<UpdateAuthorization>(&change.subject);
    const auto *remove = std::get_if<DeleteAuthorization>(&change.subject);
    return (create && has(create->after)) || (update && (has(update->before) || has(update->after)))
        || (remove && has(remove->before));
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile::remove(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class HistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"kept/history.jsonl"_s);
        m_head = m_path + u".head"_s;
    }

    void aChangeIsToldWithoutItsCodes()
    {
        Change change;
        Authorization before;
        before.name = u"Cleaner 345678"_s;
        before.code = KeypadCode::fromServer(345678);
        before.type = AuthorizationType::KeypadCode;
        Authorization after = before;
        after.code = KeypadCode::fromServer(987654);
        after.name = u"Cleaner"_s;
        change.subject = UpdateAuthorization{before, after, false};
        change.deviceName = u"Front"_s;
        change.status = ChangeStatus::Failed;
        change.reason = u"The service says: code 987654 or 456789 exists"_s;
        const ChangeSet set{
            ChangeSetId(3), u"Codes like 987654"_s, utcFromMSecs(1'772'000'000'000), false, {}};
        const HistoryLine told = historyLine(change, set, u"School"_s, utcFromMSecs(5), QLocale::c());
        QCOMPARE(told.outcome, ChangeStatus::Failed);
        QCOMPARE(told.change, u"Edit access “Cleaner ••••••”"_s);
        QCOMPARE(told.before, u"Name: Cleaner ••••••; Code: ••••••"_s);
        QCOMPARE(told.after, u"Name: Cleaner; Code: ••••••"_s);
        QCOMPARE(told.reason, u"The service says: code •••••• or •••••• exists"_s);
        QCOMPARE(told.set, u"Codes like ••••••"_s);
        QVERIFY(History(m_path).append({told}).isOk());
        for (const char *code : {"345678", "987654", "456789"})
            QVERIFY2(!contentOf(m_path).contains(code), code);
        const auto reading = History(m_path).read();
        QVERIFY(reading.isOk());
        QCOMPARE(reading->lines, QList<HistoryLine>{told});
    }

    void noCodeOfAnyChangeIsKept()
    {
        RandomChange random(12);
        int withCode = 0;
        for (int i = 0; i < 500; ++i) {
            Change change = random.make();
            change.reason = u"345678"_s; // the code that random changes have
            change.deviceName = u"Room 345678"_s;
            const QJsonObject told =
                toJson(historyLine(change, ChangeSet(), u"School"_s, QDateTime(), QLocale::c()));
            QVERIFY(!told.value("reason"_L1).toString().contains(u"345678"_s));
            if (hasThatCode(change)) {
                ++withCode;
                for (const QJsonValue value : told)
                    QVERIFY(!value.toString().contains(u"345678"_s));
            }
        }
        QVERIFY(withCode > 50);
    }

    void linesComeBackEqual()
    {
        HistoryLine odd = line(1);
        odd.outcome = ChangeStatus(77);
        odd.setId = ChangeSetId((qint64(1) << 53) + 1);
        odd.setCreated = {};
        odd.change = u"\",\"chain\":\"00\"}\n{\u2028\0"_s + QChar(0xd800);
        QList<HistoryLine> all{odd};
        for (int status = 0; status < 11; ++status) {
            all.append(line(status));
            all.last().outcome = ChangeStatus(status);
        }
        QVERIFY(History(m_path).append(all).isOk());
        const auto reading = History(m_path).read();
        QVERIFY(reading.isOk());
        QCOMPARE(reading->lines, all);
        QCOMPARE(reading->verdict, (Verdict{State::Intact, 12}));
        QCOMPARE(contentOf(m_path).count('\n'), 12);
    }

    void noFileIsAnEmptyHistory()
    {
        const auto reading = History(m_path).read();
        QVERIFY(reading.isOk() && reading->lines.isEmpty());
        QCOMPARE(reading->verdict, (Verdict{State::Intact, 0}));
        QVERIFY(!QFileInfo::exists(m_path) && !QFileInfo::exists(m_head));
        QVERIFY(History(m_path).append({}).isOk());
        QVERIFY(!QFileInfo::exists(m_path));
    }

    void growsOverSeveralRuns()
    {
        for (int run = 0; run < 5; ++run)
            QVERIFY(History(m_path).append(lines(run * 3, 3)).isOk());
        const auto reading = History(m_path).read();
        QVERIFY(reading.isOk());
        QCOMPARE(reading->lines, lines(0, 15));
        QCOMPARE(reading->verdict, (Verdict{State::Intact, 15}));
        for (const QFileInfo &file : QFileInfo(m_path).dir().entryInfoList(QDir::Files | QDir::Hidden))
            QVERIFY2(isOwnersAlone(file), qPrintable(file.fileName()));
    }

    void everyChangedByteShows()
    {
        QVERIFY(History(m_path).append(lines(0, 3)).isOk());
        const QByteArray whole = contentOf(m_path);
        for (qsizetype at = 0; at < whole.size(); ++at) {
            for (const char with : {char(whole.at(at) ^ 1), '\n', 'x'}) {
                QByteArray altered = whole;
                altered[at] = with;
                if (altered == whole)
                    continue;
                put(m_path, altered);
                QVERIFY2(verdict().state != State::Intact, qPrintable(QString::number(at)));
                if (at < whole.size() - 1)
                    QCOMPARE(verdict().state, State::Broken);
                QVERIFY(!explain(verdict()).isEmpty());
            }
        }
    }

    void aLineTakenOutPutInOrMovedShows()
    {
        QVERIFY(History(m_path).append(lines(0, 6)).isOk());
        const QByteArrayList whole = contentOf(m_path).chopped(1).split('\n');
        for (int i = 0; i < 5; ++i) {
            QByteArrayList without = whole;
            without.removeAt(i);
            putLines(without);
            QCOMPARE(verdict(), (Verdict{State::Broken, i + 1}));
            QByteArrayList swapped = whole;
            swapped.swapItemsAt(i, i + 1);
            putLines(swapped);
            QCOMPARE(verdict(), (Verdict{State::Broken, i + 1}));
        }
        for (int i = 0; i < 6; ++i) {
            QByteArrayList more = whole;
            more.insert(i + 1, whole.at(i));
            putLines(more);
            QCOMPARE(verdict(), (Verdict{State::Broken, i + 2}));
        }
    }

    void linesMissingAtTheEndShow()
    {
        QVERIFY(History(m_path).append(lines(0, 4)).isOk());
        const QByteArray whole = contentOf(m_path);
        for (qsizetype size = 0; size < whole.size(); ++size) {
            put(m_path, whole.first(size));
            QCOMPARE(verdict(), (Verdict{State::Shortened, whole.first(size).count('\n')}));
        }
        QVERIFY(QFile::remove(m_path));
        QCOMPARE(verdict(), (Verdict{State::Shortened, 0}));
        put(m_path, whole);
        QCOMPARE(verdict(), (Verdict{State::Intact, 4}));
        QVERIFY(QFile::remove(m_head));
        QCOMPARE(verdict(), (Verdict{State::Shortened, 4}));
    }

    // What was done to it does not heal by going on.
    void goingOnHidesNothing()
    {
        const auto spoilt = [this](const std::function<void(QByteArray &)> &spoil) {
            init();
            QVERIFY(History(m_path).append(lines(0, 4)).isOk());
            QByteArray text = contentOf(m_path);
            spoil(text);
            put(m_path, text);
            const Verdict before = verdict();
            QVERIFY(before.state == State::Broken || before.state == State::Shortened);
            for (int i = 0; i < 3; ++i) {
                QVERIFY(History(m_path).append({line(10 + i)}).isOk());
                QCOMPARE(verdict().state, State::Broken);
                const auto reading = History(m_path).read();
                QVERIFY(reading.isOk());
                QCOMPARE(reading->lines.last(), line(10 + i));
            }
        };
        spoilt([](QByteArray &text) { text.replace("Person 1", "Person 2"); });
        spoilt([](QByteArray &text) { text.chop(text.size() / 4); }); // within a line
        spoilt([](QByteArray &text) { text.truncate(text.lastIndexOf('\n', -2) + 1); });
        spoilt([](QByteArray &text) { text.clear(); });
        spoilt([this](QByteArray &) { QVERIFY(QFile::remove(m_head)); });
        // All hashes made anew, but for the one in the head.
        const QString other = m_folder->filePath(u"other"_s);
        QVERIFY(History(other).append(lines(5, 4)).isOk());
        const QByteArray forged = contentOf(other);
        spoilt([&forged](QByteArray &text) { text = forged; });
        spoilt([&forged](QByteArray &text) { text = forged + text; });
    }

    void aTornEndIsCutWhenItGoesOn()
    {
        QVERIFY(History(m_path).append(lines(0, 3)).isOk());
        const QByteArray before = contentOf(m_path);
        const QByteArray head = contentOf(m_head);
        QVERIFY(History(m_path).append(lines(3, 1)).isOk());
        const QByteArray whole = contentOf(m_path);
        for (qsizetype size = before.size() + 1; size < whole.size(); size += 5) {
            put(m_path, whole.first(size));
            put(m_head, head); // it is written after the lines
            QCOMPARE(verdict(), (Verdict{State::Torn, 3}));
            QVERIFY(!explain(verdict()).isEmpty());
            QVERIFY(History(m_path).append(lines(7, 1)).isOk());
            const auto reading = History(m_path).read();
            QVERIFY(reading.isOk());
            QCOMPARE(reading->lines, lines(0, 3) + lines(7, 1));
            QCOMPARE(reading->verdict, (Verdict{State::Intact, 4}));
        }
    }

    // The power went between the lines and the head.
    void aHeadThatLagsIsMended()
    {
        QVERIFY(History(m_path).append(lines(0, 3)).isOk());
        const QByteArray head = contentOf(m_head);
        QVERIFY(History(m_path).append(lines(3, 2)).isOk());
        put(m_head, head);
        QCOMPARE(verdict(), (Verdict{State::Intact, 5}));
        QVERIFY(History(m_path).append(lines(5, 1)).isOk());
        QCOMPARE(verdict(), (Verdict{State::Intact, 6}));
        put(m_path, contentOf(m_path).chopped(10));
        QCOMPARE(verdict().state, State::Shortened);
    }

    void oddFilesDoNoHarm()
    {
        QVERIFY(History(m_path).append(lines(0, 1)).isOk());
        for (const QByteArray &text :
            {QByteArray("\n\n\n"), QByteArray(3'000'000, 'x'), QByteArray(3'000'000, 'x') + '\n',
                QByteArray(500, '\0'), QByteArray("{\"chain\":\"0\"}\n"), QByteArray("\xff\xfe\n")}) {
            put(m_path, text);
            QVERIFY(verdict().state != State::Intact);
        }
        put(m_head, "{\"lines\":-1,\"bytes\":1e300,\"hash\":[]}");
        QVERIFY(verdict().state != State::Intact);
        const History folder(m_folder->path());
        QVERIFY(!folder.read().isOk());
        QVERIFY(!folder.append(lines(0, 1)).isOk());
    }

    void aHundredThousandLines()
    {
        // Not through append(), which waits for the disk to take 40 MB.
        QByteArray text;
        HistoryHead head{100'000, 0, chainStart()};
        for (int i = 0; i < head.lines; ++i) {
            const QByteArray chained = chainedLine(head.hash, toJson(line(i)));
            head.hash = hashIn(chained.chopped(1));
            text += chained;
        }
        head.bytes = text.size();
        QVERIFY(writeHead(m_path, head).isOk());
        put(m_path, text);
        qint64 count = 0;
        QBENCHMARK_ONCE
        {
            const auto found = History(m_path).visit([&count](const HistoryLine &) { ++count; });
            QVERIFY(found.isOk());
            QCOMPARE(*found, (Verdict{State::Intact, 100'000}));
        }
        QCOMPARE(count, 100'000);
    }

#ifdef Q_OS_UNIX
    // OS-5.
    void onAFullDiskAllOrNone()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        QVERIFY(History(m_path).append(lines(0, 3)).isOk());
        const QByteArray before = contentOf(m_path);
        rlimit unlimited{};
        getrlimit(RLIMIT_FSIZE, &unlimited);
        const rlimit full{rlim_t(before.size() + 500), unlimited.rlim_max};
        setrlimit(RLIMIT_FSIZE, &full);
        const Writing done = History(m_path).append(lines(3, 3));
        setrlimit(RLIMIT_FSIZE, &unlimited);
        QVERIFY(!done.isOk());
        QVERIFY2(done.error().contains(u"Make room"_s), qPrintable(done.error()));
        QCOMPARE(contentOf(m_path), before);
        QVERIFY(History(m_path).append(lines(3, 3)).isOk());
        QCOMPARE(verdict(), (Verdict{State::Intact, 6}));
    }

    // Whoever reads it would read another's file, or wait for ever, and whoever adds to it would spoil that.
    void followsNoLinkAndWaitsForNobody()
    {
        const QString elsewhere = m_folder->filePath(u"elsewhere"_s);
        QVERIFY(History(m_path).append(lines(0, 3)).isOk());
        QVERIFY(QFile::rename(m_path, elsewhere) && QFile::link(elsewhere, m_path));
        const QByteArray before = contentOf(elsewhere);
        QVERIFY(!History(m_path).read().isOk());
        QVERIFY(!History(m_path).append(lines(3, 1)).isOk());
        QCOMPARE(contentOf(elsewhere), before);
        QVERIFY(QFile::remove(m_path));
        QCOMPARE(mkfifo(qPrintable(m_path), 0600), 0);
        QVERIFY(!History(m_path).read().isOk());
        QVERIFY(!History(m_path).append(lines(3, 1)).isOk());
        QVERIFY(QFile::remove(m_path) && QFile::rename(elsewhere, m_path) && QFile::remove(m_head));
        QCOMPARE(mkfifo(qPrintable(m_head), 0600), 0);
        QCOMPARE(verdict(), (Verdict{State::Shortened, 3})); // as if there were none
        QVERIFY(QFile::remove(m_head));
        QCOMPARE(mkfifo(qPrintable(m_path + u".lock"_s), 0600), 0);
        QVERIFY(History(m_path).append(lines(3, 1)).isOk());
    }
#endif

private:
    Verdict verdict() const
    {
        const auto found = History(m_path).read();
        if (!found)
            qFatal("%s", qPrintable(found.error()));
        return found->verdict;
    }
    void putLines(const QByteArrayList &text) const
    {
        put(m_path, text.join('\n') + '\n');
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QString m_head;
};

QTEST_APPLESS_MAIN(HistoryTest)
#include "historytest.moc"
