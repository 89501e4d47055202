#pragma once

#include <QStringList>

namespace lockdesk {

/// The fields of an authorization or a device, as the API spells them (updatableDifferences()), in words for
/// a person: "name, valid until, times of day". What belongs together is named once; what has no word stays
/// as it is.
QString fieldWords(const QStringList &fields);

} // namespace lockdesk
