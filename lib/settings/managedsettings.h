#pragma once

#include <QString>
#include <QUrl>
#include <QVariant>
#include <optional>

namespace lockdesk {

/// What the administrator of a computer has set for everybody who uses it. It only presets and restricts, and
/// never holds a token. A value that is there wins over the person's own.
///
/// Keys, as they stand in the file, the registry and the property list:
///
/// | key               | value                    | effect |
/// |-------------------|--------------------------|------------------------------------------------------------|
/// | apiUrl            | an https address         | the only address that tokens are sent to | | language | a
/// code, such as de       | language of the interface, unless --language says another  | | clockChoice |
/// lock, mine or utc        | whose clock the tables show                                | |
/// reviewEveryChange | true or false            | whether a single change waits under Changes, too | |
/// checkForUpdates   | true or false            | whether the program looks for a newer version | |
/// rememberToken     | false                    | no token is put into the keychain | | exportCodes       |
/// false                    | no keypad codes in exports and backups                     |
struct ManagedSettings
{
    std::optional<QUrl> apiUrl;
    std::optional<QString> language;
    std::optional<QString> clockChoice;
    std::optional<bool> reviewEveryChange;
    std::optional<bool> checkForUpdates;
    std::optional<bool> rememberToken;
    std::optional<bool> exportCodes;

    /// Whether the administrator has set what this key of the table stands for.
    bool contains(QLatin1StringView key) const;

    friend bool operator==(const ManagedSettings &, const ManagedSettings &) = default;
};

/// Takes what makes sense; the rest is ignored, with a line in the log that names its `origin`.
ManagedSettings managedSettingsFrom(const QVariantMap &values, const QString &origin);

/// The values of a file of `key=value` lines; "[…]", "#" and ";" begin lines that say nothing. Nothing where
/// there is no such file, and, with a warning, where every user of the computer could have written it or it
/// is no plain file. A link to one is followed.
QVariantMap readManagedFile(const QString &path);

/// What holds on this computer: `lockdesk/lockdesk.ini` of XDG_CONFIG_DIRS (/etc/xdg), the first of which
/// wins; on Windows Software\Policies\Lockdesk of the machine, then of the user; on macOS the managed
/// preferences of org.lockdesk.Lockdesk.
ManagedSettings managedSettingsOfComputer();

} // namespace lockdesk
