#include "weekeditor.h"

#include "timefield.h"
#include "weekstrip.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace lockdesk {

namespace {

const Weekdays workdays =
    Weekday::Monday | Weekday::Tuesday | Weekday::Wednesday | Weekday::Thursday | Weekday::Friday;
const Weekdays weekend = Weekday::Saturday | Weekday::Sunday;

// A working day is what most windows start from.
constexpr int usualFrom = 9 * 60;
constexpr int usualUntil = 17 * 60;

} // namespace

WeekEditor::WeekEditor(QWidget *parent)
    : QWidget(parent)
    , m_allDay(new QCheckBox(tr("All day"))) // Tab goes in the order of arrival: these come with their layout
    , m_from(new TimeField(Bound::From))
    , m_until(new TimeField(Bound::Until))
    , m_strip(new WeekStrip(this))
{
    const QStringList names{tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday"), tr("Friday"),
        tr("Saturday"), tr("Sunday")};
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);

    auto *shortcuts = new QHBoxLayout;
    const auto addShortcut = [&](const QString &text, Weekdays chosen) {
        auto *button = new QPushButton(text, this);
        button->setAutoDefault(false);
        shortcuts->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, chosen] { setDays(chosen); });
    };
    addShortcut(tr("Weekdays"), workdays);
    addShortcut(tr("Weekend"), weekend);
    addShortcut(tr("Every day"), workdays | weekend);
    shortcuts->addStretch();

    // The boxes stand over the days of the picture below them, so each has a seventh of the width.
    auto *boxes = new QHBoxLayout;
    boxes->setSpacing(2);
    for (int i = 0; i < 7; ++i) {
        const int day = (locale().firstDayOfWeek() - 1 + i) % 7 + 1;
        auto *box = new QCheckBox(locale().standaloneDayName(day, QLocale::ShortFormat), this);
        box->setAccessibleName(names.at(day - 1));
        box->setToolTip(names.at(day - 1));
        boxes->addWidget(box, 1);
        m_days.append({weekdayFromQt(day), box});
        connect(box, &QCheckBox::toggled, this, &WeekEditor::changed);
    }

    m_strip->setDayNamesShown(false); // the boxes bear them

    auto *times = new QHBoxLayout;
    times->addWidget(m_allDay);
    times->addSpacing(16);
    for (const auto &[text, field] :
        {std::pair(tr("From time"), m_from), std::pair(tr("Until time"), m_until)}) {
        auto *label = new QLabel(text, this);
        label->setBuddy(field);
        times->addWidget(label);
        times->addWidget(field);
        times->addSpacing(8);
        connect(field, &QLineEdit::textChanged, this, &WeekEditor::changed);
    }
    times->addStretch();

    layout->addLayout(shortcuts);
    layout->addLayout(boxes);
    layout->addWidget(m_strip);
    layout->addSpacing(4);
    layout->addLayout(times);
    connect(m_allDay, &QCheckBox::toggled, this, [this] {
        updateEnabled();
        Q_EMIT changed();
    });
    setWeek({});
}

void WeekEditor::setWeek(const AccessSchedule &schedule)
{
    const QSignalBlocker blocker(this);
    setDays(schedule.days());
    m_allDay->setChecked(schedule.isAllDay());
    if (schedule.isAllDay()) {
        m_from->setMinutes(usualFrom);
        m_until->setMinutes(usualUntil);
    } else { // a time that is absent or out of range shows as "?", and is kept while nobody touches it
        m_from->setMinutes(schedule.fromTime.value_or(-1));
        m_until->setMinutes(schedule.untilTime.value_or(-1));
    }
    m_loadedDays = days();
    m_isLoadedAllDay = m_allDay->isChecked();
    m_loadedFrom = m_from->text();
    m_loadedUntil = m_until->text();
    updateEnabled();
}

void WeekEditor::updateEnabled()
{
    m_from->setEnabled(!m_allDay->isChecked());
    m_until->setEnabled(!m_allDay->isChecked());
}

Weekdays WeekEditor::days() const
{
    Weekdays chosen;
    for (const auto &[day, box] : m_days)
        chosen.setFlag(day, box->isChecked());
    return chosen;
}

void WeekEditor::setDays(Weekdays days)
{
    for (const auto &[day, box] : std::as_const(m_days))
        box->setChecked(days.testFlag(day));
}

bool WeekEditor::areTimesEdited() const
{
    return m_allDay->isChecked() != m_isLoadedAllDay
        || (!m_allDay->isChecked() && (m_from->text() != m_loadedFrom || m_until->text() != m_loadedUntil));
}

void WeekEditor::applyTo(AccessSchedule &schedule) const
{
    if (areDaysEdited())
        schedule.weekDays = int(days());
    if (!areTimesEdited())
        return;
    if (m_allDay->isChecked()) {
        schedule.fromTime = schedule.untilTime = 0;
        return;
    }
    // A field that was not touched gives its old value back, however odd; one that cannot be read is a
    // problem().
    if (m_isLoadedAllDay || m_from->text() != m_loadedFrom)
        schedule.fromTime = m_from->minutes();
    if (m_isLoadedAllDay || m_until->text() != m_loadedUntil)
        schedule.untilTime = m_until->minutes();
}

QString WeekEditor::problem() const
{
    if (areDaysEdited() && !days())
        return tr("Choose at least one day.");
    if (!areTimesEdited() || m_allDay->isChecked())
        return {};
    for (const TimeField *field : {m_from, m_until}) {
        if (field->text().trimmed().isEmpty())
            return tr("Enter both times of the day, or choose “All day”.");
        if (!field->minutes())
            return tr("“%1” is not a time of day. Write it like 09:30.").arg(field->text().trimmed());
    }
    return {};
}

} // namespace lockdesk
