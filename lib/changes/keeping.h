#pragma once

#include "settings.h"

class QString;

namespace lockdesk {

class SetKeeper;
class TokenStore;

/// The file of a profile's journal in the program's folder for data.
QString journalPath(const QString &folder, const QString &profileId);
/// The same of its history.
QString historyPath(const QString &folder, const QString &profileId);

/// Has the keeper keep the profile's sets in `folder`, once the keychain has given the journal's key. Without
/// a key, or where the profile's token is not kept either, it keeps the history alone and says why. The store
/// must outlive the keeper.
void keepIn(const QString &folder, const Profile &profile, TokenStore &tokens, SetKeeper &keeper);

} // namespace lockdesk
