#include "theme.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QPainter>
#include <QTest>
#include <cmath>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using theme::Tone;

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QApplication::setPalette(theme::lightPalette()); }
    void contrastIsThatOfTheStandard();
    void everyToneCanBeRead_data();
    void everyToneCanBeRead();
    void palettesCanBeRead_data() { palettes(); }
    void palettesCanBeRead();
    void darkIsTold();
    void iconsFollowThePalette();
    void iconsHaveTheirModes();
    void iconsFollowTheDevicePixelRatio_data();
    void iconsFollowTheDevicePixelRatio();
    void statesDifferWithoutColour();
    void everyMaskIsAnIcon();
    void unknownIconIsNull();

private:
    static void palettes();
};

namespace {

constexpr std::array allTones{Tone::Secured, Tone::Unsecured, Tone::Open, Tone::Moving, Tone::Trouble,
    Tone::Unknown, Tone::Stale, Tone::Positive, Tone::Warning, Tone::Negative, Tone::Information};

QColor strongestColour(const QImage &image)
{
    QColor strongest(Qt::transparent);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).alpha() > strongest.alpha())
                strongest = image.pixelColor(x, y);
        }
    }
    return strongest;
}

bool isNear(const QColor &a, const QColor &b)
{
    return std::abs(a.red() - b.red()) <= 2 && std::abs(a.green() - b.green()) <= 2
        && std::abs(a.blue() - b.blue()) <= 2;
}

QImage imageOf(const QIcon &icon, int side, QIcon::Mode mode = QIcon::Normal)
{
    return icon.pixmap(QSize(side, side), 1.0, mode).toImage();
}

} // namespace

void ThemeTest::palettes()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << theme::lightPalette();
    QTest::newRow("dark") << theme::darkPalette();
}

void ThemeTest::contrastIsThatOfTheStandard()
{
    QVERIFY(std::abs(theme::contrast(Qt::black, Qt::white) - 21.0) < 0.001);
    QVERIFY(std::abs(theme::contrast(Qt::white, Qt::white) - 1.0) < 0.001);
    QVERIFY(
        std::abs(theme::contrast(QColor(0x767676), Qt::white) - 4.54) < 0.01); // the standard's own example
}

void ThemeTest::everyToneCanBeRead_data()
{
    palettes();
    for (int grey = 0; grey <= 255; grey += 5) { // any ground a system scheme may have
        QPalette palette;
        palette.setColor(QPalette::Base, QColor(grey, grey, grey));
        palette.setColor(QPalette::AlternateBase, QColor(grey, grey, grey));
        QTest::addRow("grey %d", grey) << palette;
    }
}

void ThemeTest::everyToneCanBeRead()
{
    QFETCH(const QPalette, palette);
    for (const Tone tone : allTones) {
        const QColor colour = theme::color(tone, palette);
        for (const auto ground : {QPalette::Base, QPalette::AlternateBase}) {
            const double ratio = theme::contrast(colour, palette.color(ground));
            QVERIFY2(ratio >= 4.5, qPrintable(u"%1 on %2: %3"_s.arg(int(tone)).arg(int(ground)).arg(ratio)));
        }
    }
}

void ThemeTest::palettesCanBeRead()
{
    QFETCH(const QPalette, palette);
    using Pair = std::pair<QPalette::ColorRole, QPalette::ColorRole>;
    for (const auto &[text, ground] :
        {Pair(QPalette::Text, QPalette::Base), Pair(QPalette::Text, QPalette::AlternateBase),
            Pair(QPalette::WindowText, QPalette::Window), Pair(QPalette::ButtonText, QPalette::Button),
            Pair(QPalette::HighlightedText, QPalette::Highlight), Pair(QPalette::Link, QPalette::Base)})
        QVERIFY(theme::contrast(palette.color(text), palette.color(ground)) >= 4.5);
}

void ThemeTest::darkIsTold()
{
    QVERIFY(!theme::isDark(theme::lightPalette()));
    QVERIFY(theme::isDark(theme::darkPalette()));
}

