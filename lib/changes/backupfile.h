#pragma once

#include "backup.h"
#include "sealedtext.h"

#include <optional>

namespace lockdesk {

/// The ending of backup files, with its dot.
QString backupSuffix();

/// The most that a backup file may hold: 64 MiB, about 100,000 authorizations.
constexpr qint64 maxBackupBytes = 64 * 1024 * 1024;

/// Why a file could not be read or written, in words for the person: what happened and whether the file that
/// was there is still as it was.
struct FileProblem
{
    QString text;
};

/// What is in the file. A folder, device or pipe is refused, as is a file beyond maxBackupBytes. Blocks: call
/// it off the GUI thread.
Result<QByteArray, FileProblem> readBackupFile(const QString &path);

/// Puts the bytes into the file as a whole, readable by its owner alone (0600); where something goes wrong,
/// an older file stays as it was. Replaces ordinary files only. Blocks: call it off the GUI thread.
std::optional<FileProblem> writeBackupFile(const QString &path, const QByteArray &bytes);

/// Saves the backup: sealed under `passphrase`, or as plain JSON without one. A backup with keypad codes is
/// never saved without one. Takes a second or more: call it off the GUI thread.
std::optional<FileProblem> saveBackup(
    const QString &path, const Backup &backup, const Secret &passphrase, const SealCost &cost = {});

/// The backup from the bytes of a file, sealed or not; `passphrase` matters only where isSealed(). Off the
/// GUI thread, as saveBackup().
Result<Backup, FileProblem> openBackup(const QByteArray &bytes, const Secret &passphrase);

} // namespace lockdesk
