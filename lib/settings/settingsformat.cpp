#include "settingsformat.h"

#include <QFileDevice>
#include <QVariant>

namespace lockdesk {

namespace {

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

bool readSettings(QIODevice &device, QSettings::SettingsMap &map)
{
    const QByteArray all = device.readAll();
    for (const QByteArray &line : all.split('\n')) {
        const qsizetype equals = line.indexOf('=');
        if (equals > 0) {
            const QByteArray value = line.mid(equals + 1);
            map.insert(QString::fromUtf8(QByteArray::fromPercentEncoding(line.left(equals))),
                QString::fromUtf8(QByteArray::fromPercentEncoding(value)));
        }
    }
    return true;
}

bool writeSettings(QIODevice &device, const QSettings::SettingsMap &map)
{
    QByteArray text;
    for (auto entry = map.begin(); entry != map.end(); ++entry)
        text += entry.key().toUtf8().toPercentEncoding("/ ") + '=' + escaped(entry.value().toString()) + '\n';
    auto *file = qobject_cast<QFileDevice *>(&device);
    return device.write(text) == text.size() && (!file || file->flush());
}

} // namespace

QSettings::Format settingsFormat()
{
    static const QSettings::Format format =
        QSettings::registerFormat(QStringLiteral("ini"), readSettings, writeSettings, Qt::CaseSensitive);
    return format;
}

} // namespace lockdesk
