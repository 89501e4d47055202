#include "hardening.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStringList>
#include <vector>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif
#ifdef Q_OS_MACOS
#include <mach-o/dyld.h>
#endif
#ifdef Q_OS_WIN
#include <qt_windows.h>
#endif

using namespace Qt::StringLiterals;

namespace lockdesk {

void hardenProcess()
{
#ifdef Q_OS_UNIX
    umask(077);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__)
    // Not in a snap, whose portals look at the process; nor under the leak checker, which reads its memory.
    if (qEnvironmentVariableIsEmpty("SNAP"))
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
#ifdef Q_OS_WIN
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32 | LOAD_LIBRARY_SEARCH_APPLICATION_DIR);
    SetDllDirectoryW(L""); // not the current folder
#endif
}

QString programFolder()
{
#if defined(Q_OS_WIN)
    std::vector<wchar_t> path(32768);
    const DWORD length = GetModuleFileNameW(nullptr, path.data(), DWORD(path.size()));
    const QString program = QString::fromWCharArray(path.data(), qsizetype(length));
#elif defined(Q_OS_MACOS)
    uint32_t size = 0;
    _NSGetExecutablePath(nullptr, &size);
    std::vector<char> path(size + 1);
    const bool isKnown = _NSGetExecutablePath(path.data(), &size) == 0;
    const QString program =
        isKnown ? QFileInfo(QFile::decodeName(path.data())).canonicalFilePath() : QString();
#else
    const QString program = QFileInfo(u"/proc/self/exe"_s).symLinkTarget();
#endif
    return program.isEmpty() ? QString() : QFileInfo(program).absolutePath();
}

QString ownPluginFolder(const QString &programFolder)
{
    if (programFolder.isEmpty())
        return {};
    QStringList candidates;
    const QDir folder(programFolder);
    for (const QString &file : {u"qt.conf"_s, u"../Resources/qt.conf"_s}) {
        if (!folder.exists(file))
            continue;
        const QSettings conf(folder.filePath(file), QSettings::IniFormat);
        // Qt's own rules: the prefix is relative to the program, or to Contents of a macOS bundle.
        const QDir base(file == "qt.conf"_L1 ? folder.path() : folder.filePath(u".."_s));
        const QDir prefix(base.filePath(conf.value(u"Paths/Prefix"_s, u"."_s).toString()));
        candidates += prefix.filePath(conf.value(u"Paths/Plugins"_s, u"plugins"_s).toString());
    }
    candidates += {folder.path(), folder.filePath(u"plugins"_s), folder.filePath(u"../PlugIns"_s)};
    for (const QString &candidate : std::as_const(candidates)) {
        if (QFileInfo(candidate + u"/platforms"_s).isDir())
            return QDir::cleanPath(candidate);
    }
    return {};
}

void keepForeignPluginsOut()
{
    const QString plugins = ownPluginFolder(programFolder());
    if (plugins.isEmpty())
        return;
    for (const char *name : {"QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH"})
        qunsetenv(name);
    QCoreApplication::setLibraryPaths({plugins});
}

} // namespace lockdesk
