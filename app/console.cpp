#include "console.h"

#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#include <qt_windows.h>
#endif

namespace lockdesk {

namespace {

#ifdef Q_OS_WIN
bool goesSomewhere(DWORD which)
{
    const HANDLE handle = GetStdHandle(which);
    return handle && handle != INVALID_HANDLE_VALUE && GetFileType(handle) != FILE_TYPE_UNKNOWN;
}
#endif

void print(std::FILE *stream, const QString &line)
{
#ifdef Q_OS_WIN
    // A console has a code page of its own; only its own call takes every letter.
    const auto handle = reinterpret_cast<HANDLE>(_get_osfhandle(_fileno(stream)));
    DWORD mode = 0;
    if (handle != INVALID_HANDLE_VALUE && GetConsoleMode(handle, &mode)) {
        const QString text = line + u'\n';
        DWORD written = 0;
        WriteConsoleW(handle, text.utf16(), DWORD(text.size()), &written, nullptr);
        return;
    }
#endif
    std::fprintf(stream, "%s\n", qUtf8Printable(line));
    std::fflush(stream);
}

} // namespace

void attachToConsole()
{
#ifdef Q_OS_WIN
    const bool hasOutput = goesSomewhere(STD_OUTPUT_HANDLE);
    const bool hasError = goesSomewhere(STD_ERROR_HANDLE);
    if ((hasOutput && hasError) || !AttachConsole(ATTACH_PARENT_PROCESS))
        return;
    if (!hasOutput)
        (void)std::freopen("CONOUT$", "w", stdout);
    if (!hasError)
        (void)std::freopen("CONOUT$", "w", stderr);
#endif
}

void printLine(const QString &line)
{
    print(stdout, line);
}

void printErrorLine(const QString &line)
{
    print(stderr, line);
}

} // namespace lockdesk
