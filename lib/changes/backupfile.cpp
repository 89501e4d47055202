#include "backupfile.h"

#include "redact.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("BackupFile", words);
}

// What the system says, and of which file.
FileProblem problem(const QString &words, const QString &path, const QString &system = {})
{
    const QString what = words.arg(forDisplay(QFileInfo(path).fileName()));
    return {system.isEmpty() ? what : what + u' ' + forDisplay(system)};
}

} // namespace

QString backupSuffix()
{
    return u".lockdesk-backup"_s;
}

Result<QByteArray, FileProblem> readBackupFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return problem(tr(QT_TRANSLATE_NOOP("BackupFile", "There is no file “%1”.")), path);
    if (!info.isFile()) // opening a pipe would wait for ever
        return problem(
            tr(QT_TRANSLATE_NOOP("BackupFile", "“%1” is not an ordinary file. Choose another one.")), path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return problem(tr(QT_TRANSLATE_NOOP("BackupFile", "“%1” cannot be read.")), path, file.errorString());
    const QByteArray bytes = file.read(maxBackupBytes + 1); // it may have grown meanwhile
    if (file.error() != QFileDevice::NoError)
        return problem(tr(QT_TRANSLATE_NOOP("BackupFile", "“%1” cannot be read.")), path, file.errorString());
    if (bytes.size() > maxBackupBytes)
        return problem(tr(QT_TRANSLATE_NOOP("BackupFile",
                           "“%1” is larger than 64 MiB, so it is no backup of Lockdesk. Choose another "
                           "file.")),
            path);
    return bytes;
}

std::optional<FileProblem> writeBackupFile(const QString &path, const QByteArray &bytes)
{
    const QFileInfo info(path);
    if (info.exists() && !info.isFile())
        return problem(tr(QT_TRANSLATE_NOOP("BackupFile",
                           "“%1” is not an ordinary file, so nothing was saved. Choose another name.")),
            path);
    if (bytes.size() > maxBackupBytes)
        return problem(
            tr(QT_TRANSLATE_NOOP("BackupFile",
                "The backup would be larger than 64 MiB, so “%1” was not saved. Choose fewer devices and "
                "make several backups.")),
            path);
    const QString failed = tr(QT_TRANSLATE_NOOP(
        "BackupFile", "“%1” could not be saved. A file of this name that was there is as it was."));
    QSaveFile file(path);
    // The rights come before the content.
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(bytes) != bytes.size() || !file.commit())
        return problem(failed, path, file.errorString());
    return std::nullopt;
}

std::optional<FileProblem> saveBackup(
    const QString &path, const Backup &backup, const Secret &passphrase, const SealCost &cost)
{
    QByteArray plain = toBytes(backup);
    if (passphrase.isEmpty() && !backup.hasCodes)
        return writeBackupFile(path, plain);
    const Result<QByteArray, SealProblem> sealed = seal(plain, passphrase, cost);
    plain.fill('\0');
    if (!sealed)
        return FileProblem{
            tr(QT_TRANSLATE_NOOP("BackupFile", "Nothing was saved.")) + u' ' + explain(sealed.error())};
    return writeBackupFile(path, *sealed);
}

Result<Backup, FileProblem> openBackup(const QByteArray &bytes, const Secret &passphrase)
{
    const auto decoded = [](const QByteArray &plain) -> Result<Backup, FileProblem> {
        Result<Backup, BackupProblem> backup = backupFromBytes(plain);
        if (!backup)
            return FileProblem{explain(backup.error())};
        return std::move(backup).value();
    };
    if (!isSealed(bytes))
        return decoded(bytes);
    const Result<Secret, SealProblem> plain = unseal(bytes, passphrase);
    if (!plain)
        return FileProblem{explain(plain.error())};
    return decoded(plain->reveal());
}

} // namespace lockdesk
