#pragma once

#include "settings.h"

class QRandomGenerator;

namespace lockdesk {

/// Whether only a portable copy makes ids like this one: "portable-<8 hex digits>", or, of a profile with a
/// name of its own, "portable-<8 hex digits>.<name>".
bool isPortableId(const QString &id);

/// The id of the profile that a person calls `name` on the command line. In an installed copy that is the
/// name. A portable copy's profiles have ids of their own, so that it shares no entry of the keychain with
/// the installed copy or another portable one: the one among those in its settings, else a new one.
QString profileIdFor(
    const QString &name, bool isPortable, const QList<Profile> &known, QRandomGenerator &random);

/// What a person calls the profile: the other way round.
QString profileNameOf(const QString &id);

} // namespace lockdesk
