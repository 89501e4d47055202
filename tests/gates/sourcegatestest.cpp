#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

// JSON-6 and its like: what must not stand in the program's sources. Comments do not count.
class SourceGatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingForbiddenStandsInTheSources_data()
    {
        QTest::addColumn<QStringList>("folders");
        QTest::addColumn<QString>("pattern");
        const QStringList service{u"lib/json"_s, u"lib/api"_s};
        const QStringList library{u"lib"_s};
        const QStringList all{u"lib"_s, u"ui"_s, u"app"_s};
        QTest::newRow("the service's numbers have 64 bits") << service << u"\\.toInt\\("_s;
        QTest::newRow("the service's numbers are no fractions") << service << u"\\.toDouble\\("_s;
        QTest::newRow("ids have 64 bits")
            << all << u"[iI]d\\w*(\"|_L1|_s|\\)|\\])*\\.to(Int|Double|Float)\\("_s;
        QTest::newRow("no reference into a temporary")
            << library << u"\\bauto\\b[^=;]*=[^;]*\\.object\\(\\)\\s*\\["_s;
        QTest::newRow("no reference into an object")
            << service << u"\\bauto\\b\\s*&*\\s*\\w+\\s*=[^;]*\\[[^\\]]*(_L1|_s|\")\\s*\\]"_s;
        QTest::newRow("certificates are checked") << all << u"ignoreSslErrors|VerifyNone|QueryPeer"_s;
        QTest::newRow("no token in clear text") << all << u"setInsecureFallback"_s;
        QTest::newRow("no nested event loop") << all << u"QEventLoop|processEvents\\s*\\("_s;
    }
    void nothingForbiddenStandsInTheSources()
    {
        QFETCH(QStringList, folders);
        QFETCH(QString, pattern);
        const QRegularExpression forbidden(pattern);
        QVERIFY2(forbidden.isValid(), qPrintable(forbidden.errorString()));
        QStringList found;
        int files = 0;
        for (const QString &folder : std::as_const(folders)) {
            QDirIterator sources(u"" LOCKDESK_TEST_DATA "/../../"_s + folder, {u"*.cpp"_s, u"*.h"_s},
                QDir::Files, QDirIterator::Subdirectories);
            for (; sources.hasNext(); ++files)
                found += matchesIn(sources.next(), forbidden);
        }
        QVERIFY(files > 0);
        QVERIFY2(found.isEmpty(), qPrintable(u"\n"_s + found.join(u'\n')));
    }

private:
    static QStringList matchesIn(const QString &path, const QRegularExpression &forbidden)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return {path + u": cannot be read"_s};
        static const QRegularExpression comment(u"//.*$"_s);
        QStringList found;
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (QString(lines.at(i)).remove(comment).contains(forbidden))
                found += u"%1:%2: %3"_s.arg(path, QString::number(i + 1), lines.at(i).trimmed());
        }
        return found;
    }
};

QTEST_APPLESS_MAIN(SourceGatesTest)
#include "sourcegatestest.moc"
