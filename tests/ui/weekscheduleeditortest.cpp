#include "weekscheduleeditor.h"

#include <QAccessible>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class WeekScheduleEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fieldsHaveTheirNames();
    void untouchedComesBackExactly(); // CON-3
    void changeTakenBackIsNone();
    void onlyEditedPartsChange();
    void daysAndButtons();
    void noDayIsAProblem();
    void takesTimesSetByAssistiveTools();
    void problemsInWords_data();
    void problemsInWords();
    void gapsAreRefused(); // TIME-5
    void overlapsAreAsked(); // TIME-6
    void overlapThatCameIsKept();
    void datesAreOnTheLocksClock(); // TIME-1
    void otherLockMeansOtherClock();
    void unknownZoneIsSaid();
    void changedRuleIsWarnedOf(); // TIME-7
    void unclearScheduleIsKeptAndWarnedOf();

private:
    template <typename T>
    T *find(const QString &name) const;
    QLineEdit *field(const QString &name) const { return find<QLineEdit>(name); }
    QCheckBox *box(const QString &name) const { return find<QCheckBox>(name); }

    std::unique_ptr<WeekScheduleEditor> m_editor;
};

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(9, 0), QTimeZone::utc());
const NukiTimeZone berlin(37);
const NukiTimeZone newYork(12);

Instant utc(const QString &text)
{
    return Instant::fromText(text);
}

AccessSchedule officeHours()
{
    return {utc(u"2026-03-01T08:00:00.000Z"_s), utc(u"2026-12-31T22:59:59.000Z"_s), 124, 540, 1020};
}

// Any record a service may hold, whole or odd.
AccessSchedule randomSchedule(QRandomGenerator &random)
{
    const auto maybe = [&random](auto make) {
        return random.bounded(4) == 0 ? std::nullopt : std::optional(make());
    };
    const auto date = [&random] {
        if (random.bounded(20) == 0)
            return utc(u"soon"_s);
        return Instant::fromDateTime(
            now.addSecs(random.bounded(-40'000'000, 40'000'000)).addMSecs(random.bounded(1000)));
    };
    return {maybe(date), maybe(date), maybe([&] { return random.bounded(-1, 130); }),
        maybe([&] { return random.bounded(-1, 1442); }), maybe([&] { return random.bounded(-1, 1442); })};
}

} // namespace

template <typename T>
T *WeekScheduleEditorTest::find(const QString &name) const
{
    for (T *widget : m_editor->findChildren<T *>()) {
        if (QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name) == name)
            return widget;
    }
    qWarning() << "no" << name;
    return nullptr;
}

void WeekScheduleEditorTest::init()
{
    m_editor = std::make_unique<WeekScheduleEditor>();
    m_editor->setSchedule(officeHours(), berlin, now);
}

void WeekScheduleEditorTest::fieldsHaveTheirNames()
{
    for (const QString &name : {u"Monday"_s, u"Tuesday"_s, u"Wednesday"_s, u"Thursday"_s, u"Friday"_s,
             u"Saturday"_s, u"Sunday"_s, u"All day"_s, u"Limit start"_s, u"Limit end"_s})
        QVERIFY(box(name));
    for (const QString &name : {u"From time"_s, u"Until time"_s, u"Valid from"_s, u"Valid until"_s})
        QVERIFY(field(name));
    QVERIFY(find<QLabel>(u"Time zone: Europe/Berlin, the lock's"_s));
    QCOMPARE(field(u"From time"_s)->text(), u"09:00"_s);
    QCOMPARE(field(u"Valid from"_s)->text(), u"2026-03-01 09:00"_s);
    QVERIFY(!box(u"Saturday"_s)->isChecked());
}

