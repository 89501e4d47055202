#include "service.h"

#include "listings.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

QByteArray quotedDate(qint64 truth)
{
    return '"' + VirtualTime::instant(truth).toString(Qt::ISODateWithMs).toLatin1() + '"';
}

// FNV-1a: Qt's own hashes differ from run to run.
quint64 hashOf(const QByteArray &text)
{
    quint64 hash = 0xcbf29ce484222325ULL;
    for (const char c : text)
        hash = (hash ^ quint8(c)) * 0x100000001b3ULL;
    return hash;
}

} // namespace

Answer refusal(int status, const QByteArray &retryAfter)
{
    if (status >= 500 || status == 407)
        return {
            status, "<html><body>" + QByteArray::number(status) + "</body></html>", "text/html", retryAfter};
    return {status, R"({"detailMessage":"The service says no","stackTrace":[],"suppressedExceptions":[]})",
        "application/json", retryAfter};
}

Fate Service::fateOf(const Exchange &exchange)
{
    const QByteArray what = exchange.method + ' ' + exchange.path.toLatin1();
    const int before = m_asked[what]++;
    const Dice dice(Dice::mixed(Dice::mixed(m_seed, hashOf(what)), quint64(before)));
    return m_cloud.isCalm() ? Fate::kind(dice) : Fate::drawn(exchange, m_cloud.knobs(), dice);
}

bool Service::isScopeMissing(const QString &path) const
{
    if (m_cloud.isCalm() || !m_cloud.knobs().has(Knob::MissingScope))
        return false;
    return m_seed % 2 == 0 ? path.endsWith("/log"_L1) : path.startsWith("/account"_L1);
}

void Service::serve(Exchange &exchange, const Fate &fate)
{
    exchange.served = m_cloud.time().truth();
    exchange.answer = answerTo(exchange, fate);
}

Answer Service::answerTo(Exchange &exchange, const Fate &fate)
{
    if (isScopeMissing(exchange.path))
        return refusal(401);
    const bool isDone = fate.refusal == 0 || fate.isDoneAllTheSame || fate.partDone >= 0;
    Answer answer;
    if (isDone)
        answer = exchange.isWrite() ? write(exchange, fate) : read(exchange, fate);
    return fate.refusal == 0 ? answer : refusal(fate.refusal, fate.retryAfter);
}

Answer Service::read(Exchange &exchange, const Fate &fate)
{
    const QStringList path = exchange.path.split(u'/', Qt::SkipEmptyParts);
    if (path.value(0) == "account"_L1)
        return readPeople(exchange);
    if (path.value(0) != "smartlock"_L1)
        return refusal(404);
    if (path.last() == "log"_L1)
        return readLog(path, exchange);
    Listings lists(m_cloud, m_seed);
    const QUrlQuery &query = exchange.query;
    const int person = query.queryItemValue(u"accountUserId"_s).toInt();
    if (path.value(1) == "auth"_L1 && path.value(2) == "paged"_L1) {
        return {200,
            lists.page(query.queryItemValue(u"page"_s).toInt(), query.queryItemValue(u"size"_s).toInt(),
                person, exchange, fate)};
    }
    if (path.value(1) == "auth"_L1)
        return {200, lists.plain(0, person, exchange, fate)};
    if (path.value(2) != "auth"_L1)
        return readDevices(path);
    if (!m_cloud.lock(path.at(1).toLongLong()))
        return refusal(404);
    if (path.size() == 3)
        return {200, lists.plain(path.at(1).toLongLong(), person, exchange, fate)};
    const std::optional<QByteArray> one = lists.one(path.at(3).toLatin1(), exchange, fate);
    return one ? Answer{200, *one} : refusal(404);
}

Answer Service::readDevices(const QStringList &path)
{
    QList<QByteArray> found;
    for (const auto &[id, lock] : m_cloud.locks()) {
        if (path.size() > 1 && path.at(1).toLongLong() != id)
            continue;
        found.append("{\"smartlockId\":" + QByteArray::number(id)
            + ",\"type\":" + QByteArray::number(lock.type) + ",\"name\":\"" + lock.name + "\",\"favorite\":"
            + (lock.isFavorite ? "true" : "false") + ",\"serverState\":" + (lock.isOnline ? "0" : "4")
            + ",\"config\":{\"timezoneId\":37,\"keypadPaired\":" + (lock.hasKeypad ? "true" : "false")
            + "},\"state\":{\"mode\":2,\"state\":" + QByteArray::number(lock.state)
            + "},\"updateDate\":" + quotedDate(lock.reported + m_cloud.serviceError()) + '}');
    }
    if (path.size() == 1)
        return {200, '[' + found.join(',') + ']'};
    return found.isEmpty() ? refusal(404) : Answer{200, found.first()};
}

