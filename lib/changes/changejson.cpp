#include "changejson.h"

#include "keptfields.h"
#include "wholeauthorization.h"

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// What a change is, by the name under which it is kept: never renamed, since files of earlier versions have
// it.
constexpr auto createKind = "create"_L1;
constexpr auto updateKind = "update"_L1;
constexpr auto deleteKind = "delete"_L1;
constexpr auto operateKind = "operate"_L1;
constexpr auto synchroniseKind = "synchronise"_L1;
constexpr auto deviceKind = "device"_L1;

QJsonObject subjectToJson(const CreateAuthorization &create)
{
    return {{u"kind"_s, createKind}, {u"after"_s, wholeToJson(create.after)}};
}

QJsonObject subjectToJson(const UpdateAuthorization &update)
{
    return {{u"kind"_s, updateKind}, {u"before"_s, wholeToJson(update.before)},
        {u"after"_s, wholeToJson(update.after)}, {u"scheduleEdited"_s, update.scheduleEdited}};
}

QJsonObject subjectToJson(const DeleteAuthorization &remove)
{
    return {{u"kind"_s, deleteKind}, {u"before"_s, wholeToJson(remove.before)}};
}

QJsonObject subjectToJson(const OperateDevice &operate)
{
    QJsonObject object{{u"kind"_s, operateKind}, {u"action"_s, int(operate.action)}};
    if (operate.stateBefore)
        object.insert(u"stateBefore"_s, *operate.stateBefore);
    if (operate.modeBefore)
        object.insert(u"modeBefore"_s, *operate.modeBefore);
    return object;
}

QJsonObject subjectToJson(const SynchroniseDevice &)
{
    return {{u"kind"_s, synchroniseKind}};
}

QJsonObject subjectToJson(const UpdateDevice &update)
{
    return {{u"kind"_s, deviceKind}, {u"nameBefore"_s, update.nameBefore}, {u"nameAfter"_s, update.nameAfter},
        {u"favoriteBefore"_s, update.favoriteBefore}, {u"favoriteAfter"_s, update.favoriteAfter}};
}

Authorization authorization(KeptFields &fields, KeptFields::Key key)
{
    const std::optional<Authorization> found = wholeAuthorizationFromJson(fields.object(key));
    if (!found)
        fields.fail();
    return found.value_or(Authorization());
}

std::optional<ChangeSubject> subjectFromJson(const QJsonObject &object)
{
    KeptFields fields(object);
    const QString kind = fields.text("kind"_L1);
    ChangeSubject subject;
    if (kind == createKind) {
        subject = CreateAuthorization{authorization(fields, "after"_L1)};
    } else if (kind == updateKind) {
        subject = UpdateAuthorization{authorization(fields, "before"_L1), authorization(fields, "after"_L1),
            fields.truth("scheduleEdited"_L1)};
    } else if (kind == deleteKind) {
        subject = DeleteAuthorization{authorization(fields, "before"_L1)};
    } else if (kind == operateKind) {
        subject = OperateDevice{fields.number<LockAction>("action"_L1), fields.numberIfAny("stateBefore"_L1),
            fields.numberIfAny("modeBefore"_L1)};
    } else if (kind == synchroniseKind) {
        subject = SynchroniseDevice{};
    } else if (kind == deviceKind) {
        subject = UpdateDevice{fields.text("nameBefore"_L1), fields.text("nameAfter"_L1),
            fields.truth("favoriteBefore"_L1), fields.truth("favoriteAfter"_L1)};
    } else {
        return std::nullopt;
    }
    return fields.isSound() ? std::optional(subject) : std::nullopt;
}

void insert(QJsonObject &object, const QString &key, const QDateTime &when)
{
    if (when.isValid())
        object.insert(key, when.toMSecsSinceEpoch());
}

QJsonObject toJson(const ChangeSubject &subject)
{
    return std::visit([](const auto &kind) { return subjectToJson(kind); }, subject);
}

} // namespace

QJsonArray attemptsToJson(const Change &change)
{
    QJsonArray array;
    for (const WriteAttempt &attempt : change.attempts) {
        QJsonObject object{{u"outcome"_s, int(attempt.outcome)}};
        insert(object, u"at"_s, attempt.at);
        insert(object, u"updatedBefore"_s, attempt.updatedBefore);
        if (attempt.sent != change.subject)
            object.insert(u"sent"_s, toJson(attempt.sent));
        array.append(object);
    }
    return array;
}

std::optional<QList<WriteAttempt>> attemptsFromJson(const QJsonArray &array, const ChangeSubject &subject)
{
    QList<WriteAttempt> attempts;
    for (const QJsonValue value : array) {
        KeptFields fields(value.toObject());
        WriteAttempt attempt{fields.when("at"_L1), subject, fields.when("updatedBefore"_L1),
            fields.number<AttemptOutcome>("outcome"_L1)};
        if (fields.has("sent"_L1)) {
            const std::optional<ChangeSubject> sent = subjectFromJson(fields.object("sent"_L1));
            if (!sent)
                return std::nullopt;
            attempt.sent = *sent;
        }
        if (!fields.isSound())
            return std::nullopt;
        attempts.append(attempt);
    }
    return attempts;
}

QJsonObject toJson(const Change &change)
{
    QJsonObject object{{u"id"_s, qint64(change.id)}, {u"smartlockId"_s, toNumber(change.smartlockId)},
        {u"deviceType"_s, int(change.deviceType)}, {u"deviceName"_s, change.deviceName},
        {u"status"_s, int(change.status)}};
    if (change.undoes)
        object.insert(u"undoes"_s, qint64(*change.undoes));
    object.insert(u"subject"_s, toJson(change.subject));
    if (!change.reason.isEmpty())
        object.insert(u"reason"_s, change.reason);
    insert(object, u"asked"_s, change.asked);
    if (!change.attempts.isEmpty())
        object.insert(u"attempts"_s, attemptsToJson(change));
    insert(object, u"statusSince"_s, change.statusSince);
    return object;
}

std::optional<Change> changeFromJson(const QJsonObject &object)
{
    KeptFields fields(object);
    Change change;
    change.id = fields.integer<ChangeId>("id"_L1);
    change.undoes = fields.integerIfAny<ChangeId>("undoes"_L1);
    change.smartlockId = fields.integer<SmartlockId>("smartlockId"_L1);
    change.deviceType = fields.number<DeviceType>("deviceType"_L1);
    change.deviceName = fields.text("deviceName"_L1);
    change.status = fields.number<ChangeStatus>("status"_L1);
    change.reason = fields.text("reason"_L1);
    change.asked = fields.when("asked"_L1);
    change.statusSince = fields.when("statusSince"_L1);
    const std::optional<ChangeSubject> subject = subjectFromJson(fields.object("subject"_L1));
    if (!subject || !fields.isSound())
        return std::nullopt;
    change.subject = *subject;
    const auto attempts = attemptsFromJson(fields.array("attempts"_L1), change.subject);
    if (!attempts || !fields.isSound())
        return std::nullopt;
    change.attempts = *attempts;
    // Files of earlier versions know only when it left.
    if (const QDateTime sentAt = fields.when("sentAt"_L1); sentAt.isValid())
        change.attempts.append({sentAt, change.subject, {}, AttemptOutcome::Open});
    return change;
}

} // namespace lockdesk
