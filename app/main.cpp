#include "commandline.h"
#include "mainwindow.h"
#include "program.h"
#include "theme.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <cstdio>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>
#endif

namespace {

using namespace lockdesk;
using namespace Qt::StringLiterals;

// Files of ours are for this user alone, and a crash leaves no memory with tokens on the disk (safety 4.3).
void harden()
{
#ifdef Q_OS_UNIX
    umask(077);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
}

int fail(const QString &text)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(text));
    return 2;
}

void installTranslations(QCoreApplication &app, const QString &language)
{
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    if (!language.isEmpty())
        QLocale::setDefault(locale);
    // English is the language of the sources but for its plurals; every other language lies over it.
    auto *english = new QTranslator(&app);
    if (english->load(u":/translations/lockdesk_en.qm"_s))
        QCoreApplication::installTranslator(english);
    auto *ours = new QTranslator(&app);
    if (ours->load(locale, u"lockdesk"_s, u"_"_s, u":/translations"_s))
        QCoreApplication::installTranslator(ours);
    auto *qts = new QTranslator(&app);
    if (qts->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qts);
}

} // namespace

int main(int argc, char **argv)
{
    harden();
    QApplication::setApplicationName(u"lockdesk"_s);
    QApplication::setApplicationVersion(QStringLiteral(LOCKDESK_VERSION));
    QApplication::setOrganizationName(u"lockdesk"_s);
    QApplication::setDesktopFileName(u"org.lockdesk.Lockdesk"_s);

    QApplication app(argc, argv);
    const QStringList sections = MainWindow::sectionIds();
    const auto line = parseCommandLine(QApplication::arguments().mid(1), sections);
    if (!line)
        return fail(line.error().text);
    if (line->wantsVersion) {
        std::printf("lockdesk %s (Qt %s)\n", LOCKDESK_VERSION, qVersion());
        return 0;
    }
    if (line->wantsHelp) {
        std::printf("%s", qUtf8Printable(helpText(sections)));
        return 0;
    }
    installTranslations(app, line->language);
    QApplication::setWindowIcon(theme::applicationIcon());
    Program program(*line);
    if (const QString problem = program.problem(); !problem.isEmpty())
        return fail(problem);
    program.start();
    return QApplication::exec();
}
