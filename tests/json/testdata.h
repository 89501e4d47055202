#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTimeZone>

// The bodies of tests/data/, written after what the service is known to answer.

namespace lockdesk {

inline QByteArray bodyOf(const QString &name)
{
    QFile file(QStringLiteral(LOCKDESK_TEST_DATA "/%1.json").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("No test data %s", qPrintable(file.fileName()));
    return file.readAll();
}

inline QJsonObject objectOf(const QString &name)
{
    return QJsonDocument::fromJson(bodyOf(name)).object();
}

inline QJsonArray arrayOf(const QString &name)
{
    return QJsonDocument::fromJson(bodyOf(name)).array();
}

/// JSON written with single quotes, which C++ leaves readable.
inline QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

/// The object that a text is.
inline QJsonObject parsed(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace lockdesk
