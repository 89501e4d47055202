#include "accountjson.h"
#include "authorizationjson.h"
#include "contractfields.h"
#include "logjson.h"
#include "smartlockjson.h"

#include <QHash>
#include <QJsonArray>
#include <QTest>
#include <functional>
#include <span>

using namespace lockdesk;
using namespace Qt::StringLiterals;

// JSON-3: each field of the contract absent, null and in every wrong shape, one at a time. What must become
// of the value is written down per field; a field not listed must not matter at all.

namespace {

using Fields = std::span<const ContractField>;

// What taking the field away does to the decoded value.
template <typename T>
using Losses = QHash<QByteArray, std::function<void(T &)>>;

QJsonValue sampleOf(const ContractField &field)
{
    switch (field.shape) {
    case Shape::Integer:
        return 13;
    case Shape::Number:
        return 47.0691;
    case Shape::Bool:
        return true;
    case Shape::Text:
        return u"text"_s;
    case Shape::Date:
        return u"2026-03-02T07:58:31.442Z"_s;
    case Shape::Object:
        return QJsonObject();
    case Shape::Array:
        return QJsonArray();
    }
    return {};
}

QList<QJsonValue> wrongShapesFor(const ContractField &field)
{
    const QJsonValue word = u"x"_s;
    const QJsonValue array = QJsonArray{QJsonValue(QJsonArray{1})};
    const QJsonValue object = QJsonObject{{u"n"_s, 1}};
    if (QByteArray(field.path).endsWith("operationId")) // a string or an object, in any record
        return {5, true, array};
    switch (field.shape) {
    case Shape::Integer:
        return {1.5, 9223372036854775808.0, 1e300, word, true, array, object};
    case Shape::Number:
        return {word, true, array, object};
    case Shape::Bool:
        return {0, 1, u"true"_s, array, object};
    case Shape::Text:
        return {5, 1.5, true, array, object};
    case Shape::Date:
        return {1790098995, 1.5, true, array, object, QString()};
    case Shape::Object:
        return {5, word, true, array};
    case Shape::Array:
        return {5, word, true, object};
    }
    return {};
}

// `record` with `value` at the path "a" or "a.b"; Undefined takes it away.
QJsonObject withValue(QJsonObject record, const QByteArray &path, const QJsonValue &value)
{
    const qsizetype dot = path.indexOf('.');
    const QString key = QString::fromLatin1(dot < 0 ? path : path.left(dot));
    if (dot < 0)
        record.insert(key, value);
    else
        record.insert(key, withValue(record.value(key).toObject(), path.mid(dot + 1), value));
    return record;
}

QJsonObject fullRecord(Fields fields, const QHash<QByteArray, QJsonValue> &special)
{
    QJsonObject record;
    for (const ContractField &field : fields) {
        if (!QByteArray(field.path).endsWith("operationId"))
            record = withValue(record, field.path, special.value(field.path, sampleOf(field)));
    }
    return record;
}

template <typename T>
struct Trial
{
    Fields fields;
    QJsonObject record;
    std::optional<T> (*decode)(const QJsonObject &);
    QByteArrayList ids; ///< without which there is no value
    Losses<T> losses;
    std::function<void(T &, const QString &field)> onWrongShape = [](T &, const QString &) {};
};

template <typename T>
class Tolerance
{
public:
    explicit Tolerance(const Trial<T> &trial)
        : m_trial(trial)
        , m_whole(trial.decode(trial.record))
    {
    }

    /// The number of cases tried; -1 after a failure.
    int run()
    {
        if (!m_whole || !lossesAreReal())
            return -1;
        int count = 0;
        for (const ContractField &field : m_trial.fields) {
            QList<QJsonValue> bends{QJsonValue(QJsonValue::Undefined), QJsonValue(QJsonValue::Null)};
            bends += wrongShapesFor(field);
            for (qsizetype i = 0; i < bends.size(); ++i, ++count) {
                if (!holds(field.path, bends.at(i), i >= 2))
                    return -1;
            }
        }
        return count;
    }

private:
    // Each listed field is one of the contract, and had a value to lose.
    bool lossesAreReal() const
    {
        for (auto loss = m_trial.losses.begin(); loss != m_trial.losses.end(); ++loss) {
            const bool isListed = std::ranges::any_of(
                m_trial.fields, [&](const ContractField &field) { return loss.key() == field.path; });
            if (!isListed || expectedWithout(loss.key()) == *m_whole) {
                qWarning("%s is no field, or was empty", loss.key().constData());
                return false;
            }
        }
        return true;
    }

    T expectedWithout(const QByteArray &path) const
    {
        T expected = *m_whole;
        if (const auto loss = m_trial.losses.value(path))
            loss(expected);
        return expected;
    }

