#include "installermark.h"

#include <QtGlobal>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#endif

namespace lockdesk {

void tellInstallerThatItRuns()
{
#ifdef Q_OS_WIN
    // Windows closes it with the process, however that ends.
    CreateMutexW(nullptr, FALSE, L"Local\\org.lockdesk.Lockdesk");
#endif
}

} // namespace lockdesk
