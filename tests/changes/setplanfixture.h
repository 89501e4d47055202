#pragma once

#include "setplan.h"

#include <QTimeZone>

namespace lockdesk {

/// An account in memory and short ways to make a set of changes of it. Those with different parts have no
/// id in common.
class SetPlanFixture
{
public:
    static inline const QDateTime now{QDate(2026, 3, 2), QTime(9, 0), QTimeZone::utc()};

    explicit SetPlanFixture(int part = 0)
        : garage(SmartlockId(17958143231 + 2 * part))
        , shed(SmartlockId(17958143231 + 2 * part + 1))
        , m_lastRecord(part * 1'000)
        , m_lastRow(part * 1'000)
    {
        snapshot.smartlocks = {lock(garage, u"Garage"), lock(shed, u"Shed")};
    }

    static Smartlock lock(SmartlockId id, QStringView name)
    {
        Smartlock l;
        l.id = id;
        l.type = DeviceType::SmartLock34;
        l.name = name.toString();
        l.keypadPaired = true;
        return l;
    }

    Authorization code(int number, const QString &name) const { return code(number, name, garage); }
    static Authorization code(int number, const QString &name, SmartlockId device)
    {
        Authorization a;
        a.smartlockId = device;
        a.type = AuthorizationType::KeypadCode;
        a.name = name;
        a.code = KeypadCode::fromServer(number);
        return a;
    }

    Authorization app(int person, const QString &name) const { return app(person, name, garage); }
    static Authorization app(int person, const QString &name, SmartlockId device)
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

    ChangeId add(const ChangeSubject &subject) { return add(subject, garage); }
    ChangeId add(const ChangeSubject &subject, SmartlockId device, ChangeStatus status = ChangeStatus::Draft)
    {
        Change change;
        change.id = ChangeId(++m_lastRow);
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

    const SmartlockId garage;
    const SmartlockId shed;
    Snapshot snapshot;
    QList<Change> changes;

private:
    int m_lastRecord;
    qint64 m_lastRow;
};

} // namespace lockdesk