void WeekScheduleEditorTest::untouchedComesBackExactly()
{
    QRandomGenerator random(20260302);
    for (int i = 0; i < 500; ++i) {
        const AccessSchedule schedule = randomSchedule(random);
        const NukiTimeZone zone(random.bounded(0, 48));
        m_editor->setSchedule(schedule, zone, now);
        m_editor->setNow(now.addSecs(60));
        QVERIFY(!m_editor->isEdited());
        QCOMPARE(m_editor->schedule(), schedule);
        QVERIFY(m_editor->schedule().differences(schedule).isEmpty());
        QCOMPARE(m_editor->schedule().fromDate ? m_editor->schedule().fromDate->toText() : QString(),
            schedule.fromDate ? schedule.fromDate->toText() : QString()); // the very text
        QVERIFY(m_editor->problem().isEmpty());
    }
}

void WeekScheduleEditorTest::changeTakenBackIsNone()
{
    QSignalSpy changed(m_editor.get(), &WeekScheduleEditor::changed);
    box(u"Saturday"_s)->click();
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_editor->isEdited());
    box(u"Saturday"_s)->click();
    field(u"From time"_s)->setText(u"10:00"_s);
    field(u"From time"_s)->setText(u"09:00"_s);
    box(u"Limit end"_s)->click();
    box(u"Limit end"_s)->click();
    QVERIFY(!m_editor->isEdited());
    QCOMPARE(m_editor->schedule(), officeHours());
    QCOMPARE(m_editor->schedule().untilDate->toText(), officeHours().untilDate->toText()); // the seconds too
}

void WeekScheduleEditorTest::onlyEditedPartsChange()
{
    AccessSchedule wanted = officeHours();
    field(u"From time"_s)->setText(u"830"_s);
    wanted.fromTime = 510;
    QCOMPARE(m_editor->schedule(), wanted);
    field(u"Valid from"_s)->setText(u"2026-03-01 10:00"_s);
    wanted.fromDate = utc(u"2026-03-01T09:00:00Z"_s);
    QCOMPARE(m_editor->schedule(), wanted);
    box(u"All day"_s)->click();
    wanted.fromTime = wanted.untilTime = 0;
    QCOMPARE(m_editor->schedule(), wanted);
    box(u"Limit start"_s)->click();
    wanted.fromDate.reset();
    QCOMPARE(m_editor->schedule(), wanted);

    AccessSchedule absent; // absent fields stay absent
    absent.untilDate = utc(u"2027-01-01T00:00:00Z"_s);
    m_editor->setSchedule(absent, berlin, now);
    box(u"Sunday"_s)->click();
    absent.weekDays = 126;
    QCOMPARE(m_editor->schedule(), absent);
}

void WeekScheduleEditorTest::daysAndButtons()
{
    m_editor->setSchedule({}, berlin, now);
    find<QPushButton>(u"Weekdays"_s)->click();
    QCOMPARE(m_editor->schedule().weekDays, 124);
    find<QPushButton>(u"Weekend"_s)->click();
    QCOMPARE(m_editor->schedule().weekDays, 3);
    find<QPushButton>(u"Every day"_s)->click();
    QVERIFY(!m_editor->isEdited());
    box(u"All day"_s)->click();
    QCOMPARE(m_editor->schedule().fromTime, 540);
    QCOMPARE(m_editor->schedule().untilTime, 1020);
}

void WeekScheduleEditorTest::noDayIsAProblem() // TIME-4
{
    for (const QString &day : {u"Monday"_s, u"Tuesday"_s, u"Wednesday"_s, u"Thursday"_s, u"Friday"_s})
        box(day)->click();
    QCOMPARE(m_editor->problem(), u"Choose at least one day."_s);
}

void WeekScheduleEditorTest::takesTimesSetByAssistiveTools()
{
    QSignalSpy changed(m_editor.get(), &WeekScheduleEditor::changed);
    const auto set = [this](const QString &name, const QString &text) {
        QAccessible::queryAccessibleInterface(field(name))->setText(QAccessible::Value, text);
    };
    set(u"Until time"_s, u"24:00"_s);
    set(u"Valid until"_s, u"2026-07-01 9"_s);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(m_editor->schedule().untilTime, 1440);
    QCOMPARE(*m_editor->schedule().untilDate, utc(u"2026-07-01T07:00:00Z"_s));
    QVERIFY(m_editor->problem().isEmpty());
}

