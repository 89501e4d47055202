#include "weekpicture.h"
#include "weekstrip.h"

#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class WeekPictureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksNowOnTheLocksClock();
    void firstDayComesFromTheLocale();
    void paintsTheWindow_data();
    void paintsTheWindow();
    void daysAreEqualAndFill();
    void stripSpeaks();

private:
    static QImage paint(const AccessSchedule &schedule, Qt::LayoutDirection direction);
};

namespace {

const QDateTime now(QDate(2026, 3, 4), QTime(13, 30), QTimeZone::utc()); // a Wednesday
const WeekPicture::Colors colors{Qt::white, Qt::blue, Qt::black};
constexpr int day = 24; // pixels: one an hour

AccessSchedule schedule(int days, int from, int until)
{
    AccessSchedule result;
    result.weekDays = days;
    result.fromTime = from;
    result.untilTime = until;
    return result;
}

} // namespace

QImage WeekPictureTest::paint(const AccessSchedule &schedule, Qt::LayoutDirection direction)
{
    QImage image(WeekPicture::widthOf(day), 10, QImage::Format_RGB32);
    image.fill(Qt::gray);
    QPainter painter(&image);
    WeekPicture(schedule, now, QTimeZone(), QLocale(u"de_DE"_s))
        .paint(&painter, image.rect(), direction, colors);
    return image;
}

void WeekPictureTest::marksNowOnTheLocksClock()
{
    const QLocale german(u"de_DE"_s);
    const QDateTime late(QDate(2026, 3, 4), QTime(23, 30), QTimeZone::utc());
    QCOMPARE(WeekPicture({}, late, QTimeZone("Europe/Berlin"), german).mark(), (WeekPicture::Mark{3, 30}));
    QCOMPARE(
        WeekPicture({}, late, QTimeZone("America/New_York"), german).mark(), (WeekPicture::Mark{2, 1110}));
    QVERIFY(!WeekPicture({}, late, QTimeZone(), german).mark());
}

void WeekPictureTest::firstDayComesFromTheLocale() // TIME-9
{
    const WeekPicture american({}, now, QTimeZone::utc(), QLocale(u"en_US"_s));
    QCOMPARE(american.dayAt(0), int(Qt::Sunday));
    QCOMPARE(american.dayAt(1), int(Qt::Monday));
    QCOMPARE(american.mark()->index, 3);
    const WeekPicture german({}, now, QTimeZone::utc(), QLocale(u"de_DE"_s));
    QCOMPARE(german.dayAt(0), int(Qt::Monday));
    QCOMPARE(german.dayAt(6), int(Qt::Sunday));
}

void WeekPictureTest::paintsTheWindow_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("until");
    QTest::newRow("office hours") << 540 << 1020;
    QTest::newRow("all day, 0/0") << 0 << 0;
    QTest::newRow("all day, 0/1440") << 0 << 1440;
    QTest::newRow("to midnight") << 1200 << 1440;
}

void WeekPictureTest::paintsTheWindow()
{
    QFETCH(const int, from);
    QFETCH(const int, until);
    const AccessSchedule value = schedule(int(Weekday::Monday) | int(Weekday::Sunday), from, until);
    const QImage image = paint(value, Qt::LeftToRight);
    const QImage mirrored = paint(value, Qt::RightToLeft);
    for (int index = 0; index < 7; ++index) {
        const QRect place = WeekPicture::dayRect(image.rect(), index, Qt::LeftToRight);
        for (int hour = 0; hour < 24; ++hour) {
            const bool isOpen =
                (index == 0 || index == 6) && hour * 60 >= from && (until == 0 || hour * 60 < until);
            const QColor wanted = isOpen ? Qt::blue : Qt::white;
            QCOMPARE(image.pixelColor(place.left() + hour, 5), wanted);
            QCOMPARE(mirrored.pixelColor(image.width() - 1 - place.left() - hour, 5), wanted);
        }
    }
}

void WeekPictureTest::daysAreEqualAndFill()
{
    const QRect rect(3, 0, WeekPicture::widthOf(12), 8);
    for (int index = 0; index < 7; ++index)
        QCOMPARE(WeekPicture::dayRect(rect, index, Qt::LeftToRight).width(), 12);
    QCOMPARE(WeekPicture::dayRect(rect, 0, Qt::LeftToRight).left(), rect.left());
    QCOMPARE(WeekPicture::dayRect(rect, 6, Qt::LeftToRight).right(), rect.right());
    QCOMPARE(WeekPicture::dayRect(rect, 0, Qt::RightToLeft), WeekPicture::dayRect(rect, 6, Qt::LeftToRight));
}

void WeekPictureTest::stripSpeaks()
{
    WeekStrip strip;
    strip.setSchedule(schedule(124, 540, 1020), QTimeZone("Europe/Berlin"), now);
    QVERIFY(strip.accessibleDescription().contains(u"Monday"_s));
    QVERIFY(strip.accessibleDescription().contains(u"09:00"_s));
    const int withNames = strip.sizeHint().height();
    strip.setDayNamesShown(false);
    QVERIFY(strip.sizeHint().height() < withNames);
}

QTEST_MAIN(WeekPictureTest)
#include "weekpicturetest.moc"
