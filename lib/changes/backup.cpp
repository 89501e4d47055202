#include "backup.h"

#include "authorizationjson.h"
#include "jsonfields.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <numeric>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int currentVersion = 1;

void insertDate(QJsonObject &object, const QString &key, const QDateTime &when)
{
    if (when.isValid())
        object.insert(key, Instant::fromDateTime(when).toText());
}

// The record in the service's own shape, so that one decoder reads both.
QJsonObject toJson(const Authorization &a, bool withCode)
{
    QJsonObject object = authorizationMultiUpdateToJson(a);
    object.remove(u"code"_s);
    if (withCode && a.code)
        object.insert(u"code"_s, a.code->toNumber());
    object.insert(u"smartlockId"_s, toNumber(a.smartlockId));
    if (a.type)
        object.insert(u"type"_s, int(*a.type));
    if (a.lockAuthId)
        object.insert(u"authId"_s, *a.lockAuthId);
    if (a.useCount)
        object.insert(u"lockCount"_s, *a.useCount);
    if (!a.fingerprints.isEmpty()) {
        QJsonObject fingerprints;
        for (auto finger = a.fingerprints.begin(); finger != a.fingerprints.end(); ++finger)
            fingerprints.insert(finger.key(), finger.value());
        object.insert(u"fingerprints"_s, fingerprints);
    }
    insertDate(object, u"lastActiveDate"_s, a.lastActive);
    insertDate(object, u"creationDate"_s, a.created);
    insertDate(object, u"updateDate"_s, a.updated);
    if (!a.unreadable.isEmpty())
        object.insert(u"unreadable"_s, QJsonArray::fromStringList(a.unreadable));
    return object;
}

QJsonObject toJson(const BackedUpLock &lock, bool withCodes)
{
    QJsonArray authorizations;
    for (const Authorization &authorization : lock.authorizations)
        authorizations.append(toJson(authorization, withCodes));
    return {{u"smartlockId"_s, toNumber(lock.id)}, {u"type"_s, int(lock.type)}, {u"name"_s, lock.name},
        {u"authorizations"_s, authorizations}};
}

std::optional<Authorization> authorizationOf(const QJsonValue &value, SmartlockId lock)
{
    const QJsonObject object = value.toObject();
    std::optional<Authorization> authorization = authorizationFromJson(object);
    if (!authorization || authorization->smartlockId != lock)
        return std::nullopt;
    // What could not be read when it was saved, and what cannot be read now.
    QStringList unreadable;
    const QJsonArray saved = object.value("unreadable"_L1).toArray();
    for (const QJsonValue field : saved)
        unreadable.append(field.toString());
    for (const QString &field : std::as_const(authorization->unreadable)) {
        if (!unreadable.contains(field))
            unreadable.append(field);
    }
    authorization->unreadable = unreadable;
    return authorization;
}

std::optional<BackedUpLock> lockOf(const QJsonValue &value, int &unreadable)
{
    JsonFields fields(value.toObject());
    const std::optional<SmartlockId> id = fields.smartlockId("smartlockId"_L1);
    const QJsonValue authorizations = fields.value("authorizations"_L1);
    if (!id || !authorizations.isArray())
        return std::nullopt;
    BackedUpLock lock{
        *id, fields.number<DeviceType>("type"_L1).value_or(DeviceType(-1)), fields.text("name"_L1), {}};
    const QJsonArray array = authorizations.toArray();
    for (const QJsonValue each : array) {
        if (const auto authorization = authorizationOf(each, *id))
            lock.authorizations.append(*authorization);
        else
            ++unreadable;
    }
    return lock;
}

QMap<AccountUserId, QString> peopleOf(const QJsonValue &value)
{
    QMap<AccountUserId, QString> people;
    const QJsonArray array = value.toArray();
    for (const QJsonValue each : array) {
        JsonFields fields(each.toObject());
        if (const auto id = fields.number<AccountUserId>("accountUserId"_L1))
            people.insert(*id, fields.text("name"_L1));
    }
    return people;
}

} // namespace

int Backup::authorizationCount() const
{
    return std::accumulate(locks.begin(), locks.end(), 0,
        [](int count, const BackedUpLock &lock) { return count + int(lock.authorizations.size()); });
}

QString explain(BackupProblem problem)
{
    const auto tr = [](const char *words) { return QCoreApplication::translate("Backup", words); };
    switch (problem) {
    case BackupProblem::NotABackup:
        return tr(QT_TRANSLATE_NOOP(
            "Backup", "This is not a backup of Lockdesk, or it is cut off. Choose another file."));
    case BackupProblem::NewerVersion:
        return tr(QT_TRANSLATE_NOOP("Backup",
            "A newer version of Lockdesk has made this backup. Install that version to restore it."));
    case BackupProblem::Damaged:
        return tr(QT_TRANSLATE_NOOP(
            "Backup", "The backup is damaged: it does not hold a list of devices. Use another copy."));
    }
    return {};
}

QByteArray toBytes(const Backup &backup)
{
    QJsonArray people;
    for (auto person = backup.people.begin(); person != backup.people.end(); ++person)
        people.append(QJsonObject{{u"accountUserId"_s, toNumber(person.key())}, {u"name"_s, person.value()}});
    QJsonArray locks;
    for (const BackedUpLock &lock : backup.locks)
        locks.append(toJson(lock, backup.hasCodes));
    QJsonObject object{{u"format"_s, u"lockdesk-backup"_s}, {u"version"_s, currentVersion},
        {u"account"_s, backup.account}, {u"hasCodes"_s, backup.hasCodes}, {u"people"_s, people},
        {u"unreadable"_s, backup.unreadable}, {u"locks"_s, locks}};
    insertDate(object, u"made"_s, backup.made);
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

Result<Backup, BackupProblem> backupFromBytes(const QByteArray &bytes)
{
    JsonFields fields(QJsonDocument::fromJson(bytes).object());
    const std::optional<int> version = fields.number("version"_L1);
    if (fields.text("format"_L1) != u"lockdesk-backup" || !version || *version < 1)
        return BackupProblem::NotABackup;
    if (*version > currentVersion)
        return BackupProblem::NewerVersion;
    const QJsonValue locks = fields.value("locks"_L1);
    if (!locks.isArray())
        return BackupProblem::Damaged;

    Backup backup;
    backup.made = fields.dateTime("made"_L1);
    backup.account = fields.text("account"_L1);
    backup.hasCodes = fields.truth("hasCodes"_L1).value_or(false);
    backup.unreadable = qMax(0, fields.number("unreadable"_L1).value_or(0));
    backup.people = peopleOf(fields.value("people"_L1));
    const QJsonArray array = locks.toArray();
    for (const QJsonValue each : array) {
        if (const auto lock = lockOf(each, backup.unreadable))
            backup.locks.append(*lock);
        else
            ++backup.unreadable;
    }
    return backup;
}

} // namespace lockdesk
