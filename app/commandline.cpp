#include "commandline.h"

#include "redact.h"
#include "transport.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

struct Options
{
    QCommandLineOption demo{
        u"demo"_s, Words::tr("Open a window full of simulated locks; nothing leaves the program.")};
    QCommandLineOption profile{
        u"profile"_s, Words::tr("Sign in with this profile (default: “default”)."), u"NAME"_s};
    QCommandLineOption api{u"api-url"_s,
        Words::tr("Address of the service: https, or http on this computer (127.0.0.1, localhost, [::1])."),
        u"URL"_s};
    QCommandLineOption language{
        u"language"_s, Words::tr("Language of the interface, such as de."), u"CODE"_s};
    QCommandLineOption screenshot{
        u"screenshot"_s, Words::tr("Write a picture of the window to this PNG file and end."), u"FILE"_s};
    QCommandLineOption page{u"page"_s, Words::tr("Section of the picture."), u"SECTION"_s};
    QCommandLineOption selfTest{
        u"self-test"_s, Words::tr("Check the keychain and secure connections, and end.")};
    QCommandLineOption version{{u"v"_s, u"version"_s}, Words::tr("Print the version and end.")};
    QCommandLineOption help{{u"h"_s, u"help"_s}, Words::tr("Print this help and end.")};

    void addTo(QCommandLineParser &parser) const
    {
        parser.addOptions({demo, profile, api, language, screenshot, page, selfTest, version, help});
    }
};

CommandLineError error(const QString &text)
{
    return {u"lockdesk: "_s + text};
}

} // namespace

Result<CommandLine, CommandLineError> parseCommandLine(
    const QStringList &arguments, const QStringList &sections)
{
    const Options options;
    QCommandLineParser parser;
    options.addTo(parser);
    if (!parser.parse(QStringList{u"lockdesk"_s} + arguments)) {
        const QString text = forLog(parser.errorText());
        const bool isToken = text.contains(u"token"_s, Qt::CaseInsensitive);
        // What follows such an option may be a token: it is not repeated.
        return isToken ? error(Words::tr(
                   "No option takes a token, since other programs can read the command line. Paste it "
                   "into the sign-in window."))
                       : error(text);
    }
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1)
        return error(Words::tr("Unexpected argument: one file at a time. See --help."));

    CommandLine line;
    if (!files.isEmpty()) {
        const QFileInfo file(files.first());
        // Its name is not repeated: what somebody put there may be a token.
        if (!file.isFile() || !file.isReadable())
            return error(Words::tr(
                "There is no such file, or it cannot be read. The one argument is a backup to restore."));
        line.file = file.absoluteFilePath();
    }
    line.isDemo = parser.isSet(options.demo);
    line.wantsSelfTest = parser.isSet(options.selfTest);
    line.wantsVersion = parser.isSet(options.version);
    line.wantsHelp = parser.isSet(options.help);
    line.language = parser.value(options.language);
    line.screenshot = parser.value(options.screenshot);
    line.page = parser.value(options.page).toLower();
    if (parser.isSet(options.profile))
        line.profile = parser.value(options.profile);
    static const QRegularExpression profileName(u"\\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\z"_s);
    if (!profileName.match(line.profile).hasMatch())
        return error(
            Words::tr("A profile's name has letters, digits, dots, dashes and underscores, at most 64."));
    if (parser.isSet(options.api)) {
        line.api = QUrl(parser.value(options.api), QUrl::StrictMode);
        if (!Transport::isAcceptable(*line.api))
            return error(Words::tr("--api-url takes an https address, or http on this computer only."));
    }
    if (parser.isSet(options.screenshot) && line.screenshot.isEmpty())
        return error(Words::tr("--screenshot needs a file name."));
    if (parser.isSet(options.page) && line.screenshot.isEmpty())
        return error(Words::tr("--page goes with --screenshot."));
    if (!line.page.isEmpty() && !sections.contains(line.page))
        return error(Words::tr("--page takes one of: %1.").arg(sections.join(u", "_s)));
    static const QRegularExpression languageCode(u"\\A[a-z]{2,3}([_-][A-Za-z]{2,4})?\\z"_s);
    if (parser.isSet(options.language) && !languageCode.match(line.language).hasMatch())
        return error(Words::tr("--language takes a code such as de or pt_BR."));
    return line;
}

bool isForTerminal(const QStringList &arguments)
{
    static const QStringList asking{u"--self-test"_s, u"--version"_s, u"-v"_s, u"--help"_s, u"-h"_s};
    return std::ranges::any_of(arguments, [](const QString &a) { return asking.contains(a); });
}

QStringList withoutWindowOptions(const QStringList &arguments)
{
    // As QGuiApplication and QApplication take them, with one dash or two.
    static const QStringList withValue{u"platform"_s, u"platformpluginpath"_s, u"platformtheme"_s,
        u"plugin"_s, u"style"_s, u"stylesheet"_s, u"qwindowgeometry"_s, u"geometry"_s, u"qwindowicon"_s,
        u"icon"_s, u"qwindowtitle"_s, u"title"_s, u"display"_s, u"session"_s};
    static const QStringList alone{u"reverse"_s, u"nograb"_s, u"dograb"_s, u"sync"_s, u"widgetcount"_s};
    QStringList left;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        QStringView name(arguments.at(i));
        while (name.startsWith(u'-'))
            name = name.mid(1);
        const bool isOption = arguments.at(i).startsWith(u'-');
        if (isOption && withValue.contains(name))
            ++i;
        else if (!isOption || !alone.contains(name))
            left += arguments.at(i);
    }
    return left;
}

QString helpText(const QStringList &sections)
{
    const Options options;
    QCommandLineParser parser;
    options.addTo(parser);
    parser.addPositionalArgument(
        u"FILE"_s, Words::tr("A backup (.lockdesk-backup) to restore."), u"[FILE]"_s);
    parser.setApplicationDescription(
        Words::tr("Administers Nuki smart locks over the Nuki Web API.\nSections for --page: %1.")
            .arg(sections.join(u", "_s)));
    return parser.helpText();
}

} // namespace lockdesk
