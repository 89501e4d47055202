#include "csvfile.h"

#include "csvtext.h"
#include "redact.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// Not called tr(): lupdate would take its argument for a text, and find none.
QString inWords(const char *words)
{
    return QCoreApplication::translate("Csv", words);
}

QString nameOf(const QString &path)
{
    return forDisplay(QFileInfo(path).fileName(), 80);
}

} // namespace

QString suggestedCsvName(bool containsCodes, QDate today)
{
    const QString words = containsCodes
        ? inWords(QT_TRANSLATE_NOOP("Csv", "Lockdesk access %1 contains codes"))
        : inWords(QT_TRANSLATE_NOOP("Csv", "Lockdesk access %1"));
    return words.arg(today.toString(Qt::ISODate)) + ".csv"_L1;
}

QString saveCsvFile(const QString &path, const QByteArray &bytes)
{
    const QFileInfo target(path);
    if (target.exists() && !target.isFile()) {
        return inWords(
            QT_TRANSLATE_NOOP("Csv", "“%1” is no ordinary file. Nothing was written. Choose another name."))
            .arg(nameOf(path));
    }
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) // before the first byte
        && file.write(bytes) == bytes.size() && file.commit();
    if (isWritten)
        return {};
    return inWords(
        QT_TRANSLATE_NOOP("Csv", "“%1” could not be written: %2. Nothing was written. Choose another place."))
        .arg(nameOf(path), forDisplay(file.errorString()));
}

Result<QByteArray, QString> readCsvFile(const QString &path)
{
    const QFileInfo source(path);
    if (!source.isFile()) { // reading a pipe would wait for ever
        return inWords(QT_TRANSLATE_NOOP("Csv", "“%1” is no file that can be read.")).arg(nameOf(path));
    }
    if (source.size() > maxCsvBytes) {
        return inWords(QT_TRANSLATE_NOOP("Csv", "“%1” has %2 bytes; at most %3 (5 MiB) are read."))
            .arg(nameOf(path), countText(source.size()), countText(maxCsvBytes));
    }
    QFile file(path);
    QByteArray bytes;
    if (file.open(QIODevice::ReadOnly))
        bytes = file.read(maxCsvBytes + 1);
    if (file.error() != QFileDevice::NoError) {
        return inWords(QT_TRANSLATE_NOOP("Csv", "“%1” could not be read: %2."))
            .arg(nameOf(path), forDisplay(file.errorString()));
    }
    return bytes;
}

} // namespace lockdesk
