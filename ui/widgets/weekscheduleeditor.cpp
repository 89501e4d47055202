#include "weekscheduleeditor.h"

#include "datelimitfield.h"
#include "theme.h"
#include "weekeditor.h"
#include "weekstrip.h"

#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;

WeekScheduleEditor::WeekScheduleEditor(QWidget *parent)
    : QWidget(parent)
    , m_week(new WeekEditor(this))
    , m_zoneLabel(new QLabel(this))
    , m_warningRow(new QWidget(this))
    , m_warningIcon(new QLabel(m_warningRow))
    , m_warning(new QLabel(m_warningRow))
{
    auto *limits = new QGridLayout;
    limits->setHorizontalSpacing(10);
    limits->setColumnStretch(4, 1);
    m_from = new DateLimitField(Bound::From, limits, 0, this);
    m_until = new DateLimitField(Bound::Until, limits, 2, this);
    for (QLabel *label : {m_zoneLabel, m_warning}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *warning = new QHBoxLayout(m_warningRow);
    warning->setContentsMargins(0, 0, 0, 0);
    warning->addWidget(m_warningIcon, 0, Qt::AlignTop);
    warning->addWidget(m_warning, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_week);
    layout->addSpacing(4);
    layout->addLayout(limits);
    layout->addWidget(m_zoneLabel);
    layout->addWidget(m_warningRow);
    layout->addStretch();

    connect(m_week, &WeekEditor::changed, this, &WeekScheduleEditor::react);
    connect(m_from, &DateLimitField::changed, this, &WeekScheduleEditor::react);
    connect(m_until, &DateLimitField::changed, this, &WeekScheduleEditor::react);
    updateZoneLabel();
}

QTimeZone WeekScheduleEditor::dateZone() const
{
    const QTimeZone zone = m_zone ? m_zone->zone() : QTimeZone();
    return zone.isValid() ? zone : QTimeZone::utc();
}

void WeekScheduleEditor::setSchedule(
    const AccessSchedule &schedule, const std::optional<NukiTimeZone> &zone, const QDateTime &now)
{
    {
        const QSignalBlocker blocker(this);
        m_original = schedule;
        m_zone = zone;
        m_now = now;
        m_week->setWeek(schedule);
        m_from->setLimit(schedule.fromDate, dateZone(), now);
        m_until->setLimit(schedule.untilDate, dateZone(), now.addDays(7));
        updateZoneLabel();
    }
    react();
}

void WeekScheduleEditor::setTimeZone(const std::optional<NukiTimeZone> &zone)
{
    m_zone = zone;
    m_from->setZone(dateZone());
    m_until->setZone(dateZone());
    updateZoneLabel();
    react();
}

void WeekScheduleEditor::setNow(const QDateTime &now)
{
    m_now = now;
    react();
}

void WeekScheduleEditor::updateZoneLabel()
{
    if (m_zone && m_zone->zone().isValid())
        m_zoneLabel->setText(tr("Time zone: %1, the lock's").arg(m_zone->text()));
    else
        m_zoneLabel->setText(tr("Time zone: unknown; dates are in UTC, days and times are the lock’s own"));
}

void WeekScheduleEditor::react()
{
    m_week->strip()->setSchedule(schedule(), m_zone ? m_zone->zone() : QTimeZone(), m_now);
    const QString words = warning();
    m_warning->setText(words);
    m_warningRow->setVisible(!words.isEmpty());
    const int side = qMax(16, fontMetrics().height());
    m_warningIcon->setPixmap(
        theme::icon("warning"_L1, theme::Tone::Warning).pixmap(QSize(side, side), devicePixelRatioF()));
    Q_EMIT changed();
}

AccessSchedule WeekScheduleEditor::schedule() const
{
    AccessSchedule schedule = m_original;
    m_week->applyTo(schedule);
    if (m_from->isEdited())
        schedule.fromDate = m_from->limit();
    if (m_until->isEdited())
        schedule.untilDate = m_until->limit();
    return schedule;
}

bool WeekScheduleEditor::isEdited() const
{
    return m_week->isEdited() || m_from->isEdited() || m_until->isEdited();
}

QString WeekScheduleEditor::problem() const
{
    if (!isEdited())
        return {};
    for (const QString &problem : {m_week->problem(), m_from->problem(), m_until->problem()}) {
        if (!problem.isEmpty())
            return problem;
    }
    return schedule().completed(m_now).problem(m_now);
}

QString WeekScheduleEditor::warning() const
{
    QStringList sentences;
    if (m_zone && m_zone->differsFromVendorTable())
        sentences.append(
            tr("The rule for summer time in %1 has changed since Nuki wrote its table of time zones, so "
               "the lock’s clock may be an hour off. Compare it.")
                .arg(m_zone->text()));
    if (const QString old = m_original.isUnclear() && !isEdited() ? m_original.problem(m_now) : QString();
        !old.isEmpty())
        sentences.append(
            tr("This schedule is unclear as it stands, and stays as it is until you change it. %1").arg(old));
    return sentences.join(u' ');
}

} // namespace lockdesk
