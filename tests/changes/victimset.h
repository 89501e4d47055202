#pragma once

#include "bulkfixture.h"

namespace lockdesk {

/// The set that the program bulkvictim sends: of each lock of BulkFixture with two codes, the app is
/// disabled, the first code renamed, the second deleted, and another one created; on every second lock a
/// person's app instead, which the service would let there be twice.
struct VictimSet
{
    static constexpr int locks = 125;
    static constexpr int codes = 2;
    static constexpr int times = 20; ///< as fast as the system's clock

    static bool isForPerson(int lock) { return lock % 2 == 1; }
    static int newPerson(int lock) { return 502 + lock % 3; }
    static int newCode(int lock) { return BulkFixture::codeNumber(10 + lock % 70); }

    static QList<Change> of(const QList<Authorization> &known)
    {
        QHash<AuthorizationId, Authorization> records;
        for (const Authorization &record : known)
            records.insert(record.id, record);
        const auto find = [&records](
                              const QString &id) { return records.value(*AuthorizationId::fromString(id)); };
        QList<Change> changes;
        for (int lock = 0; lock < locks; ++lock) {
            UpdateAuthorization disabled{
                find(BulkFixture::appOf(lock)), find(BulkFixture::appOf(lock)), false};
            disabled.after.enabled = false;
            const Authorization code = find(BulkFixture::codeOf(lock, 1));
            UpdateAuthorization renamed{code, code, false};
            renamed.after.name = QStringLiteral("Moved");
            const DeleteAuthorization deleted{find(BulkFixture::codeOf(lock, 2))};
            const SmartlockId device = BulkFixture::lock(lock);
            CreateAuthorization created = ChangesFixture::newCode(newCode(lock), device);
            if (isForPerson(lock)) {
                created.after.type = AuthorizationType::App;
                created.after.code.reset();
                created.after.accountUserId = AccountUserId(newPerson(lock));
            }
            for (const ChangeSubject &subject : {ChangeSubject(disabled), ChangeSubject(renamed),
                     ChangeSubject(deleted), ChangeSubject(created)}) {
                Change change;
                change.smartlockId = device;
                change.deviceType = DeviceType::SmartLock34;
                change.subject = subject;
                changes += change;
            }
        }
        return changes;
    }
};

} // namespace lockdesk