void WeekScheduleEditorTest::problemsInWords_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](const QString &name, const QString &text, const QString &problem) {
        QTest::addRow("%s %s", qPrintable(name), qPrintable(text)) << name << text << problem;
    };
    row(u"From time"_s, u"soon"_s, u"“soon” is not a time of day"_s);
    row(u"Until time"_s, u""_s, u"Enter both times"_s);
    row(u"Until time"_s, u"08:00"_s, u"past midnight"_s); // TIME-4
    row(u"From time"_s, u"17:00"_s, u"end later than it begins"_s);
    row(u"Valid from"_s, u"2026-02-30 09:00"_s, u"is not a date and time"_s);
    row(u"Valid from"_s, u""_s, u"Enter when it starts"_s);
    row(u"Valid until"_s, u"2026-06-01"_s, u"is not a date and time"_s);
    row(u"Valid until"_s, u"2026-02-01 09:00"_s, u"later than the start"_s);
    row(u"Valid from"_s, u"2026-03-29 02:30"_s, u"There is no 02:30 on 2026-03-29"_s);
    row(u"Valid until"_s, u"2026-10-25 02:30"_s, u"comes twice"_s);
}

void WeekScheduleEditorTest::problemsInWords()
{
    QFETCH(const QString, name);
    QFETCH(const QString, text);
    QFETCH(const QString, problem);
    QVERIFY(m_editor->problem().isEmpty());
    field(name)->setText(text);
    QVERIFY2(m_editor->problem().contains(problem), qPrintable(m_editor->problem()));
}

void WeekScheduleEditorTest::gapsAreRefused()
{
    int gaps = 0;
    for (int minute = 0; minute < 1440; minute += 15) {
        const QTime time = QTime(0, 0).addSecs(minute * 60);
        field(u"Valid from"_s)->setText(u"2026-03-29 "_s + time.toString(u"HH:mm"_s));
        const auto from = m_editor->schedule().fromDate;
        const bool isGap = minute >= 120 && minute < 180;
        gaps += isGap;
        QCOMPARE(m_editor->problem().isEmpty(), !isGap);
        QCOMPARE(from.has_value(), !isGap);
        QVERIFY(!from || (from->isReadable() && from->toText().endsWith(u'Z')));
    }
    QCOMPARE(gaps, 4);
}

void WeekScheduleEditorTest::overlapsAreAsked()
{
    auto *until = field(u"Valid until"_s);
    until->setText(u"2026-10-25 02:30"_s);
    QVERIFY(!m_editor->problem().isEmpty());
    const auto earlier = find<QRadioButton>(u"the first time, 02:30 (UTC+02:00)"_s);
    const auto later = find<QRadioButton>(u"the second time, 02:30 (UTC+01:00)"_s);
    QVERIFY(!earlier->isChecked() && !later->isChecked());
    earlier->click();
    QVERIFY(m_editor->problem().isEmpty());
    QCOMPARE(*m_editor->schedule().untilDate, utc(u"2026-10-25T00:30:00Z"_s));
    later->click();
    QCOMPARE(*m_editor->schedule().untilDate, utc(u"2026-10-25T01:30:00Z"_s));
    until->setText(u"2026-10-25 03:30"_s); // the answer is gone with its question
    QVERIFY(earlier->isHidden() || earlier->parentWidget()->isHidden());
    until->setText(u"2026-10-25 02:30"_s);
    QVERIFY(!m_editor->problem().isEmpty());
}

