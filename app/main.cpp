#include "commandline.h"
#include "console.h"
#include "keychaintokenstore.h"
#include "mainwindow.h"
#include "program.h"
#include "selftest.h"
#include "theme.h"
#include "versiontext.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTranslator>

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
    printErrorLine(text);
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

int runSelfTest()
{
    SystemClock clock;
    KeychainTokenStore tokens(clock);
    SelfTest test(
        {tokens, clock, *QRandomGenerator::system(), tlsFacts(), QFileInfo(Settings::usualFile()).path(),
            QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation), printLine});
    QObject::connect(
        &test, &SelfTest::finished, &test, [](bool isAllWell) { QCoreApplication::exit(isAllWell ? 0 : 1); });
    QMetaObject::invokeMethod(&test, &SelfTest::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

// Asked on a terminal, the program answers without a display.
int answerOnTerminal(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = withoutWindowOptions(QCoreApplication::arguments().mid(1));
    const QStringList sections = MainWindow::sectionIds();
    const auto line = parseCommandLine(arguments, sections);
    if (!line)
        return fail(line.error().text);
    installTranslations(app, line->language);
    if (line->wantsVersion)
        printLine(versionText(versionFacts({})));
    else if (line->wantsHelp)
        printLine(helpText(sections).trimmed());
    else
        return runSelfTest();
    return 0;
}

// Or refused there, which needs no display either.
bool isAnsweredOnTerminal(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    return isForTerminal(arguments)
        || !parseCommandLine(withoutWindowOptions(arguments), MainWindow::sectionIds());
}

} // namespace

int main(int argc, char **argv)
{
    harden();
    attachToConsole();
    QCoreApplication::setApplicationName(u"lockdesk"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(LOCKDESK_VERSION));
    QCoreApplication::setOrganizationName(u"lockdesk"_s);
    if (isAnsweredOnTerminal(argc, argv))
        return answerOnTerminal(argc, argv);

    QApplication::setDesktopFileName(u"org.lockdesk.Lockdesk"_s);
    QApplication app(argc, argv);
    const auto line = parseCommandLine(QApplication::arguments().mid(1), MainWindow::sectionIds());
    if (!line)
        return fail(line.error().text);
    installTranslations(app, line->language);
    QApplication::setWindowIcon(theme::applicationIcon());
    Program program(*line);
    if (const QString problem = program.problem(); !problem.isEmpty())
        return fail(problem);
    program.start();
    return QApplication::exec();
}
