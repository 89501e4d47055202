#include "datelimitfield.h"

#include "redact.h"
#include "theme.h"

#include <QCalendarWidget>
#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QWidgetAction>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// "02:30 (UTC+02:00)": what tells two equal wall-clock times apart.
QString timeWithOffset(const QDateTime &instant, const QTimeZone &zone)
{
    const int minutes = zone.offsetFromUtc(instant) / 60;
    return u"%1 (UTC%2%3:%4)"_s
        .arg(instant.toTimeZone(zone).toString(u"HH:mm"_s), minutes < 0 ? u"−"_s : u"+"_s)
        .arg(std::abs(minutes) / 60, 2, 10, QChar(u'0'))
        .arg(std::abs(minutes) % 60, 2, 10, QChar(u'0'));
}

WallClock wallClockOf(const QDateTime &instant, const QTimeZone &zone)
{
    const QDateTime wall = instant.toTimeZone(zone);
    return {wall.date(), QTime(wall.time().hour(), wall.time().minute())};
}

} // namespace

DateLimitField::DateLimitField(Bound bound, QGridLayout *grid, int row, QWidget *parent)
    : QObject(parent)
    , m_bound(bound)
    , m_parent(parent)
    , m_isLimited(new QCheckBox(bound == Bound::From ? tr("Limit start") : tr("Limit end"), parent))
    , m_field(new QLineEdit(parent))
    , m_calendar(new QToolButton(parent))
    , m_question(new QWidget(parent))
    , m_earlier(new QRadioButton(m_question))
    , m_later(new QRadioButton(m_question))
    , m_zone(QTimeZone::utc())
{
    auto *label = new QLabel(bound == Bound::From ? tr("Valid from") : tr("Valid until"), parent);
    label->setBuddy(m_field);
    m_field->setPlaceholderText(tr("YYYY-MM-DD HH:MM"));
    m_field->setMaxLength(60);
    m_field->setMinimumWidth(m_field->fontMetrics().horizontalAdvance(u"0000-00-00 00:00 000"_s) + 12);
    m_calendar->setIcon(theme::icon("calendar"_L1));
    m_calendar->setAccessibleName(
        bound == Bound::From ? tr("Choose the date of the start") : tr("Choose the date of the end"));
    m_calendar->setToolTip(tr("Choose the date"));

    auto *question = new QGridLayout(m_question);
    question->setContentsMargins(0, 0, 0, 0);
    auto *why = new QLabel(tr("The clocks go back, so this time comes twice:"), m_question);
    why->setWordWrap(true);
    question->addWidget(why, 0, 0, 1, 2);
    question->addWidget(m_earlier, 1, 0);
    question->addWidget(m_later, 1, 1);
    question->setColumnStretch(2, 1);

    grid->addWidget(m_isLimited, row, 0);
    grid->addWidget(label, row, 1);
    grid->addWidget(m_field, row, 2);
    grid->addWidget(m_calendar, row, 3);
    grid->addWidget(m_question, row + 1, 1, 1, 4);

    connect(m_isLimited, &QCheckBox::toggled, this, &DateLimitField::switchOn);
    connect(m_field, &QLineEdit::textChanged, this, &DateLimitField::update);
    connect(m_field, &QLineEdit::editingFinished, this, [this] {
        if (const auto typed = wallClock(); typed && wallClockText(*typed) != m_field->text())
            m_field->setText(wallClockText(*typed));
    });
    for (QRadioButton *button : {m_earlier, m_later})
        connect(button, &QRadioButton::toggled, this, &DateLimitField::changed);
    connect(m_calendar, &QToolButton::clicked, this, &DateLimitField::openCalendar);
    showLoaded();
}

void DateLimitField::setLimit(
    const std::optional<Instant> &limit, const QTimeZone &zone, const QDateTime &proposal)
{
    m_zone = zone;
    m_proposal = proposal;
    m_loaded = limit;
    showLoaded();
}

void DateLimitField::setZone(const QTimeZone &zone)
{
    const bool isKept = isEdited();
    m_zone = zone;
    if (isKept) {
        remember();
        update();
    } else {
        showLoaded();
    }
}

void DateLimitField::require()
{
    m_isLimited->setChecked(true);
    m_isLimited->hide();
}

// What the loaded limit looks like on the present clock: whatever differs from this is an edit.
void DateLimitField::remember()
{
    m_loadedText.clear();
    m_loadedChoice = Choice::None;
    if (!m_loaded)
        return;
    if (!m_loaded->isReadable()) {
        m_loadedText = forDisplay(m_loaded->toText());
        return;
    }
    const WallClock wall = wallClockOf(m_loaded->when(), m_zone);
    m_loadedText = wallClockText(wall);
    if (const auto both = instantsOf(wall.date, wall.time, m_zone); both.isAmbiguous())
        m_loadedChoice = m_loaded->when() < *both.later ? Choice::Earlier : Choice::Later;
}

