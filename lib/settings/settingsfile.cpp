#include "settingsfile.h"

#include "filelock.h"
#include "plainfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockdesk {

namespace {

using Values = QMap<QString, QString>;

constexpr auto ownersFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr auto ownersFolder = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
constexpr qint64 maxFileBytes = 4 * 1024 * 1024; // a settings file has kilobytes; this one is something else
constexpr auto patience = 200ms; // with another program that writes; it takes a few

// What a line cannot hold as it is: line breaks, and the sign that marks such a character.
const QByteArray escapedInValues("%\r\n");

QByteArray escaped(const QString &value)
{
    QByteArray text;
    for (const char c : value.toUtf8()) {
        if (c == '\0' || escapedInValues.contains(c))
            text += '%' + QByteArray(1, c).toHex();
        else
            text += c;
    }
    return text;
}

Values valuesIn(const QByteArray &text)
{
    Values values;
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype equals = line.indexOf('=');
        if (equals > 0)
            values.insert(QString::fromUtf8(QByteArray::fromPercentEncoding(line.left(equals))),
                QString::fromUtf8(QByteArray::fromPercentEncoding(line.mid(equals + 1))));
    }
    return values;
}

QByteArray textOf(const Values &values)
{
    QByteArray text;
    for (auto value = values.begin(); value != values.end(); ++value)
        text += value.key().toUtf8().toPercentEncoding("/ ") + '=' + escaped(value.value()) + '\n';
    return text;
}

void putInto(const SettingsFile::Changes &changes, Values &values)
{
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (change.value())
            values.insert(change.key(), *change.value());
        else
            values.remove(change.key());
    }
}

// None where there is no file; std::nullopt where something is there that is not to be written over.
std::optional<Values> read(const QString &path)
{
    if (!QFileInfo::exists(path) && !isNoPlainFile(path))
        return Values();
    QFile file(path);
    if (!openPlainFile(file, QIODevice::ReadOnly).isEmpty())
        return std::nullopt;
    const QByteArray text = file.read(maxFileBytes + 1);
    if (file.error() != QFileDevice::NoError || text.size() > maxFileBytes)
        return std::nullopt;
    if (file.permissions() != ownersFile)
        file.setPermissions(ownersFile);
    return valuesIn(text);
}

bool write(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.setPermissions(ownersFile) // before the first byte
        && file.write(text) == text.size() && file.flush() && file.commit();
}

QString existingFolderOver(const QString &path)
{
    QFileInfo folder(QFileInfo(path).absolutePath());
    while (!folder.exists() && !folder.isRoot())
        folder.setFile(folder.absolutePath());
    return folder.isDir() ? folder.absoluteFilePath() : QString();
}

} // namespace

SettingsFile::SettingsFile(const QString &path)
    : m_path(path)
{
    const std::optional<Values> there = read(path);
    m_isUsable = there.has_value() && !path.isEmpty();
    m_values = there.value_or(Values());
}

void SettingsFile::change(const Changes &changes)
{
    putInto(changes, m_values);
    for (auto change = changes.begin(); change != changes.end(); ++change)
        m_unsaved.insert(change.key(), change.value());
    if (m_isUsable && save())
        m_unsaved.clear();
}

bool SettingsFile::save()
{
    const QString folder = QFileInfo(m_path).absolutePath();
    if (!QFileInfo::exists(folder) && QDir().mkpath(folder))
        QFile::setPermissions(folder, ownersFolder);
    // Where there are no locks it is written all the same: another program's change may then be lost, as may
    // anything that two do at the same time.
    FileLock lock(m_path + u".lock"_s);
    if (lock.take(patience) == FileLock::Outcome::Held)
        return false;
    std::optional<Values> there = read(m_path);
    if (!there)
        return false;
    putInto(m_unsaved, *there);
    if (!write(m_path, textOf(*there)))
        return false;
    m_values = *there;
    return true;
}

bool SettingsFile::isWritable() const
{
    const QString folder = existingFolderOver(m_path);
    const QFileInfo file(m_path);
    return m_isUsable && m_unsaved.isEmpty() && !folder.isEmpty() && QFileInfo(folder).isWritable()
        && (!file.exists() || file.isWritable());
}

} // namespace lockdesk
