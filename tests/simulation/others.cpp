#include "others.h"

#include <iterator>

namespace lockdesk {

QByteArray Others::some(int choice) const
{
    QList<QByteArray> ids;
    for (const auto &[device, lock] : m_cloud.locks())
        ids += device == Cloud::hotel ? QList<QByteArray>() : m_cloud.present(device);
    return ids.isEmpty() ? QByteArray() : ids.at(choice % ids.size());
}

qint64 Others::device(int choice) const
{
    const auto &locks = m_cloud.locks();
    return std::next(locks.begin(), choice % int(locks.size()))->first;
}

Fields Others::edited(const QByteArray &id, Dice &dice)
{
    Fields fields = m_cloud.record(id)->now()->fields;
    if (dice.chance(50))
        fields["name"] = "\"Theirs" + QByteArray::number(++m_names) + '"';
    else if (dice.chance(50))
        fields["enabled"] = fields.value("enabled") == "true" ? "false" : "true";
    else
        fields["remoteAllowed"] = fields.value("remoteAllowed") == "true" ? "false" : "true";
    return fields;
}

bool Others::act(const Step &step)
{
    Dice dice(Dice::mixed(quint64(step.b), 31));
    const QByteArray id = some(step.a);
    switch (step.kind) {
    case StepKind::TheirEdit:
        if (!id.isEmpty())
            (void)m_cloud.update(id, edited(id, dice), 0);
        return true;
    case StepKind::TheirCreation:
        (void)m_cloud.create(device(step.a), 0,
            {{"name", "\"Theirs" + QByteArray::number(++m_names) + '"'},
                {"accountUserId", QByteArray::number(501 + dice.below(8))}},
            0);
        return true;
    case StepKind::TheirDeletion:
        if (!id.isEmpty())
            (void)m_cloud.remove(id, 0);
        return true;
    case StepKind::TheirAction:
        if (step.b % 3 == 0)
            m_cloud.actAtLock(device(step.a), step.b % 2 ? 1 : 2, 2);
        else
            (void)m_cloud.act(device(step.a), step.b % 2 ? 1 : 2, 0);
        return true;
    case StepKind::LockEdit:
        if (!id.isEmpty())
            m_cloud.editAtLock(id, edited(id, dice));
        return true;
    case StepKind::LockDeletion:
        if (!id.isEmpty())
            m_cloud.removeAtLock(id);
        return true;
    case StepKind::Offline:
    case StepKind::Online:
        m_cloud.setOnline(device(step.a), step.kind == StepKind::Online);
        return true;
    default:
        return false;
    }
}

} // namespace lockdesk
