#include "replay.h"

#include "changejson.h"
#include "journalrecord.h"
#include "keptfields.h"
#include "wholeauthorization.h"

#include <algorithm>
#include <map>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

ChangeSet changeSet(const QJsonObject &object, KeptFields &of)
{
    KeptFields fields(object);
    ChangeSet set;
    set.id = fields.integer<ChangeSetId>("id"_L1);
    set.title = fields.text("title"_L1);
    set.created = fields.when("created"_L1);
    set.isPaused = fields.truth("isPaused"_L1);
    set.undoes = fields.integerIfAny<ChangeSetId>("undoes"_L1);
    if (!fields.isSound())
        of.fail();
    return set;
}

QList<ChangeId> ids(KeptFields &fields)
{
    QList<ChangeId> out;
    for (const QJsonValue value : fields.array("ids"_L1)) {
        const std::optional<qint64> id = exactInteger(value);
        if (!id)
            fields.fail();
        out.append(ChangeId(id.value_or(0)));
    }
    return out;
}

// What says so may be older than a sending.
bool isUnsent(ChangeStatus status)
{
    return status == ChangeStatus::Draft || status == ChangeStatus::Waiting;
}

// Whether an attempt may have been carried out that asked for what is asked for now.
bool mayBeSo(const Change &row)
{
    const auto *create = std::get_if<CreateAuthorization>(&row.subject);
    if (create && !create->after.id.isNull())
        return true; // it has been found
    return std::ranges::any_of(row.attempts, [&row](const WriteAttempt &attempt) {
        return attempt.outcome != AttemptOutcome::NotDone && attempt.sent == row.subject;
    });
}

class Player
{
public:
    // False when the record is none.
    bool play(const QByteArray &record)
    {
        const std::optional<QJsonObject> content = contentOf(record);
        if (!content)
            return false;
        KeptFields fields(*content);
        const QString step = fields.text("step"_L1);
        if (step == JournalStep::begun)
            begin(fields);
        else if (step == JournalStep::added)
            add(fields, fields.integer<ChangeSetId>("set"_L1));
        else if (step == JournalStep::dropped)
            drop(fields);
        else if (step == JournalStep::sending)
            send(fields);
        else if (step == JournalStep::moved)
            move(fields);
        else if (step == JournalStep::ended)
            end(fields.integer<ChangeSetId>("set"_L1));
        else
            return step == JournalStep::counted;
        return fields.isSound();
    }

    QList<JournaledSet> unfinished(bool isEndDoubtful) const
    {
        QList<JournaledSet> out;
        QHash<ChangeSetId, qsizetype> places;
        for (const ChangeSet &set : m_sets) {
            places.insert(set.id, out.size());
            out.append({set, {}});
        }
        for (const auto &[id, row] : m_rows) {
            if (const auto place = places.constFind(row.set); place != places.constEnd())
                out[*place].rows.append(takenUp(row, isEndDoubtful));
        }
        out.removeIf([](const JournaledSet &set) { return set.rows.isEmpty(); });
        return out;
    }

private:
    void begin(KeptFields &fields)
    {
        const ChangeSet set = changeSet(fields.object("set"_L1), fields);
        end(set.id);
        m_sets.append(set);
        add(fields, set.id);
    }

    void add(KeptFields &fields, ChangeSetId set)
    {
        for (const QJsonValue value : fields.array("rows"_L1)) {
            std::optional<Change> row = changeFromJson(value.toObject());
            if (!row) {
                fields.fail();
                return;
            }
            row->set = set;
            m_rows.insert_or_assign(row->id, *row);
        }
    }

    void drop(KeptFields &fields)
    {
        for (const ChangeId id : ids(fields))
            m_rows.erase(id);
    }

    void send(KeptFields &fields)
    {
        if (fields.has("rows"_L1)) {
            move(fields);
            return;
        }
        // Files of earlier versions know only when they left.
        const QDateTime at = utcFromMSecs(fields.integer("at"_L1));
        for (const ChangeId id : ids(fields)) {
            const auto row = m_rows.find(id);
            if (row != m_rows.end())
                row->second = departing(row->second, {}, at);
        }
    }

    void move(KeptFields &fields)
    {
        for (const QJsonValue value : fields.array("rows"_L1)) {
            KeptFields moved(value.toObject());
            const auto row = m_rows.find(moved.integer<ChangeId>("id"_L1));
            if (row != m_rows.end())
                take(moved, row->second);
            if (!moved.isSound())
                fields.fail();
        }
    }

    static void take(KeptFields &moved, Change &row)
    {
        auto *create = std::get_if<CreateAuthorization>(&row.subject);
        if (create && moved.has("made"_L1)) {
            if (const auto made = wholeAuthorizationFromJson(moved.object("made"_L1)))
                create->after = *made;
            else
                moved.fail();
        }
        const auto attempts = attemptsFromJson(moved.array("attempts"_L1), row.subject);
        if (!attempts) {
            moved.fail();
            return;
        }
        const auto status = moved.number<ChangeStatus>("status"_L1);
        // What is written late, of before it left, knows nothing of the newest attempt.
        const bool isLate =
            isUnsent(status) && row.status == ChangeStatus::Sent && attempts->size() < row.attempts.size();
        if (!isLate) {
            row.status = status;
            row.reason = moved.text("reason"_L1);
            row.statusSince = moved.when("since"_L1);
        }
        row.attempts = *attempts + row.attempts.mid(attempts->size());
        // Files of earlier versions know only when it last left.
        const QDateTime sentAt = moved.when("sentAt"_L1);
        if (sentAt.isValid() && row.attempts.isEmpty())
            row.attempts.append({sentAt, row.subject, {}, AttemptOutcome::Open});
        else if (sentAt.isValid())
            row.attempts.last().at = sentAt;
    }

    void end(ChangeSetId set)
    {
        m_sets.removeIf([set](const ChangeSet &other) { return other.id == set; });
        std::erase_if(m_rows, [set](const auto &row) { return row.second.set == set; });
    }

    static Change takenUp(Change row, bool isEndDoubtful)
    {
        if (!isUnsent(row.status))
            return row;
        // A Draft becomes Waiting before it leaves, whatever became of an earlier attempt.
        if (row.status == ChangeStatus::Waiting) {
            if (isEndDoubtful)
                row.attempts.append({row.asked, row.subject, {}, AttemptOutcome::Open});
            if (mayBeSo(row))
                row.status = ChangeStatus::Sent;
        }
        row.reason.clear(); // of that session
        return row;
    }

    QList<ChangeSet> m_sets;
    std::map<ChangeId, Change> m_rows;
};

} // namespace

std::optional<QList<JournaledSet>> replay(const QList<QByteArray> &records, bool isEndDoubtful)
{
    Player player;
    for (const QByteArray &record : records) {
        if (!player.play(record))
            return std::nullopt;
    }
    return player.unfinished(isEndDoubtful);
}

} // namespace lockdesk
