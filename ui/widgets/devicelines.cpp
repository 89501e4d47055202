#include "devicelines.h"

#include "redact.h"

#include <QCoreApplication>

namespace lockdesk {

namespace {

constexpr qsizetype mostLines = 12; // that a dialog has room for on a small screen

struct DeviceLines
{
    Q_DECLARE_TR_FUNCTIONS(DeviceLines)
};

} // namespace

QString deviceLines(const QList<Smartlock> &devices)
{
    QStringList lines;
    const qsizetype shown = devices.size() > mostLines ? mostLines - 1 : devices.size();
    for (const Smartlock &device : devices.first(shown))
        lines += DeviceLines::tr("%1 · ID %2").arg(forDisplay(device.displayName()), toHexId(device.id));
    if (shown < devices.size())
        lines += DeviceLines::tr("and %n more", nullptr, int(devices.size() - shown));
    return lines.join(u'\n');
}

} // namespace lockdesk
