#include "ledger.h"

#include "authorizationjson.h"
#include "cloud.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lockdesk {

bool Ask::isLike(const Ask &other) const
{
    if (sort != other.sort || device != other.device || record != other.record)
        return false;
    if (sort == Sort::Create)
        return wanted.value("name") == other.wanted.value("name");
    return wanted == other.wanted;
}

Ask Ledger::made(const Change &change)
{
    Ask ask;
    ask.device = toNumber(change.smartlockId);
    ask.id = change.id;
    ask.set = change.set;
    if (const auto *create = std::get_if<CreateAuthorization>(&change.subject)) {
        ask.sort = Ask::Sort::Create;
        ask.wanted = fieldsOf(authorizationCreateToJson(create->after));
    } else if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject)) {
        ask.sort = Ask::Sort::Update;
        ask.record = update->before.id.toString().toLatin1();
        ask.before = fieldsOf(authorizationUpdateToJson(update->before));
        const Fields after = fieldsOf(authorizationUpdateToJson(update->after));
        for (const QByteArray &field : differences(ask.before, after))
            ask.wanted.insert(field, meaningOf(after).value(field));
    } else if (const auto *remove = std::get_if<DeleteAuthorization>(&change.subject)) {
        ask.sort = Ask::Sort::Remove;
        ask.record = remove->before.id.toString().toLatin1();
        ask.before = fieldsOf(authorizationUpdateToJson(remove->before));
    } else if (const auto *operate = std::get_if<OperateDevice>(&change.subject)) {
        ask.sort = Ask::Sort::Operate;
        ask.action = int(operate->action);
    } else if (const auto *rename = std::get_if<UpdateDevice>(&change.subject)) {
        ask.sort = Ask::Sort::Rename;
        ask.wanted.insert("name", literalOf(rename->nameAfter));
    } else {
        ask.sort = Ask::Sort::Synchronise;
    }
    return ask;
}

Ask &Ledger::add(const Change &change)
{
    m_asks.push_back(made(change));
    Ask &ask = m_asks.back();
    ask.number = int(m_asks.size());
    m_byId.insert(change.id, ask.number);
    return ask;
}

Ask *Ledger::find(ChangeId id)
{
    const int number = m_byId.value(id);
    return number > 0 ? &m_asks[size_t(number - 1)] : nullptr;
}

void Ledger::rename(Ask &ask, ChangeId id, ChangeSetId set)
{
    ask.id = id;
    ask.set = set;
    m_byId.insert(id, ask.number);
}

Fields fieldsFor(const Exchange &exchange, const QByteArray &record)
{
    const QJsonDocument body = QJsonDocument::fromJson(exchange.body);
    if (body.isObject())
        return fieldsOf(body.object());
    for (const QJsonValue &value : body.array()) {
        if (value.toObject().value("id"_L1).toString().toLatin1() == record)
            return fieldsOf(value.toObject());
    }
    return {};
}

QList<Exchange::Effect> elementsOf(const Exchange &exchange, const Cloud &cloud)
{
    const QStringList path = exchange.path.split(u'/', Qt::SkipEmptyParts);
    if (path.value(1) != "auth"_L1)
        return {{path.value(3).toLatin1(), path.value(1).toLongLong()}};
    QList<Exchange::Effect> elements;
    const QJsonDocument body = QJsonDocument::fromJson(exchange.body);
    for (const QJsonValue &device : body.object().value("smartlockIds"_L1).toArray())
        elements.append({{}, device.toInteger()});
    for (const QJsonValue &value : body.array()) {
        const QByteArray id =
            (value.isObject() ? value.toObject().value("id"_L1) : value).toString().toLatin1();
        const CloudRecord *record = cloud.record(id);
        elements.append({id, record ? record->device : 0});
    }
    return elements;
}

QList<Ask *> Ledger::askedFor(const Exchange &exchange, const Exchange::Effect &effect)
{
    const Fields sent = exchange.isAction() ? Fields() : meaningOf(fieldsFor(exchange, effect.record));
    const QJsonObject body = QJsonDocument::fromJson(exchange.body).object();
    const bool isOfRecord = exchange.path.contains("/auth"_L1);
    QList<Ask *> found;
    for (Ask &ask : m_asks) {
        bool isIt = ask.device == effect.device;
        switch (ask.sort) {
        case Ask::Sort::Create:
            isIt = isIt && isOfRecord && exchange.method == "PUT"
                && ask.wanted.value("name") == sent.value("name");
            break;
        case Ask::Sort::Update:
            isIt = isOfRecord && exchange.method == "POST" && ask.record == effect.record
                && std::ranges::all_of(ask.wanted.keys(),
                    [&](const QByteArray &field) { return sent.value(field) == ask.wanted.value(field); });
            break;
        case Ask::Sort::Remove:
            isIt = isOfRecord && exchange.method == "DELETE" && ask.record == effect.record;
            break;
        case Ask::Sort::Operate:
            isIt = isIt && exchange.isAction()
                && (body.value("action"_L1).toInt() == ask.action
                    || exchange.path.endsWith(ask.action == 2 ? "/lock"_L1 : "/unlock"_L1));
            break;
        case Ask::Sort::Synchronise:
            isIt = isIt && exchange.path.endsWith("/sync"_L1);
            break;
        case Ask::Sort::Rename:
            isIt = isIt && exchange.path.count(u'/') == 2 && !isOfRecord
                && sent.value("name") == ask.wanted.value("name");
            break;
        }
        if (isIt)
            found.append(&ask);
    }
    return found;
}

} // namespace lockdesk
