#include "simulateddates.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lockdesk {

QString millisecondsText(const QDateTime &instant)
{
    return instant.toUTC().toString(Qt::ISODateWithMs);
}

QString wholeSecondsText(const QDateTime &instant)
{
    QString text = instant.toUTC().toString(Qt::ISODate);
    text.chop(1);
    return text + ".000Z"_L1;
}

std::optional<QDateTime> instantFrom(const QString &text)
{
    const QRegularExpression shape(uR"(\A\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)\z)"_s);
    if (!shape.match(text).hasMatch())
        return std::nullopt;
    const QDateTime instant = QDateTime::fromString(text, Qt::ISODateWithMs);
    return instant.isValid() ? std::optional(instant.toUTC()) : std::nullopt;
}

} // namespace lockdesk
