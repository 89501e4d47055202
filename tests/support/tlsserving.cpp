#include "tlsserving.h"

#include <QtGlobal>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace lockdesk {

bool canServeTls()
{
#ifdef Q_OS_WIN
    return !GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version");
#else
    return true;
#endif
}

} // namespace lockdesk