Answer Service::readLog(const QStringList &path, const Exchange &exchange)
{
    const qint64 device = path.size() > 2 ? path.at(1).toLongLong() : 0;
    QList<QByteArray> lines;
    for (const auto &[id, lock] : m_cloud.locks()) {
        if (device != 0 && device != id)
            continue;
        for (const LockSide::Deed &deed : lock.deeds) {
            lines.prepend("{\"id\":\"" + deed.lineId + "\",\"smartlockId\":" + QByteArray::number(id)
                + ",\"name\":\"Nuki Web\",\"action\":" + QByteArray::number(deed.action) + ",\"trigger\":"
                + QByteArray::number(deed.trigger) + ",\"state\":" + QByteArray::number(deed.result)
                + ",\"date\":" + quotedDate((deed.at + m_cloud.serviceError()) / 1000 * 1000) + '}');
        }
    }
    Dice dice(Dice::mixed(m_seed, quint64(exchange.number)));
    if (!m_cloud.isCalm() && m_cloud.knobs().has(Knob::HiddenLogLine) && dice.chance(40) && !lines.isEmpty())
        lines.removeFirst();
    const int limit = exchange.query.queryItemValue(u"limit"_s).toInt();
    return {200, '[' + lines.mid(0, std::min(50, limit)).join(',') + ']'};
}

Answer Service::readPeople(const Exchange &exchange)
{
    if (exchange.path == "/account"_L1)
        return {200, R"({"accountId":11,"name":"School","email":"keys@school.example"})"};
    QList<QByteArray> people;
    for (int i = 501; i < 509; ++i)
        people.append("{\"accountUserId\":" + QByteArray::number(i) + ",\"name\":\"Person "
            + QByteArray::number(i) + "\"}");
    const int offset = exchange.query.queryItemValue(u"offset"_s).toInt();
    return {200, '[' + people.mid(offset).join(',') + ']'};
}

Answer Service::createOn(Exchange &exchange, const QList<qint64> &devices, int atMost)
{
    const QJsonObject body = QJsonDocument::fromJson(exchange.body).object();
    const Fields fields = fieldsOf(body);
    for (qsizetype i = 0; i < devices.size() && (atMost < 0 || i < atMost); ++i) {
        const Cloud::Accepted made =
            m_cloud.create(devices.at(i), body.value("type"_L1).toInt(), fields, exchange.number);
        if (made.status != 204)
            return refusal(made.status);
        exchange.effects.append({made.id, devices.at(i)});
    }
    return {};
}

// An array of updates or of ids, in its order, up to the first that is refused.
Answer Service::changeMany(Exchange &exchange, int atMost)
{
    int done = 0;
    for (const QJsonValue &value : QJsonDocument::fromJson(exchange.body).array()) {
        if (atMost >= 0 && done++ == atMost)
            break;
        const bool isUpdate = value.isObject();
        const QByteArray id = (isUpdate ? value.toObject().value("id"_L1) : value).toString().toLatin1();
        const Cloud::Accepted made = isUpdate
            ? m_cloud.update(id, fieldsOf(value.toObject()), exchange.number)
            : m_cloud.remove(id, exchange.number);
        if (made.status != 204)
            return refusal(made.status);
        exchange.effects.append({id, m_cloud.record(id)->device});
    }
    return {};
}

Answer Service::write(Exchange &exchange, const Fate &fate)
{
    const QStringList path = exchange.path.split(u'/', Qt::SkipEmptyParts);
    const QJsonObject body = QJsonDocument::fromJson(exchange.body).object();
    if (path.value(1) == "auth"_L1) {
        if (exchange.method != "PUT")
            return changeMany(exchange, fate.partDone);
        QList<qint64> devices;
        for (const QJsonValue &id : body.value("smartlockIds"_L1).toArray())
            devices.append(id.toInteger());
        return createOn(exchange, devices, fate.partDone);
    }
    const qint64 device = path.value(1).toLongLong();
    if (path.value(2) == "auth"_L1 && path.size() == 3)
        return createOn(exchange, {device}, -1);
    Cloud::Accepted made;
    const QByteArray id = path.value(3).toLatin1();
    if (path.value(2) == "auth"_L1) {
        made = exchange.method == "DELETE" ? m_cloud.remove(id, exchange.number)
                                           : m_cloud.update(id, fieldsOf(body), exchange.number);
    } else if (path.value(2) == "action"_L1) {
        const int action = path.value(3) == "lock"_L1 ? 2
            : path.value(3) == "unlock"_L1            ? 1
                                                      : body.value("action"_L1).toInt();
        made = m_cloud.act(device, action, exchange.number);
    } else if (path.value(2) == "sync"_L1) {
        made = m_cloud.synchronise(device);
    } else if (path.size() == 2) {
        made = m_cloud.rename(
            device, body.value("name"_L1).toString().toUtf8(), body.value("favorite"_L1).toBool());
    } else {
        return refusal(404);
    }
    if (made.status != 204)
        return refusal(made.status);
    exchange.effects.append({id, device});
    return {};
}

} // namespace lockdesk
