#include "tlsserving.h"

#include <QtGlobal>

#ifdef Q_OS_WIN
#include <qt_windows.h>
#endif

namespace lockdesk {

bool isInWine()
{
#ifdef Q_OS_WIN
    return GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version");
#else
    return false;
#endif
}

bool canServeTls()
{
    return !isInWine();
}

} // namespace lockdesk
