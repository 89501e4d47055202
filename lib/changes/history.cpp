#include "history.h"

#include "filelock.h"
#include "hashchain.h"
#include "historyfile.h"
#include "historyjson.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 2s; // for another program that writes; it takes a few milliseconds

QString tr(const char *words)
{
    return QCoreApplication::translate("History", words);
}

// Where to go on, and how.
struct Continuation
{
    HistoryHead from;
    bool cutsTornEnd = false; ///< what a power cut left there was never said to be written
    bool breaksLine = false; ///< what stands there is evidence, and stays
};

// What follows lines that were taken away must not follow from the line that is last now: else the gap would
// close.
Result<Continuation, QString> continuation(const QString &path)
{
    const std::optional<HistoryHead> head = readHead(path);
    if (head && head->bytes == QFileInfo(path).size())
        return Continuation{*head};
    const Result<HistoryScan, QString> scan = scanHistory(path, head, [](const HistoryLine &) {});
    if (!scan)
        return scan.error();
    Continuation next{scan->whole, false, false};
    if (scan->verdict.state == History::State::Torn)
        next.cutsTornEnd = true;
    else
        next.breaksLine = scan->isTorn;
    if (head && !scan->hasHeadsLine)
        next.from.hash = head->hash;
    else if (!head && (next.from.lines > 0 || scan->isTorn))
        next.from.hash = hashIn(chainedLine(next.from.hash, {}).chopped(1)); // of a line that is not there
    return next;
}

Writing write(const QString &path, const Continuation &next, const QByteArray &text)
{
    QFile file(path);
    const bool isNew = !file.exists();
    if (const Writing opened = openPrivately(file, QIODevice::ReadWrite | QIODevice::Append); !opened)
        return opened.error();
    if (next.cutsTornEnd)
        file.resize(next.from.bytes);
    const qint64 before = file.size();
    Writing done = writeAll(file, next.breaksLine ? '\n' + text : text);
    if (done)
        done = syncFile(file);
    if (!done) {
        file.resize(before);
        return done;
    }
    return isNew ? syncFolderOf(path) : done;
}

} // namespace

Writing History::append(const QList<HistoryLine> &lines) const
{
    if (lines.isEmpty())
        return Written{};
    if (const Writing made = makePrivateFolder(QFileInfo(m_path).absolutePath()); !made)
        return made.error();
    FileLock lock(m_path + u".lock"_s);
    if (lock.take(patience) != FileLock::Outcome::Taken) {
        return tr(QT_TRANSLATE_NOOP("History",
            "The history could not be written, since another window of Lockdesk writes it or its folder is "
            "not writable. Nothing was changed in it."));
    }
    // Before the first line, so that a missing head always says that something was taken away.
    if (!QFileInfo::exists(m_path) && !readHead(m_path)) {
        if (const Writing done = writeHead(m_path, {0, 0, chainStart()}); !done)
            return done.error();
    }
    const Result<Continuation, QString> next = continuation(m_path);
    if (!next)
        return next.error();
    HistoryHead head = next->from;
    QByteArray text;
    for (const HistoryLine &line : lines) {
        const QByteArray chained = chainedLine(head.hash, toJson(line));
        head.hash = hashIn(chained.chopped(1));
        text += chained;
    }
    if (const Writing done = write(m_path, *next, text); !done)
        return done.error();
    head.lines += lines.size() + (next->breaksLine ? 1 : 0);
    head.bytes = QFileInfo(m_path).size();
    // Should it fail, the head lags behind, which the next append finds out and mends.
    (void)writeHead(m_path, head);
    return Written{};
}

qint64 History::lineCount() const
{
    const std::optional<HistoryHead> head = readHead(m_path);
    if (head && head->bytes == QFileInfo(m_path).size())
        return head->lines;
    const Result<HistoryScan, QString> scan = scanHistory(m_path, head, [](const HistoryLine &) {});
    return scan ? scan->whole.lines : 0;
}

Result<History::Verdict, QString> History::visit(
    const std::function<void(const HistoryLine &)> &visitor) const
{
    const Result<HistoryScan, QString> scan = scanHistory(m_path, readHead(m_path), visitor);
    if (!scan)
        return scan.error();
    return scan->verdict;
}

Result<History::Reading, QString> History::read() const
{
    Reading reading;
    const Result<Verdict, QString> verdict =
        visit([&reading](const HistoryLine &line) { reading.lines.append(line); });
    if (!verdict)
        return verdict.error();
    reading.verdict = *verdict;
    return reading;
}

QString explain(const History::Verdict &verdict)
{
    switch (verdict.state) {
    case History::State::Intact:
        return {};
    case History::State::Torn:
        return tr(QT_TRANSLATE_NOOP("History",
            "The history ends within a line, as a power cut leaves it. Nothing that was finished is "
            "missing."));
    case History::State::Shortened:
        return tr(QT_TRANSLATE_NOOP("History",
            "Lines are missing at the end of the history: somebody has shortened its file, or taken away the "
            "one beside it that says how long it was."));
    case History::State::Broken:
        return tr(
            QT_TRANSLATE_NOOP("History",
                "The history was altered outside Lockdesk: line %1 does not follow from the one before."))
            .arg(verdict.line);
    }
    return {};
}

} // namespace lockdesk
