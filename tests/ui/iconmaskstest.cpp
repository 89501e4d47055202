#include <QDir>
#include <QImage>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <cstdlib>

using namespace Qt::StringLiterals;

/// The masks that are committed are those that the masters give.
class IconMasksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksAreThoseOfTheMasters();
};

namespace {

// Another librsvg may round an edge otherwise; a changed drawing differs by whole pixels.
constexpr int roundingOfAnEdge = 40;

int largestDifference(const QImage &a, const QImage &b)
{
    int largest = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            largest = std::max(largest, std::abs(qAlpha(a.pixel(x, y)) - qAlpha(b.pixel(x, y))));
    }
    return largest;
}

} // namespace

void IconMasksTest::masksAreThoseOfTheMasters()
{
    if (QStandardPaths::findExecutable(u"rsvg-convert"_s).isEmpty())
        QSKIP("rsvg-convert is missing (Debian: librsvg2-bin): the icon masks are not compared with their "
              "masters");
    QTemporaryDir folder;
    QProcess renderer;
    renderer.start(QStringLiteral(LOCKDESK_RESOURCES "/render-icons"), {folder.path()});
    QVERIFY(renderer.waitForFinished(120'000));
    QCOMPARE(renderer.exitCode(), 0);

    const QDir fresh(folder.path());
    const QDir committed(QStringLiteral(LOCKDESK_RESOURCES "/icons/masks"));
    const QStringList names = fresh.entryList({u"*.png"_s});
    QVERIFY(!names.isEmpty());
    QCOMPARE(committed.entryList({u"*.png"_s}), names);
    for (const QString &name : names) {
        const QImage a(fresh.filePath(name));
        const QImage b(committed.filePath(name));
        QVERIFY2(a.size() == b.size(), qPrintable(name));
        QVERIFY2(largestDifference(a, b) <= roundingOfAnEdge, qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(IconMasksTest)
#include "iconmaskstest.moc"
