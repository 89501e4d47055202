#include "settings.h"

#include <QDir>
#include <QStandardPaths>
#include <QVariant>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

struct Text
{
    QLatin1StringView key;
    QLatin1StringView fallback;
};

struct Switch
{
    QLatin1StringView key;
    bool fallback;
};

struct Bytes
{
    QString key;
};

// Every setting: type, key, default.
constexpr Text languageEntry{"language"_L1, ""_L1};
constexpr Text clockChoiceEntry{"clockChoice"_L1, "lock"_L1};
constexpr Switch reviewEntry{"reviewEveryChange"_L1, false};
constexpr Switch updatesEntry{"checkForUpdates"_L1, true};
constexpr Text lastUpdateCheckEntry{"updates/lastCheck"_L1, ""_L1};
constexpr Text newestUpdateFeedEntry{"updates/newestFeed"_L1, ""_L1};
constexpr Text dismissedUpdateEntry{"updates/dismissed"_L1, ""_L1};
const auto geometryEntry = [] { return Bytes{u"window/geometry"_s}; };
const auto headerEntry = [](const QString &table) { return Bytes{u"headers/"_s + table}; };

// A profile's fields, in the array "profiles".
constexpr Text idEntry{"id"_L1, ""_L1};
constexpr Text nameEntry{"name"_L1, ""_L1};
constexpr Text apiEntry{"api"_L1, ""_L1};
constexpr Switch tokenStoredEntry{"tokenStored"_L1, false};
constexpr Text backendEntry{"keychain"_L1, ""_L1};

constexpr auto profilesKey = "profiles/"_L1;
constexpr auto profileCountKey = "profiles/size"_L1;
constexpr int maxProfiles = 100; // what a broken count may cost

QString toText(bool on)
{
    return on ? u"true"_s : u"false"_s;
}

QString read(const SettingsFile &store, const Text &entry)
{
    return store.values().value(entry.key, entry.fallback);
}

bool read(const SettingsFile &store, const Switch &entry)
{
    return QVariant(store.values().value(entry.key, toText(entry.fallback))).toBool();
}

QByteArray read(const SettingsFile &store, const Bytes &entry)
{
    return QByteArray::fromBase64(store.values().value(entry.key).toLatin1());
}

// The place of a profile's field; the first profile is number 1.
QString profileKey(int number, QLatin1StringView field)
{
    return profilesKey + QString::number(number) + u'/' + field;
}

QString toText(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QString toText(const QDateTime &instant)
{
    return instant.toUTC().toString(Qt::ISODate);
}

QDateTime toInstant(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate).toUTC();
}

} // namespace

QUrl defaultApi()
{
    return QUrl(u"https://api.nuki.io"_s);
}

Settings::Settings()
    : Settings(usualFile())
{
}

QString Settings::usualFile()
{
#if defined(Q_OS_WIN)
    const QString folder = qEnvironmentVariable("APPDATA", QDir::homePath() + u"/AppData/Roaming"_s);
#elif defined(Q_OS_MACOS)
    QString folder = qEnvironmentVariable("XDG_CONFIG_HOME", QDir::homePath() + u"/.config"_s);
#else
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
#endif
    return QDir::cleanPath(folder + u"/lockdesk/lockdesk.ini"_s);
}

Settings::Settings(const QString &iniFile, const ManagedSettings &managed)
    : m_managed(managed)
    , m_store(iniFile)
{
}

QList<Profile> Settings::profiles() const
{
    QList<Profile> profiles;
    const int count = std::min(m_store.values().value(profileCountKey).toInt(), maxProfiles);
    for (int number = 1; number <= count; ++number) {
        const auto field = [&](QLatin1StringView key) {
            return m_store.values().value(profileKey(number, key));
        };
        Profile profile{field(idEntry.key), field(nameEntry.key), QUrl(field(apiEntry.key)),
            QVariant(field(tokenStoredEntry.key)).toBool(), field(backendEntry.key)};
        const bool isKnown =
            std::ranges::any_of(profiles, [&](const Profile &p) { return p.id == profile.id; });
        if (!profile.id.isEmpty() && !isKnown)
            profiles.append(std::move(profile));
    }
    return profiles;
}

std::optional<Profile> Settings::profile(const QString &id) const
{
    for (const Profile &profile : profiles()) {
        if (profile.id == id)
            return profile;
    }
    return std::nullopt;
}