void ThemeTest::iconsFollowThePalette()
{
    const QIcon icon = theme::icon("lock"_L1);
    const QImage light = imageOf(icon, 24);
    QVERIFY(isNear(strongestColour(light), theme::lightPalette().color(QPalette::WindowText)));
    QApplication::setPalette(theme::darkPalette());
    const QImage dark = imageOf(icon, 24); // the very same icon
    QVERIFY(isNear(strongestColour(dark), theme::darkPalette().color(QPalette::WindowText)));
    QVERIFY(light != dark);
}

void ThemeTest::iconsHaveTheirModes()
{
    const QPalette palette = theme::lightPalette();
    const QIcon icon = theme::icon("state-trouble"_L1, Tone::Trouble);
    QVERIFY(isNear(strongestColour(imageOf(icon, 24)), theme::color(Tone::Trouble, palette)));
    QVERIFY(isNear(strongestColour(imageOf(icon, 24, QIcon::Disabled)),
        palette.color(QPalette::Disabled, QPalette::WindowText)));
    QVERIFY(isNear(
        strongestColour(imageOf(icon, 24, QIcon::Selected)), palette.color(QPalette::HighlightedText)));
}

void ThemeTest::iconsFollowTheDevicePixelRatio_data()
{
    QTest::addColumn<double>("ratio");
    for (const double ratio : {1.0, 1.25, 2.0, 3.0})
        QTest::addRow("%g", ratio) << ratio;
}

void ThemeTest::iconsFollowTheDevicePixelRatio()
{
    QFETCH(const double, ratio);
    const QPixmap pixmap = theme::icon("lock"_L1).pixmap(QSize(24, 24), ratio);
    QCOMPARE(pixmap.width(), int(24 * ratio));
    QCOMPARE(pixmap.devicePixelRatio(), ratio);

    QImage canvas(QSize(int(24 * ratio), int(24 * ratio)), QImage::Format_ARGB32_Premultiplied);
    canvas.setDevicePixelRatio(ratio);
    canvas.fill(Qt::transparent);
    QPainter painter(&canvas);
    theme::icon("lock"_L1).paint(&painter, QRect(0, 0, 24, 24));
    painter.end();
    QCOMPARE(canvas, pixmap.toImage().convertToFormat(QImage::Format_ARGB32_Premultiplied));
}

void ThemeTest::statesDifferWithoutColour()
{
    QList<QImage> shapes;
    for (const auto kind : {StateKind::Secured, StateKind::Unsecured, StateKind::Open, StateKind::Moving,
             StateKind::Trouble, StateKind::Unknown}) {
        const QImage shape = imageOf(theme::icon(theme::iconName(kind)), 24);
        QVERIFY(!shape.isNull());
        QVERIFY(!shapes.contains(shape));
        shapes.append(shape);
    }
    for (int status = 0; status <= int(ChangeStatus::Undone); ++status)
        QVERIFY(!theme::icon(theme::iconName(ChangeStatus(status))).isNull());
}

void ThemeTest::everyMaskIsAnIcon()
{
    const QStringList masks = QDir(u":/lockdesk"_s).entryList({u"*@2x.png"_s});
    QVERIFY(masks.size() >= 50);
    for (const QString &mask : masks) {
        const QByteArray name = mask.chopped(7).toLatin1();
        const QIcon icon = theme::icon(QLatin1StringView(name));
        for (const int side : {16, 22, 24, 32, 48, 72, 96})
            QVERIFY2(strongestColour(imageOf(icon, side)).alpha() > 120, name.constData());
    }
    QCOMPARE(theme::applicationIcon().availableSizes().size(), 7);
}

void ThemeTest::unknownIconIsNull()
{
    QTest::ignoreMessage(QtWarningMsg, "no such icon: \"no-such-icon\"");
    QVERIFY(theme::icon("no-such-icon"_L1).isNull());
}

QTEST_MAIN(ThemeTest)
#include "themetest.moc"