    bool holds(const QByteArray &path, const QJsonValue &bend, bool isWrongShape) const
    {
        const std::optional<T> decoded = m_trial.decode(withValue(m_trial.record, path, bend));
        std::optional<T> expected;
        if (!m_trial.ids.contains(path)) {
            expected = expectedWithout(path);
            if (isWrongShape)
                m_trial.onWrongShape(*expected, QString::fromLatin1(path));
        }
        if (decoded == expected)
            return true;
        qWarning() << path << "as" << bend << "is read wrongly";
        return false;
    }

    const Trial<T> &m_trial;
    std::optional<T> m_whole;
};

Losses<Smartlock> lossesOfAState()
{
    return {{"state.mode", [](Smartlock &l) { l.mode.reset(); }},
        {"state.state", [](Smartlock &l) { l.state.reset(); }},
        {"state.trigger", [](Smartlock &l) { l.trigger.reset(); }},
        {"state.lastAction", [](Smartlock &l) { l.lastAction.reset(); }},
        {"state.doorState", [](Smartlock &l) { l.doorState.reset(); }},
        {"state.nightMode", [](Smartlock &l) { l.nightMode.reset(); }},
        {"state.ringToOpenEnd", [](Smartlock &l) { l.ringToOpenEnd = {}; }},
        {"state.batteryCritical", [](Smartlock &l) { l.battery.critical.reset(); }},
        {"state.batteryCharging", [](Smartlock &l) { l.battery.charging.reset(); }},
        {"state.batteryCharge", [](Smartlock &l) { l.battery.charge.reset(); }},
        {"state.keypadBatteryCritical", [](Smartlock &l) { l.battery.keypadCritical.reset(); }},
        {"state.doorsensorBatteryCritical", [](Smartlock &l) { l.battery.doorSensorCritical.reset(); }}};
}

Losses<Smartlock> lossesOfAConfig()
{
    return {{"config.timezoneId", [](Smartlock &l) { l.timeZoneId.reset(); }},
        {"config.capabilities", [](Smartlock &l) { l.openerCapabilities.reset(); }},
        {"config.productVariant", [](Smartlock &l) { l.productVariant.reset(); }},
        // The sample leaves keypadPaired out: a Keypad 2 alone decides.
        {"config.keypad2Paired", [](Smartlock &l) { l.keypadPaired.reset(); }},
        {"config.wifiEnabled", [](Smartlock &l) { l.wifiEnabled.reset(); }}};
}

Losses<Smartlock> lossesOfASmartlock()
{
    Losses<Smartlock> losses{{"type", [](Smartlock &l) { l.type.reset(); }},
        {"name", [](Smartlock &l) { l.name.clear(); }},
        {"favorite", [](Smartlock &l) { l.favorite.reset(); }},
        {"firmwareVersion", [](Smartlock &l) { l.firmware.reset(); }},
        {"hardwareVersion", [](Smartlock &l) { l.hardware.reset(); }},
        {"serverState", [](Smartlock &l) { l.serverState.reset(); }},
        {"adminPinState", [](Smartlock &l) { l.adminPinState.reset(); }},
        {"updateDate", [](Smartlock &l) { l.updated = {}; }},
        {"error", [](Smartlock &l) { l.error.clear(); }}, {"region", [](Smartlock &l) { l.region.reset(); }}};
    const auto allOf = [](const Losses<Smartlock> &parts) {
        return [parts](Smartlock &lock) {
            for (const auto &part : parts)
                part(lock);
        };
    };
    losses.insert("state", allOf(lossesOfAState()));
    losses.insert("config", allOf(lossesOfAConfig()));
    losses.insert(lossesOfAState());
    losses.insert(lossesOfAConfig());
    return losses;
}

Losses<Authorization> lossesOfAnAuthorization()
{
    return {// without the type the code cannot go back, see authorizationjsontest
        {"type",
            [](Authorization &a) {
                a.type.reset();
                a.unreadable = {u"type"_s};
            }},
        {"name", [](Authorization &a) { a.name.clear(); }},
        {"accountUserId", [](Authorization &a) { a.accountUserId.reset(); }},
        {"authId", [](Authorization &a) { a.lockAuthId.reset(); }},
        {"code", [](Authorization &a) { a.code.reset(); }},
        {"enabled", [](Authorization &a) { a.enabled.reset(); }},
        {"remoteAllowed", [](Authorization &a) { a.remoteAllowed.reset(); }},
        {"lockCount", [](Authorization &a) { a.useCount.reset(); }},
        {"fingerprints", [](Authorization &a) { a.fingerprints.clear(); }},
        {"allowedFromDate", [](Authorization &a) { a.schedule.fromDate.reset(); }},
        {"allowedUntilDate", [](Authorization &a) { a.schedule.untilDate.reset(); }},
        {"allowedWeekDays", [](Authorization &a) { a.schedule.weekDays.reset(); }},
        {"allowedFromTime", [](Authorization &a) { a.schedule.fromTime.reset(); }},
        {"allowedUntilTime", [](Authorization &a) { a.schedule.untilTime.reset(); }},
        {"lastActiveDate", [](Authorization &a) { a.lastActive = {}; }},
        {"creationDate", [](Authorization &a) { a.created = {}; }},
        {"updateDate", [](Authorization &a) { a.updated = {}; }},
        {"error", [](Authorization &a) { a.error.clear(); }}};
}

Losses<LogEntry> lossesOfALogEntry()
{
    return {{"deviceType", [](LogEntry &e) { e.deviceType.reset(); }},
        {"accountUserId", [](LogEntry &e) { e.accountUserId.reset(); }},
        {"authId", [](LogEntry &e) { e.authorizationId.reset(); }},
        {"name", [](LogEntry &e) { e.name.clear(); }}, {"action", [](LogEntry &e) { e.action.reset(); }},
        {"trigger", [](LogEntry &e) { e.trigger.reset(); }}, {"state", [](LogEntry &e) { e.result.reset(); }},
        {"autoUnlock", [](LogEntry &e) { e.autoUnlock = false; }}, {"date", [](LogEntry &e) { e.date = {}; }},
        {"source", [](LogEntry &e) { e.source.reset(); }}, {"error", [](LogEntry &e) { e.error.clear(); }}};
}

const QString hexId = u"6ab2be33a1b2c3d4e5f60718"_s;
constexpr qint64 deviceId = 21913877581;

} // namespace

class ToleranceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smartlocks()
    {
        QJsonObject record = fullRecord(smartlockFields, {{"smartlockId", deviceId}});
        record = withValue(record, "config.keypadPaired", QJsonValue::Undefined);
        const Trial<Smartlock> trial{
            smartlockFields, record, smartlockFromJson, {"smartlockId"}, lossesOfASmartlock()};
        count(Tolerance(trial).run());
    }

    void authorizations()
    {
        // The updatable ones, and the type that decides about the code: misshapen, they keep the record here.
        const QStringList decisive{u"type"_s, u"name"_s, u"accountUserId"_s, u"enabled"_s, u"remoteAllowed"_s,
            u"code"_s, u"allowedFromDate"_s, u"allowedUntilDate"_s, u"allowedWeekDays"_s,
            u"allowedFromTime"_s, u"allowedUntilTime"_s};
        const Trial<Authorization> trial{authorizationFields,
            fullRecord(authorizationFields,
                {{"smartlockId", deviceId}, {"id", hexId}, {"code", 487213},
                    {"fingerprints", QJsonObject{{u"1"_s, u"Thumb"_s}}}}),
            authorizationFromJson, {"smartlockId", "id"}, lossesOfAnAuthorization(),
            [decisive](Authorization &authorization, const QString &field) {
                if (decisive.contains(field))
                    authorization.unreadable = {field};
            }};
        count(Tolerance(trial).run());
    }

    void logEntries()
    {
        const Trial<LogEntry> trial{logFields,
            fullRecord(logFields, {{"smartlockId", deviceId}, {"id", hexId}, {"authId", hexId}}),
            logEntryFromJson, {"smartlockId", "id"}, lossesOfALogEntry()};
        count(Tolerance(trial).run());
    }

    void people()
    {
        const Trial<AccountUser> trial{accountUserFields, fullRecord(accountUserFields, {}),
            accountUserFromJson, {"accountUserId"},
            {{"type", [](AccountUser &u) { u.type = 0; }}, {"name", [](AccountUser &u) { u.name.clear(); }},
                {"email", [](AccountUser &u) { u.email.clear(); }},
                {"language", [](AccountUser &u) { u.language.clear(); }},
                {"creationDate", [](AccountUser &u) { u.created = {}; }},
                {"updateDate", [](AccountUser &u) { u.updated = {}; }}}};
        count(Tolerance(trial).run());
    }

    void accounts()
    {
        const Trial<AccountInfo> trial{accountFields, fullRecord(accountFields, {}), accountInfoFromJson,
            {"accountId"}, {{"name", [](AccountInfo &a) { a.name.clear(); }}, {"email", [](AccountInfo &a) {
                                                                                   a.email.clear();
                                                                               }}}};
        count(Tolerance(trial).run());
    }

    void enoughWasTried()
    {
        QVERIFY2(m_cases >= 400, qPrintable(QString::number(m_cases)));
        qInfo("%d cases", m_cases);
    }

private:
    void count(int cases)
    {
        QVERIFY(cases > 0);
        m_cases += cases;
    }

    int m_cases = 0;
};

QTEST_APPLESS_MAIN(ToleranceTest)
#include "tolerancetest.moc"
