#include "commandline.h"
#include "console.h"
#include "hardening.h"
#include "installermark.h"
#include "keychaintokenstore.h"
#include "mainwindow.h"
#include "places.h"
#include "platform.h"
#include "processend.h"
#include "profileid.h"
#include "program.h"
#include "selftest.h"
#include "singleinstance.h"
#include "theme.h"
#include "versiontext.h"

#include <QApplication>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QLocale>
#include <QRandomGenerator>
#include <QTranslator>

namespace {

using namespace lockdesk;
using namespace Qt::StringLiterals;

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
    const Places places = placesOfProgram();
    SystemClock clock;
    KeychainTokenStore tokens(clock);
    SelfTest test({tokens, clock, *QRandomGenerator::system(), tlsFacts(),
        QFileInfo(places.settingsFile).path(), places.dataFolder, printLine});
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
        printLine(versionText(versionFacts(placesOfProgram().portableFolder)));
    else if (line->wantsHelp)
        printLine(helpText(sections).trimmed());
    else
        return runSelfTest();
    return 0;
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    return arguments;
}

// Or refused there, which needs no display either.
bool isAnsweredOnTerminal(int argc, char **argv)
{
    const QStringList arguments = argumentsOf(argc, argv);
    return isForTerminal(arguments)
        || !parseCommandLine(withoutWindowOptions(arguments), MainWindow::sectionIds());
}

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Main)
};

// Says that another process of this user has the profile open; its window was brought to the front.
int yieldToOther(const CommandLine &line)
{
    printLine(line.file.isEmpty() ? Words::tr("Lockdesk is already open.")
                                  : Words::tr("Lockdesk is already open. To restore the backup, use “File → "
                                              "Restore access…” there."));
    return 0;
}

int run(int argc, char **argv)
{
    hardenProcess();
    attachToConsole();
    QCoreApplication::setApplicationName(u"lockdesk"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(LOCKDESK_VERSION));
    QCoreApplication::setOrganizationName(u"lockdesk"_s);
    if (isAnsweredOnTerminal(argc, argv))
        return answerOnTerminal(argc, argv);

    if (const QString problem =
            platformProblem(argumentsOf(argc, argv), qEnvironmentVariable("QT_QPA_PLATFORM"));
        !problem.isEmpty())
        return fail(problem);
    leaveOutInputPlugins();
    tellInstallerThatItRuns();
    keepForeignPluginsOut();
#ifdef Q_OS_WIN
    // The look that the icons and tables are drawn for; Windows' own paints what is selected in other
    // colours.
    QApplication::setStyle(u"Fusion"_s);
#endif
    QApplication::setDesktopFileName(u"org.lockdesk.Lockdesk"_s);
    QApplication app(argc, argv);
    const auto line = parseCommandLine(QApplication::arguments().mid(1), MainWindow::sectionIds());
    if (!line)
        return fail(line.error().text);
    const Places places = placesOfProgram();
    const ManagedSettings managed = managedSettingsOfComputer();
    const bool isOfNobody = line->isDemo || !line->screenshot.isEmpty();
    installTranslations(app,
        line->language.isEmpty() && !line->isDemo ? Settings(places.settingsFile, managed).language()
                                                  : line->language);

    SingleInstance instance(
        places.dataFolder, SingleInstance::folderFor(places.dataFolder), profileNameOf(line->profile));
    const auto role = isOfNobody ? SingleInstance::Role::Alone : instance.start();
    if (role == SingleInstance::Role::Raised)
        return yieldToOther(*line);
    if (role == SingleInstance::Role::Unanswered) {
        printErrorLine(Words::tr("lockdesk: Lockdesk is already open, but does not answer. End it, or wait, "
                                 "and try again."));
        return 1;
    }

    QApplication::setWindowIcon(theme::applicationIcon());
    Program program(*line, places, managed);
    if (const QString problem = program.problem(); !problem.isEmpty())
        return fail(problem);
    QObject::connect(&instance, &SingleInstance::raiseAsked, &program, &Program::raise);
    program.setNote(instance.note());
    program.start();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    endProcess(run(argc, argv));
}
