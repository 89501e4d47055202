#pragma once

#include "setplan.h"

#include <QTimeZone>

namespace lockdesk {

/// An account in memory and short ways to make a set of changes of it: ids of records and rows count from 1.
class SetPlanFixture
{
public:
    static constexpr SmartlockId garage{17958143231};
    static constexpr SmartlockId shed{17958143232};
    static inline const QDateTime now{QDate(2026, 3, 2), QTime(9, 0), QTimeZone::utc()};

    SetPlanFixture() { snapshot.smartlocks = {lock(garage, u"Garage"), lock(shed, u"Shed")}; }

    static Smartlock lock(SmartlockId id, QStringView name)
    {
        Smartlock l;
        l.id = id;
        l.type = DeviceType::SmartLock34;
        l.name = name.toString();
        l.keypadPaired = true;
        return l;
    }

    static Authorization code(int number, const QString &name, SmartlockId device = garage)
    {
        Authorization a;
        a.smartlockId = device;
        a.type = AuthorizationType::KeypadCode;
        a.name = name;
        a.code = KeypadCode::fromServer(number);
        return a;
    }

    static Authorization app(int person, const QString &name, SmartlockId device = garage)
    {
        Authorization a;
        a.smartlockId = device;
        a.type = AuthorizationType::App;
        a.name = name;
        a.accountUserId = AccountUserId(person);
        return a;
    }

    /// Puts it on its device.
    Authorization existing(Authorization a)
    {
        a.id =
            *AuthorizationId::fromString(QStringLiteral("%1").arg(++m_lastRecord, 24, 16, QLatin1Char('0')));
        snapshot.authorizations.append(a);
        return a;
    }

    ChangeId add(
        const ChangeSubject &subject, SmartlockId device = garage, ChangeStatus status = ChangeStatus::Draft)
    {
        Change change;
        change.id = ChangeId(changes.size() + 1);
        change.smartlockId = device;
        change.deviceType = DeviceType::SmartLock34;
        change.subject = subject;
        change.status = status;
        changes.append(change);
        return change.id;
    }

    template <typename Edit>
    static UpdateAuthorization edited(const Authorization &before, Edit edit)
    {
        UpdateAuthorization update{before, before, false};
        edit(update.after);
        return update;
    }
    static UpdateAuthorization recoded(const Authorization &before, int number)
    {
        return edited(before, [number](Authorization &a) { a.code = KeypadCode::fromServer(number); });
    }

    SetPlan plan() const { return planOf(changes, snapshot, now); }
    QString problem(ChangeId id) const { return plan().problems.value(id); }

    Snapshot snapshot;
    QList<Change> changes;

private:
    int m_lastRecord = 0;
};

} // namespace lockdesk
