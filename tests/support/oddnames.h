#pragma once

#include <QRandomGenerator>
#include <QStringList>

namespace lockdesk {

/// A name of up to five parts, most of them such as break files: formulas, quotes, delimiters, line ends.
inline QString oddName(QRandomGenerator &random)
{
    static const QStringList parts{QStringLiteral("Anna"), QStringLiteral("=1+1"), QStringLiteral("'"),
        QStringLiteral("\""), QStringLiteral(","), QStringLiteral(";"), QStringLiteral("\t"),
        QStringLiteral("\r\n"), QStringLiteral("\n"), QStringLiteral(" "), QStringLiteral("-2"),
        QStringLiteral("@SUM(A1)"), QStringLiteral("\uFF1Dcmd"), QStringLiteral("Žofie"), QStringLiteral("|"),
        QString(QChar()), QStringLiteral("𝄞"), QStringLiteral("sep=;"), QStringLiteral("\uFEFF"),
        QStringLiteral("none")};
    QString name;
    for (int i = random.bounded(5); i >= 0; --i)
        name += parts.at(random.bounded(int(parts.size())));
    return name;
}

} // namespace lockdesk