void Settings::setProfile(const Profile &profile)
{
    QList<Profile> all = profiles();
    const auto old = std::ranges::find(all, profile.id, &Profile::id);
    if (old != all.end())
        *old = profile;
    else
        all.append(profile);
    setProfiles(all);
}

void Settings::removeProfile(const QString &id)
{
    QList<Profile> all = profiles();
    all.removeIf([&](const Profile &p) { return p.id == id; });
    setProfiles(all);
}

void Settings::setProfiles(const QList<Profile> &profiles)
{
    SettingsFile::Changes changes;
    for (const QString &key : m_store.values().keys()) {
        if (key.startsWith(profilesKey))
            changes.insert(key, std::nullopt);
    }
    for (int i = 0; i < profiles.size(); ++i) {
        const Profile &profile = profiles.at(i);
        const int number = i + 1;
        changes.insert(profileKey(number, idEntry.key), profile.id);
        changes.insert(profileKey(number, nameEntry.key), profile.name);
        changes.insert(profileKey(number, apiEntry.key), profile.api.toString(QUrl::RemoveUserInfo));
        changes.insert(profileKey(number, tokenStoredEntry.key), toText(profile.isTokenStored));
        changes.insert(profileKey(number, backendEntry.key), profile.keychainBackend);
    }
    changes.insert(profileCountKey, QString::number(profiles.size()));
    m_store.change(changes);
}

void Settings::set(const QString &key, const QString &value)
{
    m_store.change({{key, value}});
}

QString Settings::language() const
{
    return m_managed.language.value_or(read(m_store, languageEntry));
}
void Settings::setLanguage(const QString &code)
{
    if (!m_managed.language)
        set(languageEntry.key, code);
}

QString Settings::clockChoice() const
{
    const QString choice = m_managed.clockChoice.value_or(read(m_store, clockChoiceEntry));
    const bool isKnown = choice == "lock"_L1 || choice == "mine"_L1 || choice == "utc"_L1;
    return isKnown ? choice : clockChoiceEntry.fallback;
}
void Settings::setClockChoice(const QString &choice)
{
    if (!m_managed.clockChoice)
        set(clockChoiceEntry.key, choice);
}

bool Settings::isReviewingEveryChange() const
{
    return m_managed.reviewEveryChange.value_or(read(m_store, reviewEntry));
}
void Settings::setReviewingEveryChange(bool on)
{
    if (!m_managed.reviewEveryChange)
        set(reviewEntry.key, toText(on));
}

bool Settings::isCheckingForUpdates() const
{
    return m_managed.checkForUpdates.value_or(read(m_store, updatesEntry));
}
void Settings::setCheckingForUpdates(bool on)
{
    if (!m_managed.checkForUpdates)
        set(updatesEntry.key, toText(on));
}

QDateTime Settings::lastUpdateCheck() const
{
    return toInstant(read(m_store, lastUpdateCheckEntry));
}
void Settings::setLastUpdateCheck(const QDateTime &when)
{
    set(lastUpdateCheckEntry.key, toText(when));
}

QDateTime Settings::newestUpdateFeed() const
{
    return toInstant(read(m_store, newestUpdateFeedEntry));
}
void Settings::setNewestUpdateFeed(const QDateTime &released)
{
    set(newestUpdateFeedEntry.key, toText(released));
}

QString Settings::dismissedUpdate() const
{
    return read(m_store, dismissedUpdateEntry);
}
void Settings::setDismissedUpdate(const QString &version)
{
    set(dismissedUpdateEntry.key, version);
}

bool Settings::mayRememberToken() const
{
    return m_managed.rememberToken.value_or(true);
}

bool Settings::mayExportCodes() const
{
    return m_managed.exportCodes.value_or(true);
}

QByteArray Settings::windowGeometry() const
{
    return read(m_store, geometryEntry());
}
void Settings::setWindowGeometry(const QByteArray &geometry)
{
    set(geometryEntry().key, toText(geometry));
}

QByteArray Settings::headerState(const QString &table) const
{
    return read(m_store, headerEntry(table));
}
void Settings::setHeaderState(const QString &table, const QByteArray &state)
{
    set(headerEntry(table).key, toText(state));
}

} // namespace lockdesk
