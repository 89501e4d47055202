#pragma once

#include "changesfixture.h"
#include "writtenrecords.h"

namespace lockdesk {

/// A session over a service with many locks: each with an app of person 501 and a keypad code, made in order,
/// so that tests say what they mean by number.
class BulkFixture : public ChangesFixture
{
public:
    explicit BulkFixture(int locks = 50, int codesEach = 1)
        : ChangesFixture(manyLocks(locks, codesEach))
    {
        start();
    }

    static SmartlockId lock(int number) { return SmartlockId((qint64(4) << 32) + 1'000 + number); }
    static QString appOf(int number) { return idText(number, 0); }
    static QString codeOf(int number, int which = 1) { return idText(number, which); }
    static QString idText(int number, int which)
    {
        return QStringLiteral("6ab2be33%1%2")
            .arg(number, 8, 16, QLatin1Char('0'))
            .arg(which, 8, 16, QLatin1Char('0'));
    }

    /// A code that keeps the rules, another for each `which` from 1 to 81.
    static int codeNumber(int which) { return 345611 + (which - 1) / 9 * 10 + (which - 1) % 9; }

    static SimulatedWorld manyLocks(int count, int codesEach)
    {
        using namespace Qt::StringLiterals;
        SimulatedWorld world;
        world.account = object(R"({"accountId": 11, "name": "School", "email": "keys@school.example"})");
        for (int i = 0; i < count; ++i) {
            QJsonObject made = device(lock(i), u"Room %1"_s.arg(i), 1);
            made.insert(u"config"_s, QJsonObject{{u"keypadPaired"_s, true}});
            world.smartlocks += made;
            world.authorizations += authorization(qPrintable(appOf(i)), lock(i), R"({"type": 0, "name": "Ada",
                "accountUserId": 501, "enabled": true, "remoteAllowed": true, "allowedWeekDays": 124,
                "allowedFromDate": "2026-01-01T00:00:00.000Z", "allowedFromTime": 540, "allowedUntilTime": 1020})");
            for (int code = 1; code <= codesEach; ++code) {
                QJsonObject record = authorization(qPrintable(codeOf(i, code)), lock(i),
                    R"({"type": 13, "name": "Guest", "enabled": true})");
                record.insert(u"code"_s, codeNumber(code));
                world.authorizations += record;
            }
        }
        for (int i = 501; i < 505; ++i)
            world.users.append(QJsonObject{{u"accountUserId"_s, i}, {u"name"_s, u"Person %1"_s.arg(i)}});
        return world;
    }

    Authorization known(const QString &id) const
    {
        return *session->account.authorizations().authorization(*AuthorizationId::fromString(id));
    }
    QJsonObject served(const QString &id) const { return nuki.authorization(id); }

    Change of(SmartlockId device, const ChangeSubject &subject) const
    {
        Change change;
        change.smartlockId = device;
        change.deviceType = DeviceType(toNumber(device) >> 32);
        change.subject = subject;
        return change;
    }
    /// Disabling a record as it is known.
    Change disabling(const QString &id) const
    {
        UpdateAuthorization update{known(id), known(id), false};
        update.after.enabled = false;
        return of(update.before.smartlockId, update);
    }
    Change deletion(const QString &id) const
    {
        return of(known(id).smartlockId, DeleteAuthorization{known(id)});
    }
    Change creation(int number, int code) const
    {
        return of(lock(number), CreateAuthorization{newCode(code, lock(number)).after});
    }

    ChangeSetId drafts(const QList<Change> &changes)
    {
        return session->changes.addSet(QStringLiteral("Set"), changes);
    }
    ChangeSetId sendAll(const QList<Change> &changes)
    {
        const ChangeSetId set = drafts(changes);
        session->runner.send(idsOf(set));
        return set;
    }
    QList<ChangeId> idsOf(ChangeSetId set) const
    {
        QList<ChangeId> ids;
        for (const Change &change : session->changes.changesOf(set))
            ids += change.id;
        return ids;
    }
    int count(ChangeSetId set, ChangeStatus status) const
    {
        return int(std::ranges::count(session->changes.changesOf(set), status, &Change::status));
    }
    bool isDone(ChangeSetId set) const
    {
        return std::ranges::all_of(
            session->changes.changesOf(set), [](const Change &change) { return isFinal(change.status); });
    }
    bool passUntilDone(ChangeSetId set, std::chrono::milliseconds atMost = std::chrono::minutes(10))
    {
        return passUntil([this, set] { return isDone(set); }, atMost);
    }
    /// How often the service was asked to write each record: by id, or by device and code of a creation.
    QMap<QString, int> writesByRecord() const
    {
        QMap<QString, int> counts;
        for (const HandedRequest &request : writes()) {
            for (const WrittenRecord &record : writtenBy(request.method, request.path, request.body))
                ++counts[record.key];
        }
        return counts;
    }
};

} // namespace lockdesk
