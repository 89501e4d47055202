#include "journalrecord.h"

#include "changejson.h"
#include "wholeauthorization.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr char plainMark = 'j';
constexpr char packedMark = 'z';
constexpr qsizetype worthPacking = 512;
constexpr int fastPacking = 1; // the rows of a set are much alike, so that the best would be little better

QByteArray recordOf(QJsonObject object, QLatin1StringView step)
{
    object.insert(u"step"_s, step);
    const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return text.size() < worthPacking ? plainMark + text : packedMark + qCompress(text, fastPacking);
}

QJsonArray toJson(const QList<Change> &rows)
{
    QJsonArray array;
    for (const Change &row : rows)
        array.append(toJson(row));
    return array;
}

QJsonArray toJson(const QList<ChangeId> &ids)
{
    QJsonArray array;
    for (const ChangeId id : ids)
        array.append(qint64(id));
    return array;
}

QJsonObject toJson(const ChangeSet &set)
{
    QJsonObject object{{u"id"_s, qint64(set.id)}, {u"title"_s, set.title}, {u"isPaused"_s, set.isPaused}};
    if (set.created.isValid())
        object.insert(u"created"_s, set.created.toMSecsSinceEpoch());
    if (set.undoes)
        object.insert(u"undoes"_s, qint64(*set.undoes));
    return object;
}

QJsonObject movement(const Change &row)
{
    QJsonObject object{{u"id"_s, qint64(row.id)}, {u"status"_s, int(row.status)}};
    if (!row.reason.isEmpty())
        object.insert(u"reason"_s, row.reason);
    if (!row.attempts.isEmpty())
        object.insert(u"attempts"_s, attemptsToJson(row));
    if (row.statusSince.isValid())
        object.insert(u"since"_s, row.statusSince.toMSecsSinceEpoch());
    const auto *create = std::get_if<CreateAuthorization>(&row.subject);
    if (create && !create->after.id.isNull())
        object.insert(u"made"_s, wholeToJson(create->after));
    return object;
}

QJsonArray movements(const QList<Change> &rows)
{
    QJsonArray array;
    for (const Change &row : rows)
        array.append(movement(row));
    return array;
}

} // namespace

QByteArray begunRecord(const ChangeSet &set, const QList<Change> &rows)
{
    return recordOf({{u"set"_s, toJson(set)}, {u"rows"_s, toJson(rows)}}, JournalStep::begun);
}

QByteArray addedRecord(ChangeSetId set, const QList<Change> &rows)
{
    return recordOf({{u"set"_s, qint64(set)}, {u"rows"_s, toJson(rows)}}, JournalStep::added);
}

QByteArray droppedRecord(const QList<ChangeId> &ids)
{
    return recordOf({{u"ids"_s, toJson(ids)}}, JournalStep::dropped);
}

QByteArray sendingRecord(const QList<Change> &rows)
{
    return recordOf({{u"rows"_s, movements(rows)}}, JournalStep::sending);
}

QByteArray movedRecord(const QList<Change> &rows)
{
    return recordOf({{u"rows"_s, movements(rows)}}, JournalStep::moved);
}

QByteArray endedRecord(ChangeSetId set)
{
    return recordOf({{u"set"_s, qint64(set)}}, JournalStep::ended);
}

QByteArray countedRecord(qint64 count)
{
    return recordOf({{u"count"_s, count}}, JournalStep::counted);
}

std::optional<qint64> countIn(const QList<QByteArray> &records)
{
    for (auto record = records.crbegin(); record != records.crend(); ++record) {
        if (!record->startsWith("j{\"count\"")) // the keys are in order, and it is never packed
            continue;
        const auto content = contentOf(*record);
        if (content && content->value("step"_L1) == JournalStep::counted)
            return content->value("count"_L1).toInteger();
    }
    return std::nullopt;
}

Change departing(Change change, const QDateTime &updatedBefore, const QDateTime &when)
{
    change.attempts.append({when, change.subject, updatedBefore, AttemptOutcome::Open});
    change.status = ChangeStatus::Sent;
    change.statusSince = when;
    change.reason.clear();
    return change;
}

std::optional<QJsonObject> contentOf(const QByteArray &record)
{
    if (record.isEmpty() || (record.front() != plainMark && record.front() != packedMark))
        return std::nullopt;
    const QByteArray text = record.front() == packedMark ? qUncompress(record.sliced(1)) : record.sliced(1);
    const QJsonDocument document = QJsonDocument::fromJson(text);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

} // namespace lockdesk
