#pragma once

#include "result.h"

#include <QByteArray>
#include <QDate>
#include <QString>

namespace lockdesk {

/// "Lockdesk access 2026-03-02.csv", or "… contains codes.csv" where it does (CSV-2).
QString suggestedCsvName(bool containsCodes, QDate today);

/// Writes the file as a whole or not at all, for its owner alone to read (0600). In words what went wrong,
/// and that nothing was written; empty when all went well. What is there already and is no ordinary file (a
/// folder, a device, a pipe) is refused. May take long: to be run away from the GUI thread.
QString saveCsvFile(const QString &path, const QByteArray &bytes);

/// What an ordinary file of at most maxCsvBytes holds, or in words why it cannot be read. May take long.
Result<QByteArray, QString> readCsvFile(const QString &path);

} // namespace lockdesk