void WeekScheduleEditorTest::overlapThatCameIsKept()
{
    AccessSchedule schedule = officeHours();
    schedule.untilDate = utc(u"2026-10-25T01:30:00Z"_s);
    m_editor->setSchedule(schedule, berlin, now);
    QVERIFY(find<QRadioButton>(u"the second time, 02:30 (UTC+01:00)"_s)->isChecked());
    QVERIFY(!m_editor->isEdited());
    find<QRadioButton>(u"the first time, 02:30 (UTC+02:00)"_s)->click();
    QVERIFY(m_editor->isEdited());
    QCOMPARE(*m_editor->schedule().untilDate, utc(u"2026-10-25T00:30:00Z"_s));
    find<QRadioButton>(u"the second time, 02:30 (UTC+01:00)"_s)->click();
    QVERIFY(!m_editor->isEdited());
}

void WeekScheduleEditorTest::datesAreOnTheLocksClock()
{
    for (const QByteArray &mine :
        {QByteArray("UTC"), QByteArray("America/New_York"), QByteArray("Asia/Kathmandu")}) {
        qputenv("TZ", mine);
        m_editor->setSchedule(officeHours(), newYork, now);
        QCOMPARE(field(u"Valid from"_s)->text(), u"2026-03-01 03:00"_s);
        field(u"Valid from"_s)->setText(u"2026-07-01 09:00"_s);
        QCOMPARE(m_editor->schedule().fromDate->toText(), u"2026-07-01T13:00:00.000Z"_s);
        QCOMPARE(m_editor->schedule().fromTime, 540);
    }
    qunsetenv("TZ");
}

void WeekScheduleEditorTest::otherLockMeansOtherClock()
{
    m_editor->setTimeZone(newYork);
    QVERIFY(!m_editor->isEdited());
    QCOMPARE(field(u"Valid from"_s)->text(), u"2026-03-01 03:00"_s);
    field(u"Valid from"_s)->setText(u"2026-03-01 09:00"_s); // the old clock's words are another instant here
    QVERIFY(m_editor->isEdited());
    QCOMPARE(*m_editor->schedule().fromDate, utc(u"2026-03-01T14:00:00Z"_s));
    m_editor->setTimeZone(berlin); // typed words keep, and mean the lock's clock
    QCOMPARE(field(u"Valid from"_s)->text(), u"2026-03-01 09:00"_s);
    QCOMPARE(*m_editor->schedule().fromDate, utc(u"2026-03-01T08:00:00Z"_s));
}

void WeekScheduleEditorTest::unknownZoneIsSaid()
{
    for (const auto &zone : {std::optional<NukiTimeZone>(), std::optional(NukiTimeZone(99))}) {
        m_editor->setSchedule(officeHours(), zone, now);
        QCOMPARE(field(u"Valid from"_s)->text(), u"2026-03-01 08:00"_s);
        const auto labels = m_editor->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
            return label->text().startsWith(u"Time zone: unknown; dates are in UTC"_s);
        }));
    }
}

void WeekScheduleEditorTest::changedRuleIsWarnedOf()
{
    for (int id = 0; id < NukiTimeZone::count; ++id) {
        m_editor->setSchedule(officeHours(), NukiTimeZone(id), now);
        QCOMPARE(!m_editor->warning().isEmpty(), id == 0 || id == 11);
    }
}

void WeekScheduleEditorTest::unclearScheduleIsKeptAndWarnedOf()
{
    AccessSchedule odd = officeHours();
    odd.untilTime = 300;
    m_editor->setSchedule(odd, berlin, now);
    QVERIFY(m_editor->problem().isEmpty());
    QVERIFY(m_editor->warning().contains(u"stays as it is"_s));
    box(u"Saturday"_s)->click();
    QVERIFY(!m_editor->problem().isEmpty());
    field(u"Until time"_s)->setText(u"18:00"_s);
    QVERIFY(m_editor->problem().isEmpty());
}

QTEST_MAIN(WeekScheduleEditorTest)
#include "weekscheduleeditortest.moc"
