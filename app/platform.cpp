#include "platform.h"

#include "redact.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

// The last two are for pictures and tests: nobody sees their windows.
const QStringList letIn{u"xcb"_s, u"wayland"_s, u"windows"_s, u"cocoa"_s, u"offscreen"_s, u"minimal"_s};

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Platform)
};

// Of "wayland-egl;xcb:option" the one that is not let in; Qt tries one after the other.
QString strangerIn(const QString &names)
{
    for (const QString &each : names.split(u';', Qt::SkipEmptyParts)) {
        const QString name = each.section(u':', 0, 0).trimmed().toLower();
        if (!letIn.contains(name) && !name.startsWith(u"wayland-"_s))
            return name;
    }
    return {};
}

} // namespace

QString platformProblem(const QStringList &arguments, const QString &variable)
{
    QString stranger = strangerIn(variable);
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        QString option = arguments.at(i);
        if (option.startsWith(u"--"_s))
            option.remove(0, 1); // Qt takes both
        if (option == "-plugin"_L1)
            return Words::tr(
                "lockdesk: -plugin is not taken, since some of Qt's plugins listen to the network.");
        if (option == "-platform"_L1 && stranger.isEmpty())
            stranger = strangerIn(arguments.value(i + 1));
    }
    if (stranger.isEmpty())
        return {};
    return Words::tr(
        "lockdesk: the platform “%1” is not let in, since it may show the window to others. Use one "
        "of: %2.")
        .arg(forLog(stranger, 40), letIn.join(u", "_s));
}

void leaveOutInputPlugins()
{
    qunsetenv("QT_QPA_GENERIC_PLUGINS");
}

} // namespace lockdesk
