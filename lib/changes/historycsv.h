#pragma once

#include "historyline.h"

#include <QByteArray>
#include <QTimeZone>

class QLocale;

namespace lockdesk {

/// Lines of the history as a CSV file, with a header, in the order given; its times on the clock `zone`, each
/// with its distance from UTC. No field runs as a formula, and the delimiter is the one that spreadsheet
/// programs expect where decimals are written as in `locale`. May take long: not for the GUI thread.
QByteArray historyCsv(const QList<HistoryLine> &lines, const QTimeZone &zone, const QLocale &locale);

} // namespace lockdesk
