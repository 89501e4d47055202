#include "historyfile.h"

#include "hashchain.h"
#include "historyjson.h"
#include "plainfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxLineBytes = 1024 * 1024; // a line has hundreds; what is longer is none of ours

QString headPath(const QString &historyPath)
{
    return historyPath + u".head"_s;
}

QString notRead(const QString &path, const QString &why)
{
    return QCoreApplication::translate("History", "“%1” could not be read: %2. Nothing was changed.")
        .arg(QDir::toNativeSeparators(path), why);
}

// Goes through the lines and compares the chain.
class Scanner
{
public:
    Scanner(const std::optional<HistoryHead> &head, const std::function<void(const HistoryLine &)> &visitor)
        : m_head(head)
        , m_visitor(visitor)
    {
        m_scan.whole.hash = chainStart();
        lookForHead();
    }

    void takeLine(const QByteArray &line, qint64 endsAt)
    {
        HistoryHead &whole = m_scan.whole;
        ++whole.lines;
        whole.bytes = endsAt;
        const std::optional<ChainedLine> read = readChained(whole.hash, line);
        const std::optional<HistoryLine> said = read ? historyLineFromJson(read->content) : std::nullopt;
        if (said)
            m_visitor(*said);
        if (!said || !read->isNext)
            markBroken();
        if (read)
            whole.hash = read->hash;
        lookForHead();
    }

    void takeTorn() { m_scan.isTorn = true; }

    HistoryScan finish()
    {
        const qint64 lines = m_scan.whole.lines;
        const bool isShort = m_head ? m_head->lines > lines : lines > 0 || m_scan.isTorn;
        if (m_broken > 0)
            m_scan.verdict = {History::State::Broken, m_broken};
        else if (isShort)
            m_scan.verdict = {History::State::Shortened, lines};
        else
            m_scan.verdict = {m_scan.isTorn ? History::State::Torn : History::State::Intact, lines};
        return m_scan;
    }

private:
    void lookForHead()
    {
        if (!m_head || m_head->lines != m_scan.whole.lines)
            return;
        m_scan.hasHeadsLine = m_head->hash == m_scan.whole.hash;
        if (!m_scan.hasHeadsLine)
            markBroken();
    }

    void markBroken()
    {
        if (m_broken == 0)
            m_broken = std::max<qint64>(m_scan.whole.lines, 1);
    }

    const std::optional<HistoryHead> &m_head;
    const std::function<void(const HistoryLine &)> &m_visitor;
    HistoryScan m_scan;
    qint64 m_broken = 0;
};

// A line that is too long, to its end; whether it has one.
bool skipLine(QFile &file)
{
    QByteArray piece;
    do {
        piece = file.readLine(maxLineBytes);
    } while (!piece.isEmpty() && !piece.endsWith('\n'));
    return piece.endsWith('\n');
}

} // namespace

std::optional<HistoryHead> readHead(const QString &historyPath)
{
    QFile file(headPath(historyPath));
    if (!openPlainFile(file, QIODevice::ReadOnly).isEmpty())
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(file.read(1024)).object();
    const HistoryHead head{object.value("lines"_L1).toInteger(-1), object.value("bytes"_L1).toInteger(-1),
        object.value("hash"_L1).toString().toLatin1()};
    const bool isOne = head.lines >= 0 && head.bytes >= 0 && head.hash.size() == chainStart().size();
    return isOne ? std::optional(head) : std::nullopt;
}

Writing writeHead(const QString &historyPath, const HistoryHead &head)
{
    const QJsonObject object{
        {u"lines"_s, head.lines}, {u"bytes"_s, head.bytes}, {u"hash"_s, QString::fromLatin1(head.hash)}};
    return replacePrivately(
        headPath(historyPath), QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

Result<HistoryScan, QString> scanHistory(const QString &path, const std::optional<HistoryHead> &head,
    const std::function<void(const HistoryLine &)> &visitor)
{
    Scanner scanner(head, visitor);
    QFile file(path);
    if (!QFileInfo::exists(path) && !isNoPlainFile(path))
        return scanner.finish();
    if (const QString why = openPlainFile(file, QIODevice::ReadOnly); !why.isEmpty())
        return notRead(path, why);
    for (;;) {
        QByteArray line = file.readLine(maxLineBytes);
        if (line.isEmpty())
            break;
        bool hasEnd = line.endsWith('\n');
        if (hasEnd)
            line.chop(1);
        else
            hasEnd = skipLine(file);
        if (hasEnd)
            scanner.takeLine(line, file.pos());
        else
            scanner.takeTorn();
    }
    if (file.error() != QFileDevice::NoError)
        return notRead(path, file.errorString());
    return scanner.finish();
}

} // namespace lockdesk
