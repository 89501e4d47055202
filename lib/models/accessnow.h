#pragma once

#include <QDateTime>
#include <QString>
#include <QTimeZone>

namespace lockdesk {

struct Authorization;

/// Whether an authorization may open now, as the Access table says it, and until when those words hold:
/// working it out walks through the calendar, so it is done again only when due.
struct AccessNow
{
    QString text; ///< "Yes, until …", "No, next …", "Never again", "Unclear", "Disabled"
    qint64 order =
        0; ///< to sort by: open ones by their end, then by the next opening, then those without any
    QDateTime due; ///< UTC: from then on it must be asked again; invalid when the words hold for ever

    friend bool operator==(const AccessNow &, const AccessNow &) = default;
};

/// `shown` is the clock of the words, invalid for UTC; `lockZone` is invalid when unknown.
AccessNow accessNow(const Authorization &authorization, const QDateTime &now, const QTimeZone &lockZone,
    const QTimeZone &shown, const QLocale &locale);

} // namespace lockdesk
