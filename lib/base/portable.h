#pragma once

#include <QString>

namespace lockdesk {

/// A copy of the program that keeps its files beside itself, on a stick or a share: one whose folder has a
/// file `lockdesk-portable.txt`, whatever that holds. Tokens are not among those files; they stay in the
/// keychain of the computer.
///
/// The folder for the files, `lockdesk-data` beside the first marker: looked for in `bundleFolder`, which a
/// bundle names in LOCKDESK_BUNDLE as its program is deep inside it, then in `programFolder`. Empty: not
/// portable.
QString portableDataFolder(const QString &programFolder, const QString &bundleFolder);

} // namespace lockdesk
