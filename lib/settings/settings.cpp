#include "settings.h"

#include "settingsformat.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
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
const auto geometryEntry = [] { return Bytes{u"window/geometry"_s}; };
const auto headerEntry = [](const QString &table) { return Bytes{u"headers/"_s + table}; };

// A profile's fields, in the array "profiles".
constexpr Text idEntry{"id"_L1, ""_L1};
constexpr Text nameEntry{"name"_L1, ""_L1};
constexpr Text apiEntry{"api"_L1, ""_L1};
constexpr Switch tokenStoredEntry{"tokenStored"_L1, false};
constexpr Text backendEntry{"keychain"_L1, ""_L1};

constexpr auto privateFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr auto privateFolder = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
constexpr int maxProfiles = 100; // what a broken count may cost
constexpr qint64 maxFileBytes = 4 * 1024 * 1024; // a settings file has kilobytes; this one is something else

QString read(const QSettings &store, const Text &entry)
{
    return store.value(entry.key, entry.fallback).toString();
}

bool read(const QSettings &store, const Switch &entry)
{
    return store.value(entry.key, entry.fallback).toBool();
}

QByteArray read(const QSettings &store, const Bytes &entry)
{
    return QByteArray::fromBase64(store.value(entry.key).toString().toLatin1());
}

QString toText(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

// What is there, if it can be settings at all: reading a pipe would never end, and a huge file fills the
// memory.
bool isReasonable(const QFileInfo &file)
{
    return !file.exists() || (file.isFile() && file.size() <= maxFileBytes);
}

// Made beforehand, since whoever replaces a file keeps its permissions.
void makePrivate(const QString &path)
{
    const QFileInfo folder(QFileInfo(path).absolutePath());
    if (!folder.exists() && QDir().mkpath(folder.absoluteFilePath()))
        QFile::setPermissions(folder.absoluteFilePath(), privateFolder);
    QFile file(path);
    if (!file.exists() && file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        file.close();
    if (file.exists() && file.permissions() != privateFile)
        file.setPermissions(privateFile);
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
    return QSettings(settingsFormat(), QSettings::UserScope, u"lockdesk"_s, u"lockdesk"_s).fileName();
}

Settings::Settings(const QString &iniFile, const ManagedSettings &managed)
    : m_managed(managed)
{
    const QFileInfo file(iniFile);
    m_isUsable = isReasonable(file);
    // A store without a file behaves as an empty one.
    m_store = std::make_unique<QSettings>(m_isUsable ? iniFile : QString(), settingsFormat());
    if (m_isUsable && file.exists())
        makePrivate(iniFile);
}

bool Settings::isWritable() const
{
    return m_isUsable && m_store->isWritable() && m_store->status() != QSettings::AccessError;
}

QString Settings::fileName() const
{
    return m_isUsable ? m_store->fileName() : QString();
}

QList<Profile> Settings::profiles() const
{
    QList<Profile> profiles;
    const int count = std::min(m_store->beginReadArray(u"profiles"_s), maxProfiles);
    for (int i = 0; i < count; ++i) {
        m_store->setArrayIndex(i);
        Profile profile{read(*m_store, idEntry), read(*m_store, nameEntry), QUrl(read(*m_store, apiEntry)),
            read(*m_store, tokenStoredEntry), read(*m_store, backendEntry)};
        const bool isKnown =
            std::ranges::any_of(profiles, [&](const Profile &p) { return p.id == profile.id; });
        if (!profile.id.isEmpty() && !isKnown)
            profiles.append(std::move(profile));
    }
    m_store->endArray();
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
    m_store->remove(u"profiles"_s);
    m_store->beginWriteArray(u"profiles"_s, int(profiles.size()));
    for (int i = 0; i < profiles.size(); ++i) {
        const Profile &profile = profiles.at(i);
        m_store->setArrayIndex(i);
        m_store->setValue(idEntry.key, profile.id);
        m_store->setValue(nameEntry.key, profile.name);
        m_store->setValue(apiEntry.key, profile.api.toString(QUrl::RemoveUserInfo));
        m_store->setValue(tokenStoredEntry.key, profile.isTokenStored);
        m_store->setValue(backendEntry.key, profile.keychainBackend);
    }
    m_store->endArray();
    save();
}

void Settings::set(const QString &key, const QVariant &value)
{
    m_store->setValue(key, value);
    save();
}

void Settings::save()
{
    if (!m_isUsable)
        return;
    // A failure sticks to a QSettings; a new one on the same file has what the old one could not write.
    if (m_store->status() != QSettings::NoError)
        m_store = std::make_unique<QSettings>(m_store->fileName(), settingsFormat());
    makePrivate(m_store->fileName());
    m_store->sync();
}

QString Settings::language() const
{
    return m_managed.language.value_or(read(*m_store, languageEntry));
}
void Settings::setLanguage(const QString &code)
{
    if (!m_managed.language)
        set(languageEntry.key, code);
}

QString Settings::clockChoice() const
{
    const QString choice = m_managed.clockChoice.value_or(read(*m_store, clockChoiceEntry));
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
    return m_managed.reviewEveryChange.value_or(read(*m_store, reviewEntry));
}
void Settings::setReviewingEveryChange(bool on)
{
    if (!m_managed.reviewEveryChange)
        set(reviewEntry.key, on);
}

bool Settings::isCheckingForUpdates() const
{
    return m_managed.checkForUpdates.value_or(read(*m_store, updatesEntry));
}
void Settings::setCheckingForUpdates(bool on)
{
    if (!m_managed.checkForUpdates)
        set(updatesEntry.key, on);
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
    return read(*m_store, geometryEntry());
}
void Settings::setWindowGeometry(const QByteArray &geometry)
{
    set(geometryEntry().key, toText(geometry));
}

QByteArray Settings::headerState(const QString &table) const
{
    return read(*m_store, headerEntry(table));
}
void Settings::setHeaderState(const QString &table, const QByteArray &state)
{
    set(headerEntry(table).key, toText(state));
}

} // namespace lockdesk
