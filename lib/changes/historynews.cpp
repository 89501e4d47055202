#include "historynews.h"

namespace lockdesk {

namespace {

size_t hashOf(const HistoryLine &line, size_t seed)
{
    return qHashMulti(seed, line.when.toMSecsSinceEpoch(), line.who, qint64(line.setId),
        line.setCreated.toMSecsSinceEpoch(), line.set, line.change, line.device, line.before, line.after,
        int(line.outcome), line.reason);
}

} // namespace

Result<HistoryNews, QString> newsOf(const History &history, const HistoryMark &since)
{
    HistoryNews news;
    bool hasMark = since == HistoryMark();
    const auto verdict = history.visit([&](const HistoryLine &line) {
        news.lines.append(line);
        ++news.mark.lines;
        news.mark.hash = hashOf(line, news.mark.hash);
        hasMark = hasMark || news.mark == since;
    });
    if (!verdict)
        return verdict.error();
    news.verdict = *verdict;
    news.isAnew = !hasMark;
    if (hasMark)
        news.lines.remove(0, since.lines);
    return news;
}

} // namespace lockdesk
