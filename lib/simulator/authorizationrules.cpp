#include "authorizationrules.h"

#include "authorizationtypes.h"
#include "simulatedanswers.h"
#include "simulateddates.h"
#include "simulatedrecords.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

// Of its own, not the program's: the simulator is what that one is tested against.
bool isAllowedCode(qint64 code)
{
    static const QRegularExpression rule(uR"(\A(?!12)[1-9]{6}\z)"_s);
    return rule.match(QString::number(code)).hasMatch();
}

bool isWithin(const QJsonValue &value, int lowest, int highest)
{
    return value.isUndefined() || value.isNull()
        || (value.isDouble() && value.toInt(lowest - 1) >= lowest && value.toInt(lowest - 1) <= highest);
}

bool isKeypadPaired(const QJsonObject &smartlock)
{
    const QJsonObject config = smartlock.value("config"_L1).toObject();
    return config.value("keypadPaired"_L1).toBool() || config.value("keypad2Paired"_L1).toBool();
}

bool isKnownUser(const QJsonValue &id, SimulatedRecords &records)
{
    return std::ranges::any_of(
        records.users(), [&](const QJsonObject &user) { return user.value("accountUserId"_L1) == id; });
}

SimulatedResponse codeTaken()
{
    return refused(409, u"The parameter 'code' exists already"_s);
}

} // namespace

std::optional<SimulatedResponse> refusalOfShape(
    const QJsonObject &body, const QStringList &known, bool isKeypadCode)
{
    const QStringList fields = body.keys();
    for (const QString &field : fields) {
        if (!known.contains(field))
            return refusedByFramework(422, u"Unrecognized field \"%1\""_s.arg(field));
    }
    const QByteArray name = body.value("name"_L1).toString().toUtf8();
    if (name.isEmpty())
        return refusedByFramework(422, u"The name is missing"_s);
    if (name.size() > (isKeypadCode ? 20 : 32))
        return refusedByFramework(422, u"The name is too long"_s);
    return std::nullopt;
}

std::optional<SimulatedResponse> refusalOfLimits(const QJsonObject &body)
{
    if (!isWithin(body.value("allowedWeekDays"_L1), 0, 127))
        return badParameter(u"allowedWeekDays"_s, body.value("allowedWeekDays"_L1));
    for (const QString &time : {u"allowedFromTime"_s, u"allowedUntilTime"_s}) {
        if (!isWithin(body.value(time), 0, 1440))
            return badParameter(time, body.value(time));
    }
    for (const QString &date : {u"allowedFromDate"_s, u"allowedUntilDate"_s}) {
        const QJsonValue value = body.value(date);
        if (!value.isUndefined() && !value.isNull() && !instantFrom(value.toString()))
            return badParameter(date, value);
    }
    return std::nullopt;
}

std::optional<SimulatedResponse> refusalOfCreation(
    const QJsonObject &body, qint64 smartlockId, SimulatedRecords &records)
{
    const int type = body.value("type"_L1).toInt(authorizationTypes::app);
    if (type == authorizationTypes::keypadCode) {
        if (!isKeypadPaired(records.smartlock(smartlockId)))
            return badParameter(u"type"_s, type);
        if (!isAllowedCode(codeIn(body)))
            return badParameter(u"code"_s, body.value("code"_L1));
        if (!records.holderOfCode(smartlockId, codeIn(body)).isEmpty())
            return codeTaken();
        return std::nullopt;
    }
    if (type != authorizationTypes::app) // fobs, bridges and keypads are paired at the door
        return badParameter(u"type"_s, type);
    if (body.contains("code"_L1))
        return badParameter(u"code"_s, body.value("code"_L1));
    if (!isKnownUser(body.value("accountUserId"_L1), records))
        return badParameter(u"accountUserId"_s, body.value("accountUserId"_L1));
    return std::nullopt;
}

std::optional<SimulatedResponse> refusalOfCode(
    const QJsonObject &body, const QJsonObject &authorization, const SimulatedRecords &records)
{
    if (!body.contains("code"_L1))
        return std::nullopt;
    if (authorization.value("type"_L1).toInt() != authorizationTypes::keypadCode
        || !isAllowedCode(codeIn(body)))
        return badParameter(u"code"_s, body.value("code"_L1));
    const QString holder =
        records.holderOfCode(authorization.value("smartlockId"_L1).toInteger(), codeIn(body));
    if (!holder.isEmpty() && holder != authorization.value("id"_L1).toString())
        return codeTaken();
    return std::nullopt;
}

qint64 codeIn(const QJsonObject &body)
{
    const QJsonValue code = body.value("code"_L1);
    bool isNumber = false;
    const qint64 fromText = code.toString().toLongLong(&isNumber);
    return isNumber ? fromText : code.toInteger(-1);
}

QJsonObject limitsIn(const QJsonObject &body)
{
    QJsonObject limits;
    for (const QString &date : {u"allowedFromDate"_s, u"allowedUntilDate"_s}) {
        if (const auto instant = instantFrom(body.value(date).toString()))
            limits.insert(date, millisecondsText(*instant));
    }
    for (const QString &number : {u"allowedWeekDays"_s, u"allowedFromTime"_s, u"allowedUntilTime"_s}) {
        if (body.value(number).isDouble())
            limits.insert(number, body.value(number));
    }
    return limits;
}

QJsonObject withNumericCode(QJsonObject body)
{
    if (body.contains("code"_L1))
        body.insert("code"_L1, codeIn(body));
    return body;
}

QStringList updateFields()
{
    return {u"name"_s, u"allowedFromDate"_s, u"allowedUntilDate"_s, u"allowedWeekDays"_s,
        u"allowedFromTime"_s, u"allowedUntilTime"_s, u"accountUserId"_s, u"enabled"_s, u"remoteAllowed"_s,
        u"code"_s};
}

QStringList createFields()
{
    return {u"name"_s, u"allowedFromDate"_s, u"allowedUntilDate"_s, u"allowedWeekDays"_s,
        u"allowedFromTime"_s, u"allowedUntilTime"_s, u"accountUserId"_s, u"remoteAllowed"_s,
        u"smartActionsEnabled"_s, u"type"_s, u"code"_s};
}

} // namespace lockdesk
