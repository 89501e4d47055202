#include "listings.h"

namespace lockdesk {

namespace {

QByteArray quotedDate(qint64 truth)
{
    return '"' + VirtualTime::instant(truth).toString(Qt::ISODateWithMs).toLatin1() + '"';
}

quint64 numberOf(const QByteArray &id)
{
    return id.right(15).toULongLong(nullptr, 16);
}

constexpr qint64 shortListFor = 7'000; // less than what lies between the two lists that prove an absence

} // namespace

// Once in the life of each third record, for a few seconds.
bool Listings::isMissingNow(const QByteArray &id) const
{
    if (m_cloud.isCalm() || !m_cloud.knobs().has(Knob::ShortList))
        return false;
    Dice dice(Dice::mixed(m_seed, numberOf(id)));
    const qint64 from = dice.between(1'000, 900'000);
    const qint64 now = m_cloud.time().truth();
    return dice.chance(50) && now >= from && now < from + shortListFor;
}

QByteArray Listings::element(const CloudRecord &record, const CloudRecord::Shown &shown, Form form) const
{
    const Knobs &knobs = m_cloud.knobs();
    const bool isOdd = m_cloud.isUnreadable(record.id);
    QByteArray text = "{\"id\":\"" + record.id
        + "\",\"smartlockId\":" + (isOdd ? QByteArray("\"gone\"") : QByteArray::number(record.device))
        + ",\"type\":" + QByteArray::number(record.type);
    Fields fields = shown.fields;
    if (knobs.has(Knob::HiddenCodes))
        fields.remove("code");
    if (knobs.has(Knob::DefaultsLeftOut)) {
        const bool hasLimits = fields.contains("allowedFromDate");
        const auto other = [&fields, form](const QByteArray &field, const QByteArray &value) {
            if (form == Form::Own && fields.value(field) == value)
                fields.remove(field);
            else if (form == Form::Paged && !fields.contains(field))
                fields.insert(field, value);
        };
        other("remoteAllowed", "false");
        if (hasLimits && (fields.value("allowedFromTime", "0") == "0")) {
            other("allowedFromTime", "0");
            other("allowedUntilTime", "0");
        }
        if (hasLimits && fields.value("allowedWeekDays", "127") == "127")
            other("allowedWeekDays", numberOf(record.id) % 2 ? "127" : "0");
    }
    if (m_cloud.isCut(record.id)) // within a character of two bytes
        fields["name"] = "\"Ren\xC3\"";
    for (auto field = fields.cbegin(); field != fields.cend(); ++field)
        text += ",\"" + field.key() + "\":" + field.value();
    text += ",\"creationDate\":" + quotedDate(record.created / 1000 * 1000 + m_cloud.serviceError());
    if (shown.updated && !knobs.has(Knob::NoUpdateDate))
        text += ",\"updateDate\":" + quotedDate(*shown.updated + m_cloud.serviceError());
    if (shown.isPending && !knobs.has(Knob::NoOperationId))
        text += ",\"operationId\":{\"timestamp\":1}";
    return text + '}';
}

QList<QByteArray> Listings::elements(
    qint64 device, int person, Form form, Exchange &exchange, const Fate &fate)
{
    const qint64 now = m_cloud.time().truth();
    exchange.shownOf = now - fate.staleness.count();
    QList<QByteArray> found;
    for (const auto &[id, record] : m_cloud.records()) {
        if ((device != 0 && record.device != device) || record.listedFrom > now)
            continue;
        // What the device has just reported of itself is not forgotten again.
        const qint64 moment =
            std::max(now - fate.staleness.count(), m_cloud.lock(record.device)->synchronised);
        const std::optional<CloudRecord::Shown> shown = record.at(moment);
        if (!shown || isMissingNow(id))
            continue;
        if (person == 0 || shown->fields.value("accountUserId").toInt() == person)
            found.append(element(record, *shown, form));
    }
    if (!m_cloud.isCalm() && m_cloud.knobs().has(Knob::Shuffled) && form == Form::Own) {
        Dice dice(Dice::mixed(m_seed, quint64(exchange.number)));
        for (qsizetype i = found.size() - 1; i > 0; --i)
            found.swapItemsAt(i, dice.below(int(i + 1)));
    }
    return found;
}

QByteArray Listings::plain(qint64 device, int person, Exchange &exchange, const Fate &fate)
{
    return '[' + elements(device, person, Form::Own, exchange, fate).join(',') + ']';
}

QByteArray Listings::page(int page, int size, int person, Exchange &exchange, const Fate &fate)
{
    // One of the page before goes, and one comes at the end: what was first here is nowhere, and the totals
    // agree.
    Dice dice(Dice::mixed(m_seed, quint64(exchange.number)));
    const QList<QByteArray> before = m_cloud.present(Cloud::hotel);
    const bool isShifting = page > 0 && !m_cloud.isCalm() && m_cloud.knobs().has(Knob::ShiftingPages)
        && before.size() > 10 && dice.chance(50);
    if (isShifting) {
        (void)m_cloud.remove(before.at(dice.below(int(before.size()))), 0);
        (void)m_cloud.create(m_cloud.locks().rbegin()->first, 0,
            {{"name", "\"Theirs " + QByteArray::number(exchange.number) + '"'}, {"accountUserId", "599"}}, 0);
    }
    const QList<QByteArray> all = elements(0, person, Form::Paged, exchange, fate);
    const int skip = isShifting ? 1 : 0;
    QByteArray text = "{\"results\":[" + all.mid(qsizetype(page) * size + skip, size).join(',')
        + "],\"pagination\":{\"totalItems\":" + QByteArray::number(all.size() - skip)
        + ",\"totalPages\":" + QByteArray::number((all.size() + size - 1) / size)
        + ",\"currentPage\":" + QByteArray::number(page) + ",\"pageSize\":" + QByteArray::number(size) + "}}";
    return text;
}

std::optional<QByteArray> Listings::one(const QByteArray &id, Exchange &exchange, const Fate &fate)
{
    const CloudRecord *record = m_cloud.record(id);
    const qint64 now = m_cloud.time().truth();
    if (!record || record->listedFrom > now)
        return std::nullopt;
    exchange.shownOf = now - fate.staleness.count();
    const std::optional<CloudRecord::Shown> shown = record->at(*exchange.shownOf);
    return shown ? std::optional(element(*record, *shown, Form::Own)) : std::nullopt;
}

} // namespace lockdesk
