#pragma once

#include "simulatedexchange.h"

#include <QJsonObject>
#include <optional>

namespace lockdesk {

class SimulatedRecords;

// What the service checks before it accepts the body of a write, as pure functions: the refusal, or
// std::nullopt when the body passes (nuki-facts chapters 2, 4 and 5).

/// The framework's part, before anything is looked up: a missing or too long name, a field the contract
/// lacks. `isKeypadCode` decides whether 20 or 32 bytes of UTF-8 are the limit.
std::optional<SimulatedResponse> refusalOfShape(
    const QJsonObject &body, const QStringList &known, bool isKeypadCode);

/// The five limits: weekdays 0–127, minutes 0–1440, dates with a zone.
std::optional<SimulatedResponse> refusalOfLimits(const QJsonObject &body);

/// A creation on this device: its type, keypad, person and code; 409 where the code is taken, ghosts
/// included.
std::optional<SimulatedResponse> refusalOfCreation(
    const QJsonObject &body, qint64 smartlockId, SimulatedRecords &records);

/// A new code for `authorization`.
std::optional<SimulatedResponse> refusalOfCode(
    const QJsonObject &body, const QJsonObject &authorization, const SimulatedRecords &records);

/// The keypad code in a body, a number or a numeric string; -1 when there is none.
qint64 codeIn(const QJsonObject &body);

/// The five limits and nothing else, as the service stores them: dates with milliseconds in UTC, null left
/// out.
QJsonObject limitsIn(const QJsonObject &body);

/// The body with a `code` that is a number.
QJsonObject withNumericCode(QJsonObject body);

/// The fields of the contract's SmartlockAuthUpdate, SmartlockAuthCreate and the two for many.
QStringList updateFields();
QStringList createFields();

} // namespace lockdesk
