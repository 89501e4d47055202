#include "processend.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <cstdio>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

// What a library's end does on Windows, where it would be left out.
struct AtEnd
{
    ~AtEnd() { std::puts("end of the libraries"); }
};

} // namespace

class ProcessEndTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsWithStatusAndOutput()
    {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {u"--end"_s, u"7"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 7);
#ifdef Q_OS_WIN
        QCOMPARE(process.readAllStandardOutput().trimmed(), "said last");
#else
        QCOMPARE(process.readAllStandardOutput(), "said lastend of the libraries\n");
#endif
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--end") == 0) {
        static const AtEnd atEnd;
        std::fputs("said last", stdout); // not flushed: no end of the line
        endProcess(QByteArray(argv[2]).toInt());
    }
    ProcessEndTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "processendtest.moc"
