#include "cloud.h"

namespace lockdesk {

using namespace std::chrono_literals;

namespace {

constexpr int lostAfter = 30'000; // after so long the service no longer calls it pending

QByteArray quoted(const QByteArray &text)
{
    return '"' + text + '"';
}

} // namespace

Cloud::Cloud(quint64 seed, const Knobs &knobs, VirtualTime &time)
    : m_knobs(knobs)
    , m_time(time)
    , m_dice(Dice::mixed(seed, 1))
{
    if (knobs.has(Knob::ServiceClock))
        m_serviceError = qint64(m_dice.between(-5, 5)) * 3'600'000 + m_dice.between(-90'000, 90'000);
    populate();
}

void Cloud::populate()
{
    if (m_knobs.has(Knob::ManyRecords)) { // comes first in every list, and fills nearly a page
        LockSide large;
        large.id = hotel;
        large.name = "Hotel";
        add(large, 492 + m_dice.between(0, 8), 0);
    }
    const int count = m_dice.between(2, m_dice.chance(20) ? 12 : 5);
    for (int i = 0; i < count; ++i) {
        LockSide lock;
        lock.type = m_dice.chance(30) ? 5 : 4;
        lock.id = (qint64(lock.type) << 32) + 1000 + i;
        lock.name = "Door " + QByteArray::number(i);
        lock.hasKeypad = i == 0 || m_dice.chance(85);
        lock.isOnline = !m_dice.chance(12);
        lock.state = m_dice.chance(50) ? 1 : 3;
        add(lock, lock.hasKeypad ? m_dice.between(1, 5) : 0, m_dice.between(0, 4));
    }
    QList<QByteArray> ids;
    for (const auto &[device, lock] : m_locks)
        ids += device == hotel ? QList<QByteArray>() : present(device);
    const auto one = [&](Knob knob) {
        return m_knobs.has(knob) ? ids.at(m_dice.below(int(ids.size()))) : QByteArray();
    };
    m_busyForEver = one(Knob::BusyForEver);
    m_unreadable = one(Knob::Unreadable);
    m_cut = one(Knob::CutName);
}

void Cloud::add(const LockSide &lock, int codes, int apps)
{
    LockSide &made = m_locks.emplace(lock.id, lock).first->second;
    for (int i = 0; i < codes + apps; ++i) {
        Fields fields;
        const bool isCode = i < codes;
        fields["name"] = quoted((isCode ? "Code " : "App ") + QByteArray::number(lock.id % 4096 - 1000) + '-'
            + QByteArray::number(i));
        if (isCode)
            fields["code"] = QByteArray::number(344111 + i % 9 + 10 * (i / 9 % 9) + 100 * (i / 81 % 9));
        else
            fields["accountUserId"] = QByteArray::number(501 + i - codes);
        fields["enabled"] = m_dice.chance(85) ? "true" : "false";
        if (!isCode || m_dice.chance(30))
            fields["remoteAllowed"] = m_dice.chance(50) ? "true" : "false";
        if (m_dice.chance(50)) {
            fields["allowedFromDate"] = quoted("2026-01-01T00:00:00.000Z");
            fields["allowedUntilDate"] = quoted("2027-12-31T00:00:00.000Z");
            fields["allowedWeekDays"] = QByteArray::number(m_dice.chance(40) ? 127 : m_dice.between(1, 126));
            const bool isAllDay = m_dice.chance(50);
            fields["allowedFromTime"] = isAllDay ? "0" : "540";
            fields["allowedUntilTime"] = isAllDay ? "0" : "1020";
        }
        CloudRecord record;
        record.id = newId();
        record.device = lock.id;
        record.type = isCode ? 13 : 0;
        record.created = -86'400'000;
        record.listedFrom = record.created;
        record.versions.append({record.created, CloudRecord::Shown{fields, record.created + 3120, false}, 0});
        made.held[record.id].append({record.created, fields, 0});
        m_records.emplace(record.id, record);
    }
}

QByteArray Cloud::newId()
{
    return "6ab2be33" + QByteArray::number(++m_lastId, 16).rightJustified(16, '0');
}

const LockSide *Cloud::lock(qint64 device) const
{
    const auto found = m_locks.find(device);
    return found == m_locks.end() ? nullptr : &found->second;
}

const CloudRecord *Cloud::record(const QByteArray &id) const
{
    const auto found = m_records.find(id);
    return found == m_records.end() ? nullptr : &found->second;
}

QList<QByteArray> Cloud::present(qint64 device) const
{
    QList<QByteArray> ids;
    for (const auto &[id, record] : m_records) {
        if (record.now() && (device == 0 || record.device == device))
            ids.append(id);
    }
    return ids;
}

void Cloud::show(CloudRecord &record, std::optional<CloudRecord::Shown> shown, int source)
{
    record.versions.append({m_time.truth(), std::move(shown), source});
}

void Cloud::hold(LockSide &lock, const QByteArray &id, const std::optional<Fields> &fields, int source)
{
    lock.held[id].append({m_time.truth(), fields, source});
}

VirtualTime::Time Cloud::pushDelay()
{
    if (!m_isCalm && m_knobs.has(Knob::SlowLocks) && m_dice.chance(25))
        return VirtualTime::Time(m_dice.between(8'000, 100'000));
    return VirtualTime::Time(m_dice.between(300, m_isCalm ? 1'500 : 5'000));
}

Cloud::Accepted Cloud::create(qint64 device, int type, const Fields &fields, int source)
{
    if (!m_locks.contains(device))
        return {404, {}};
    const QByteArray code = fields.value("code");
    if ((type == 13) != !code.isEmpty() || !fields.contains("name"))
        return {fields.contains("name") ? 400 : 422, {}};
    for (const auto &[id, other] : m_records) {
        if (!code.isEmpty() && other.device == device && other.now()
            && other.now()->fields.value("code") == code)
            return {409, {}};
    }
    CloudRecord record;
    record.id = newId();
    record.device = device;
    record.type = type;
    record.created = m_time.truth();
    record.listedFrom = record.created;
    record.source = source;
    if (!m_isCalm && m_knobs.has(Knob::LateListing) && m_dice.chance(40))
        record.listedFrom += m_dice.between(2'000, 100'000);
    const std::optional<qint64> mark =
        m_knobs.has(Knob::EarlyMark) ? std::optional(m_time.truth()) : std::nullopt;
    Fields made = fields;
    made.insert("enabled", "true"); // the service makes every new one enabled
    show(record, CloudRecord::Shown{made, mark, true}, source);
    const QByteArray id = record.id;
    m_records.emplace(id, record);
    push(id, made, source);
    return {204, id};
}

Cloud::Accepted Cloud::update(const QByteArray &id, const Fields &fields, int source)
{
    const auto found = m_records.find(id);
    if (found == m_records.end() || !found->second.now())
        return {404, {}};
    CloudRecord &record = found->second;
    if (record.now()->isPending || isBusyForEver(id))
        return {423, {}};
    if (!fields.contains("name"))
        return {422, {}};
    const QByteArray code = fields.value("code");
    for (const auto &[otherId, other] : m_records) {
        if (!code.isEmpty() && otherId != id && other.device == record.device && other.now()
            && other.now()->fields.value("code") == code)
            return {409, {}};
    }
    const Fields made = updated(record.now()->fields, fields);
    std::optional<qint64> mark = record.now()->updated;
    if (m_knobs.has(Knob::EarlyMark))
        mark = m_time.truth();
    show(record, CloudRecord::Shown{made, mark, true}, source);
    push(id, made, source);
    return {204, id};
}

Cloud::Accepted Cloud::remove(const QByteArray &id, int source)
{
    const auto found = m_records.find(id);
    if (found == m_records.end() || !found->second.now())
        return {404, {}};
    CloudRecord &record = found->second;
    if (record.now()->isPending || isBusyForEver(id))
        return {423, {}};
    if (m_knobs.has(Knob::EarlyDrop))
        show(record, std::nullopt, source);
    else
        show(record, CloudRecord::Shown{record.now()->fields, record.now()->updated, true}, source);
    push(id, std::nullopt, source);
    return {204, id};
}

// To the lock, at once or later; an offline one loses it, keeps it for later, or gets it with the daily
// synchronisation.
void Cloud::push(const QByteArray &id, const std::optional<Fields> &fields, int source)
{
    const quint64 token = ++m_lastToken;
    m_underWay[id] = {fields, source, token};
    const auto arrive = [this, id, token] {
        if (const auto found = m_underWay.find(id); found != m_underWay.end() && found->second.token == token)
            deliver(id);
    };
    m_time.callOutside(pushDelay(), [this, id, token, arrive] {
        LockSide &lock = m_locks[m_records[id].device];
        if (lock.isOnline)
            arrive();
        else if (m_knobs.has(Knob::OfflineLoses) && m_dice.chance(60))
            m_time.callOutside(VirtualTime::Time(lostAfter), [this, id, token] { lose(id, token); });
        else if (m_knobs.has(Knob::OfflineDelays) && m_dice.chance(60))
            lock.kept.append([this, arrive] { m_time.callOutside(10min, arrive); });
        else
            lock.kept.append(arrive);
    });
}

void Cloud::lose(const QByteArray &id, quint64 token)
{
    const auto found = m_underWay.find(id);
    if (found == m_underWay.end() || found->second.token != token)
        return;
    const int source = found->second.source;
    m_underWay.erase(found);
    CloudRecord &record = m_records[id];
    if (record.now())
        show(record, CloudRecord::Shown{record.now()->fields, record.now()->updated, false}, source);
}

// The lock does it and says so; the service believes it then.
void Cloud::deliver(const QByteArray &id)
{
    const auto [fields, source, token] = m_underWay[id];
    m_underWay.erase(id);
    CloudRecord &record = m_records[id];
    LockSide &lock = m_locks[record.device];
    const bool isNew = !lock.held.contains(id);
    if (!isNew && !lock.holds(id)) { // it was taken out at the lock meanwhile
        if (record.now())
            show(record, std::nullopt, 0);
        return;
    }
    hold(lock, id, fields, source);
    if (!fields)
        show(record, std::nullopt, source);
    else if (record.now())
        show(record, CloudRecord::Shown{*fields, m_time.truth(), false}, source);
}

Cloud::Accepted Cloud::synchronise(qint64 device)
{
    if (!m_locks.contains(device))
        return {404, {}};
    m_time.callOutside(2500ms, [this, device] {
        LockSide &lock = m_locks[device];
        if (!lock.isOnline)
            return;
        lock.reported = m_time.truth();
        lock.synchronised = m_time.truth();
        for (auto &[id, record] : m_records) {
            if (record.device != device)
                continue;
            if (m_underWay.contains(id))
                deliver(id); // and takes what is on its way to it
            if (!record.now())
                continue;
            const std::optional<Fields> held = lock.holds(id);
            if (!held)
                show(record, std::nullopt, 0);
            else if (*held != record.now()->fields || !record.now()->updated)
                show(record, CloudRecord::Shown{*held, m_time.truth(), false}, 0);
        }
    });
    return {};
}

Cloud::Accepted Cloud::rename(qint64 device, const QByteArray &name, bool isFavorite)
{
    const auto found = m_locks.find(device);
    if (found == m_locks.end())
        return {404, {}};
    found->second.name = name;
    found->second.isFavorite = isFavorite;
    return {};
}

Cloud::Accepted Cloud::act(qint64 device, int action, int source)
{
    if (!m_locks.contains(device))
        return {404, {}};
    m_time.callOutside(VirtualTime::Time(m_dice.between(200, 3000)), [this, device, action, source] {
        if (m_locks[device].isOnline) // else it is forgotten
            doAction(device, action, 4, source);
    });
    return {};
}

void Cloud::doAction(qint64 device, int action, int trigger, int source)
{
    LockSide &lock = m_locks[device];
    LockSide::Deed deed{m_time.truth(), action, trigger, 0, lock.state, source, {}};
    deed.lineId = "7cc1" + QByteArray::number(++m_lastLine, 16).rightJustified(20, '0');
    if (!m_isCalm && m_knobs.has(Knob::BlockedMotors) && m_dice.chance(30))
        deed.result = 1;
    else
        lock.state = action == 2 ? 1 : 3;
    deed.stateAfter = lock.state;
    lock.reported = m_time.truth();
    lock.deeds.append(deed);
}

void Cloud::actAtLock(qint64 device, int action, int trigger)
{
    if (m_locks.contains(device))
        doAction(device, action, trigger, 0);
}

void Cloud::editAtLock(const QByteArray &id, const Fields &fields)
{
    CloudRecord &record = m_records[id];
    LockSide &lock = m_locks[record.device];
    if (!lock.holds(id))
        return;
    hold(lock, id, fields, 0);
    m_time.callOutside(VirtualTime::Time(m_dice.between(200, 4000)), [this, id] {
        CloudRecord &reported = m_records[id];
        const LockSide &of = m_locks[reported.device];
        if (of.isOnline && of.holds(id) && reported.now() && !reported.now()->isPending)
            show(reported, CloudRecord::Shown{*of.holds(id), m_time.truth(), false}, 0);
    });
}

void Cloud::removeAtLock(const QByteArray &id)
{
    CloudRecord &record = m_records[id];
    LockSide &lock = m_locks[record.device];
    if (!lock.holds(id))
        return;
    hold(lock, id, std::nullopt, 0);
    m_time.callOutside(VirtualTime::Time(m_dice.between(200, 4000)), [this, id] {
        CloudRecord &reported = m_records[id];
        if (m_locks[reported.device].isOnline && reported.now())
            show(reported, std::nullopt, 0);
    });
}

void Cloud::setOnline(qint64 device, bool isOnline)
{
    const auto found = m_locks.find(device);
    if (found == m_locks.end())
        return;
    found->second.isOnline = isOnline;
    if (!isOnline)
        return;
    for (const auto &deliver : std::exchange(found->second.kept, {}))
        m_time.callOutside(VirtualTime::Time(m_dice.between(100, 2000)), deliver);
}

void Cloud::calm()
{
    m_isCalm = true;
    for (const auto &[device, lock] : m_locks)
        setOnline(device, true);
}

} // namespace lockdesk
