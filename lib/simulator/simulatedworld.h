#pragma once

#include <QJsonArray>
#include <QJsonObject>

namespace lockdesk {

/// What the simulated service holds to begin with. Records are the API's own JSON.
struct SimulatedWorld
{
    QJsonObject account;
    QJsonArray smartlocks;
    QJsonArray authorizations;
    QJsonArray users;
    QJsonArray log; ///< in any order; sorted by `date`
};

} // namespace lockdesk