void DateLimitField::showLoaded()
{
    const QSignalBlocker blocker(this);
    remember();
    m_isLimited->setChecked(m_loaded.has_value());
    m_field->setText(m_loadedText);
    update();
    if (m_loadedChoice != Choice::None)
        (m_loadedChoice == Choice::Earlier ? m_earlier : m_later)->setChecked(true);
}

void DateLimitField::switchOn(bool on)
{
    if (on && m_field->text().isEmpty() && m_proposal.isValid())
        m_field->setText(wallClockText(wallClockOf(m_proposal, m_zone)));
    update();
}

// Makes the widgets fit the text, and asks which one is meant where the text means two instants.
void DateLimitField::update()
{
    const bool isLimited = m_isLimited->isChecked();
    m_field->setEnabled(isLimited);
    m_calendar->setEnabled(isLimited);
    const LocalTimeMeaning both = meaning();
    if (both.isAmbiguous()) {
        m_earlier->setText(tr("the first time, %1").arg(timeWithOffset(*both.earlier, m_zone)));
        m_later->setText(tr("the second time, %1").arg(timeWithOffset(*both.later, m_zone)));
    } else { // an answer to another question is none
        for (QRadioButton *button : {m_earlier, m_later}) {
            const QSignalBlocker blocker(button);
            button->setAutoExclusive(false);
            button->setChecked(false);
            button->setAutoExclusive(true);
        }
    }
    m_question->setVisible(isLimited && both.isAmbiguous());
    Q_EMIT changed();
}

void DateLimitField::openCalendar()
{
    auto *menu = new QMenu(m_parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *calendar = new QCalendarWidget(menu);
    calendar->setVerticalHeaderFormat(QCalendarWidget::ISOWeekNumbers);
    const auto shown = wallClock();
    calendar->setSelectedDate(shown ? shown->date : wallClockOf(m_proposal, m_zone).date);
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(calendar);
    menu->addAction(action);
    const auto choose = [this, menu](QDate date) {
        const auto before = wallClock();
        m_field->setText(wallClockText({date, before ? before->time : QTime(0, 0)}));
        menu->close();
        m_field->setFocus();
    };
    connect(calendar, &QCalendarWidget::clicked, this, choose);
    connect(calendar, &QCalendarWidget::activated, this, choose);
    menu->popup(m_calendar->mapToGlobal(QPoint(0, m_calendar->height())));
    calendar->setFocus();
}

std::optional<WallClock> DateLimitField::wallClock() const
{
    return wallClockFromText(m_field->text(), m_bound, m_field->locale());
}

LocalTimeMeaning DateLimitField::meaning() const
{
    const auto typed = wallClock();
    return typed ? instantsOf(typed->date, typed->time, m_zone) : LocalTimeMeaning{};
}

DateLimitField::Choice DateLimitField::choice() const
{
    return m_earlier->isChecked() ? Choice::Earlier : m_later->isChecked() ? Choice::Later : Choice::None;
}

bool DateLimitField::isEdited() const
{
    if (m_isLimited->isChecked() != m_loaded.has_value())
        return true;
    return m_isLimited->isChecked() && (m_field->text() != m_loadedText || choice() != m_loadedChoice);
}

std::optional<Instant> DateLimitField::limit() const
{
    if (!isEdited())
        return m_loaded;
    const LocalTimeMeaning both = meaning();
    if (!m_isLimited->isChecked() || both.isGap() || (both.isAmbiguous() && choice() == Choice::None))
        return std::nullopt;
    return Instant::fromDateTime(
        both.isAmbiguous() && choice() == Choice::Later ? *both.later : *both.earlier);
}

QString DateLimitField::problem() const
{
    if (!isEdited() || !m_isLimited->isChecked())
        return {};
    const QString typed = m_field->text().trimmed();
    const auto wall = wallClock();
    if (typed.isEmpty())
        return m_bound == Bound::From ? tr("Enter when it starts, or do not limit the start.")
                                      : tr("Enter when it ends, or do not limit the end.");
    if (!wall)
        return tr("“%1” is not a date and time. Write it like 2026-03-02 09:00.").arg(forDisplay(typed, 40));
    const LocalTimeMeaning both = meaning();
    if (both.isGap())
        return tr("There is no %1 on %2: the lock’s clock is put forward over it. Choose an earlier or a "
                  "later time.")
            .arg(wall->time.toString(u"HH:mm"_s), wall->date.toString(Qt::ISODate));
    if (both.isAmbiguous() && choice() == Choice::None)
        return tr("%1 comes twice on %2. Choose the first or the second time.")
            .arg(wall->time.toString(u"HH:mm"_s), wall->date.toString(Qt::ISODate));
    return {};
}

} // namespace lockdesk
