#include "platform.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

class PlatformTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testLetsIn_data()
    {
        QTest::addColumn<QString>("names");
        for (const char *names : {"", "xcb", "wayland", "wayland-egl", "wayland;xcb", "offscreen", "minimal",
                 "windows:fontengine=freetype", "cocoa", "XCB", "xcb:"})
            QTest::newRow(names) << QString::fromLatin1(names);
    }
    void testLetsIn()
    {
        QFETCH(QString, names);
        QCOMPARE(platformProblem({}, names), QString());
        QCOMPARE(platformProblem({u"-platform"_s, names}, {}), QString());
        QCOMPARE(
            platformProblem({u"--demo"_s, u"-platform"_s, names, u"--page"_s, u"vnc"_s}, names), QString());
    }

    void testKeepsOut_data()
    {
        QTest::addColumn<QString>("names");
        for (const char *names : {"vnc", "VNC", "vnc:port=5900", "xcb;vnc", "vnc;xcb", " vnc", "linuxfb",
                 "eglfs", "waylandx", "webgl:port=80", "../../evil", "minimalegl", "vkkhrdisplay"})
            QTest::newRow(names) << QString::fromLatin1(names);
    }
    void testKeepsOut()
    {
        QFETCH(QString, names);
        for (const QString &problem :
            {platformProblem({}, names), platformProblem({u"-platform"_s, names}, {}),
                platformProblem({u"--platform"_s, names}, u"xcb"_s),
                platformProblem({u"-platform"_s, u"xcb"_s, u"-platform"_s, names}, {})}) {
            QVERIFY(problem.startsWith(u"lockdesk: the platform “"_s));
            QVERIFY(!problem.contains(u'\n'));
        }
    }

    void testInputPlugins()
    {
        QVERIFY(!platformProblem({u"-plugin"_s, u"tuiotouch"_s}, {}).isEmpty());
        QVERIFY(!platformProblem({u"--plugin"_s, u"tuiotouch"_s}, {}).isEmpty());
        qputenv("QT_QPA_GENERIC_PLUGINS", "tuiotouch");
        leaveOutInputPlugins();
        QVERIFY(!qEnvironmentVariableIsSet("QT_QPA_GENERIC_PLUGINS"));
    }
};

QTEST_APPLESS_MAIN(PlatformTest)
#include "platformtest.moc"
