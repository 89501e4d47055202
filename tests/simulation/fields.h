#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMap>

namespace lockdesk {

/// The ten fields of an authorization that can be changed, by the names of the contract, each with its value
/// as JSON text. An absent one is absent.
using Fields = QMap<QByteArray, QByteArray>;

/// The ten in a request's body, or any other object.
Fields fieldsOf(const QJsonObject &object);
QByteArray literalOf(const QJsonValue &value);

/// What they mean: without defaults, and dates by the second. Two records that mean the same are equal.
Fields meaningOf(const Fields &fields);
/// The names of those that mean different things.
QList<QByteArray> differences(const Fields &a, const Fields &b);

/// What a full update makes of `old`: the five limits are a set, which it replaces as a whole (nuki-facts
/// chapter 4); of the others an absent one stays as it was.
Fields updated(const Fields &old, const Fields &update);

bool isLimit(const QByteArray &field);

} // namespace lockdesk
