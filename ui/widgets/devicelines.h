#pragma once

#include "smartlock.h"

#include <QStringList>

namespace lockdesk {

/// "Front door · ID 1A2B3C4D", one a line: what a question about several devices names. The ids tell devices
/// apart whose names look alike (safety DOM-8). Of very many the rest is counted in a last line.
QString deviceLines(const QList<Smartlock> &devices);

} // namespace lockdesk
