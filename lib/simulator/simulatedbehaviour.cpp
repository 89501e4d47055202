#include "simulatedbehaviour.h"

#include <QJsonArray>
#include <array>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

// Each take() reads one knob and says whether the value fits it.

bool take(bool &knob, const QJsonValue &value)
{
    knob = value.toBool();
    return value.isBool();
}

bool take(double &knob, const QJsonValue &value)
{
    knob = value.toDouble();
    return value.isDouble() && knob >= 0 && knob <= 1;
}

bool take(int &knob, const QJsonValue &value)
{
    knob = value.toInt(-1);
    return knob >= 0;
}

bool take(std::chrono::milliseconds &knob, const QJsonValue &value)
{
    knob = std::chrono::milliseconds(value.toInteger(-1));
    return knob.count() >= 0;
}

bool take(DelayRange &knob, const QJsonValue &value)
{
    const QJsonArray both = value.isArray() ? value.toArray() : QJsonArray{value, value};
    return both.size() == 2 && take(knob.shortest, both[0]) && take(knob.longest, both[1])
        && knob.shortest <= knob.longest;
}

std::optional<qint64> idFrom(const QJsonValue &value)
{
    bool isNumber = true;
    const qint64 id = value.isString() ? value.toString().toLongLong(&isNumber) : value.toInteger(-1);
    return isNumber && id >= 0 ? std::optional(id) : std::nullopt;
}

bool take(QSet<qint64> &knob, const QJsonValue &value)
{
    knob.clear();
    const QJsonArray ids = value.toArray();
    for (const QJsonValue &element : ids) {
        const auto id = idFrom(element);
        if (!id)
            return false;
        knob.insert(*id);
    }
    return value.isArray();
}

bool take(QSet<QString> &knob, const QJsonValue &value)
{
    knob.clear();
    const QJsonArray ids = value.toArray();
    for (const QJsonValue &id : ids)
        knob.insert(id.toString());
    return value.isArray() && !knob.contains(QString());
}

bool take(QString &knob, const QJsonValue &value)
{
    knob = value.toString();
    return value.isString();
}

template <typename T>
bool take(QHash<qint64, T> &knob, const QJsonValue &value)
{
    QHash<qint64, T> read;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto id = idFrom(it.key());
        if (T element{}; id && take(element, it.value()))
            read.insert(*id, element);
        else
            return false;
    }
    knob = read;
    return value.isObject();
}

struct Knob
{
    const char *name;
    bool (*take)(SimulatedBehaviour &, const QJsonValue &);
};

template <auto Member>
bool takeMember(SimulatedBehaviour &behaviour, const QJsonValue &value)
{
    return take(behaviour.*Member, value);
}

using B = SimulatedBehaviour;
constexpr std::array knobs{
    Knob{"listing", takeMember<&B::listing>},
    Knob{"confirming", takeMember<&B::confirming>},
    Knob{"moving", takeMember<&B::moving>},
    Knob{"settling", takeMember<&B::settling>},
    Knob{"syncing", takeMember<&B::syncing>},
    Knob{"tooRecent", takeMember<&B::tooRecent>},
    Knob{"answerLoss", takeMember<&B::answerLoss>},
    Knob{"loseAnswers", takeMember<&B::loseAnswers>},
    Knob{"lostAnswersHang", takeMember<&B::lostAnswersHang>},
    Knob{"rateLimitedFor", takeMember<&B::rateLimitedFor>},
    Knob{"retryAfter", takeMember<&B::retryAfter>},
    Knob{"brokenFor", takeMember<&B::brokenFor>},
    Knob{"brokenStatus", takeMember<&B::brokenStatus>},
    Knob{"brokenAfterProcessing", takeMember<&B::brokenAfterProcessing>},
    Knob{"pagedMissing", takeMember<&B::pagedMissing>},
    Knob{"cloudFrozen", takeMember<&B::cloudFrozen>},
    Knob{"ghosts", takeMember<&B::ghosts>},
    Knob{"losesWrites", takeMember<&B::losesWrites>},
    Knob{"neverConfirms", takeMember<&B::neverConfirms>},
    Knob{"refusedRecords", takeMember<&B::refusedRecords>},
    Knob{"busyRecords", takeMember<&B::busyRecords>},
    Knob{"writeErrors", takeMember<&B::writeErrors>},
    Knob{"failingActions", takeMember<&B::failingActions>},
    Knob{"secondAdminEvery", takeMember<&B::secondAdminEvery>},
};

} // namespace

Result<SimulatedBehaviour, QString> changedBehaviour(
    const SimulatedBehaviour &base, const QJsonObject &changes)
{
    SimulatedBehaviour changed = base;
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        const auto knob =
            std::ranges::find_if(knobs, [&](const Knob &k) { return it.key() == QLatin1StringView(k.name); });
        if (knob == knobs.end())
            return u"there is no knob \"%1\""_s.arg(it.key());
        if (!knob->take(changed, it.value()))
            return u"\"%1\" cannot be set to that"_s.arg(it.key());
    }
    return changed;
}

QStringList behaviourKnobs()
{
    QStringList names;
    for (const Knob &knob : knobs)
        names.append(QLatin1StringView(knob.name));
    return names;
}

} // namespace lockdesk
