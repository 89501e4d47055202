#include "managedsettings.h"

#include "logging.h"
#include "plainfile.h"
#include "redact.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr qint64 maxFileBytes = 64 * 1024; // the whole table has a few hundred

constexpr auto apiUrlKey = "apiUrl"_L1;
constexpr auto languageKey = "language"_L1;
constexpr auto clockChoiceKey = "clockChoice"_L1;
constexpr auto reviewKey = "reviewEveryChange"_L1;
constexpr auto updatesKey = "checkForUpdates"_L1;
constexpr auto rememberKey = "rememberToken"_L1;
constexpr auto codesKey = "exportCodes"_L1;

std::optional<bool> toSwitch(const QVariant &value)
{
    const QString text = value.toString().trimmed().toLower(); // a registry has the numbers 0 and 1
    if (text == "true"_L1 || text == "1"_L1)
        return true;
    if (text == "false"_L1 || text == "0"_L1)
        return false;
    return std::nullopt;
}

std::optional<bool> toRestriction(const QVariant &value)
{
    const std::optional<bool> choice = toSwitch(value);
    return choice == false ? choice : std::nullopt; // to allow what is allowed anyway manages nothing
}

std::optional<QUrl> toApi(const QVariant &value)
{
    const QUrl url(value.toString().trimmed(), QUrl::StrictMode);
    const bool isPlain = url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
    return url.scheme() == "https"_L1 && !url.host().isEmpty() && isPlain ? std::optional(url) : std::nullopt;
}

std::optional<QString> toLanguage(const QVariant &value)
{
    static const QRegularExpression code(u"\\A[a-z]{2,3}([_-][A-Za-z]{2,4})?\\z"_s);
    const QString text = value.toString().trimmed();
    return code.match(text).hasMatch() ? std::optional(text) : std::nullopt;
}

std::optional<QString> toClock(const QVariant &value)
{
    const QString text = value.toString().trimmed();
    const bool isKnown = text == "lock"_L1 || text == "mine"_L1 || text == "utc"_L1;
    return isKnown ? std::optional(text) : std::nullopt;
}

// Everybody can write it, so it is not the administrator's word.
bool isEverybodys(const QFileInfo &file)
{
#ifdef Q_OS_UNIX
    const QFileInfo folder(file.absolutePath());
    return file.permission(QFile::WriteOther) || folder.permission(QFile::WriteOther);
#else
    Q_UNUSED(file)
    return false;
#endif
}

void addMissing(QVariantMap &all, const QVariantMap &more)
{
    for (auto entry = more.begin(); entry != more.end(); ++entry) {
        if (!all.contains(entry.key()))
            all.insert(entry.key(), entry.value());
    }
}

[[maybe_unused]] QVariantMap readStore(const QString &place, const QString &group = {})
{
    QVariantMap values;
    QSettings store(place, QSettings::NativeFormat);
    if (!group.isEmpty())
        store.beginGroup(group);
    for (const QLatin1StringView key :
        {apiUrlKey, languageKey, clockChoiceKey, reviewKey, updatesKey, rememberKey, codesKey}) {
        if (store.contains(key))
            values.insert(key, store.value(key));
    }
    return values;
}

} // namespace

bool ManagedSettings::contains(QLatin1StringView key) const
{
    return (key == apiUrlKey && apiUrl) || (key == languageKey && language)
        || (key == clockChoiceKey && clockChoice) || (key == reviewKey && reviewEveryChange)
        || (key == updatesKey && checkForUpdates) || (key == rememberKey && rememberToken)
        || (key == codesKey && exportCodes);
}

ManagedSettings managedSettingsFrom(const QVariantMap &values, const QString &origin)
{
    ManagedSettings managed;
    for (auto entry = values.begin(); entry != values.end(); ++entry) {
        const QString &key = entry.key();
        const QVariant &value = entry.value();
        if (key == apiUrlKey)
            managed.apiUrl = toApi(value);
        else if (key == languageKey)
            managed.language = toLanguage(value);
        else if (key == clockChoiceKey)
            managed.clockChoice = toClock(value);
        else if (key == reviewKey)
            managed.reviewEveryChange = toSwitch(value);
        else if (key == updatesKey)
            managed.checkForUpdates = toSwitch(value);
        else if (key == rememberKey)
            managed.rememberToken = toRestriction(value);
        else if (key == codesKey)
            managed.exportCodes = toRestriction(value);
        const bool isKept = managed.contains(QLatin1StringView(key.toLatin1()))
            || ((key == rememberKey || key == codesKey) && toSwitch(value) == true);
        // The value is not repeated: whoever mistook the file for another may have put a secret there.
        if (!isKept)
            qCWarning(logSettings).noquote()
                << "ignored in" << forLog(origin) << "- unknown key or value:" << forLog(key);
    }
    return managed;
}

QVariantMap readManagedFile(const QString &path)
{
    // A link is the administrator's to make; where it leads decides as well who could have written it.
    const QFileInfo info(QFileInfo(path).canonicalFilePath());
    if (!QFileInfo::exists(path))
        return {};
    if (isEverybodys(QFileInfo(path)) || isEverybodys(info)) {
        qCWarning(logSettings).noquote() << "ignored, since every user can write it:" << forLog(path);
        return {};
    }
    QFile file(info.filePath());
    if (info.size() > maxFileBytes || !openPlainFile(file, QIODevice::ReadOnly).isEmpty()) {
        qCWarning(logSettings).noquote() << "ignored, since it cannot be read:" << forLog(path);
        return {};
    }
    QVariantMap values;
    const QList<QByteArray> lines = file.read(maxFileBytes).split('\n');
    for (const QByteArray &line : lines) {
        const QByteArray text = line.trimmed();
        const qsizetype equals = text.indexOf('=');
        const bool saysNothing = text.startsWith('#') || text.startsWith(';') || text.startsWith('[');
        if (equals > 0 && !saysNothing)
            values.insert(QString::fromUtf8(text.left(equals).trimmed()),
                QString::fromUtf8(text.mid(equals + 1).trimmed()));
    }
    return values;
}

ManagedSettings managedSettingsOfComputer()
{
    QVariantMap all;
#if defined(Q_OS_WIN)
    const QString origin = u"Policies\\Lockdesk"_s;
    // A key that is missing would be made by whoever opens it; asked for within another, it is not.
    for (const QString &root : {u"HKEY_LOCAL_MACHINE\\Software"_s, u"HKEY_CURRENT_USER\\Software"_s})
        addMissing(all, readStore(root, u"Policies/Lockdesk"_s));
#elif defined(Q_OS_MACOS)
    const QString origin = u"/Library/Managed Preferences"_s;
    const QString file = u"/org.lockdesk.Lockdesk.plist"_s;
    for (const QString &place : {origin + file, origin + u'/' + qEnvironmentVariable("USER") + file}) {
        if (QFileInfo::exists(place))
            addMissing(all, readStore(place));
    }
#else
    QString folders = qEnvironmentVariable("XDG_CONFIG_DIRS");
    if (folders.isEmpty())
        folders = u"/etc/xdg"_s;
    const QString origin = u"lockdesk/lockdesk.ini of "_s + folders;
    for (const QString &folder : folders.split(u':', Qt::SkipEmptyParts)) {
        if (QDir::isAbsolutePath(folder))
            addMissing(all, readManagedFile(folder + u"/lockdesk/lockdesk.ini"_s));
    }
#endif
    return managedSettingsFrom(all, origin);
}

} // namespace lockdesk
