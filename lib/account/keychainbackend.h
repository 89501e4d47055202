#pragma once

#include <QProcessEnvironment>
#include <QString>
#include <QVersionNumber>

namespace lockdesk {

/// The version of QtKeychain that the program was built with; it has none to be asked for while it runs. Null
/// where the build did not know it.
QVersionNumber keychainLibraryVersion();

/// What QtKeychain of this version keeps secrets in, in this environment, by its own rules: "KWallet",
/// "Secret Service", "Keychain" or "Credential Manager". On Linux it also looks for what answers on the
/// session's bus, which is not asked here: the name is the first choice.
QString keychainBackendName(const QProcessEnvironment &environment, const QVersionNumber &library);

/// The same for this process.
QString keychainBackendName();

} // namespace lockdesk
