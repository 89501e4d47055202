#include "openingpreview.h"

#include "nukitimezone.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QString spoken(const QDateTime &utc, const QTimeZone &zone)
{
    const QDateTime local = utc.toTimeZone(zone);
    const QLocale locale;
    return locale.dayName(local.date().dayOfWeek(), QLocale::ShortFormat) + u' '
        + local.toString(u"yyyy-MM-dd HH:mm"_s);
}

} // namespace

OpeningPreview::OpeningPreview(QWidget *parent)
    : QWidget(parent)
    , m_next(new QLabel)
    , m_question(new QLineEdit)
    , m_answer(new QLabel)
{
    for (QLabel *label : {m_next, m_answer}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_question->setPlaceholderText(u"2026-03-02 09:00"_s);
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins({});
    layout->addRow(m_next);
    layout->addRow(tr("Would it open at"), m_question);
    layout->addRow(m_answer);
    connect(m_question, &QLineEdit::textChanged, this, &OpeningPreview::answer);
    answer();
}

void OpeningPreview::show(
    const AccessSchedule &schedule, bool isEnabled, const QTimeZone &zone, const QDateTime &now)
{
    m_schedule = schedule;
    m_isEnabled = isEnabled;
    m_zone = zone;
    QString words;
    if (!isEnabled) {
        words = tr("never while it is disabled");
    } else if (!zone.isValid()) {
        words = tr("not known, since the lock’s time zone is not");
    } else if (schedule.isOpenAt(now, zone)) {
        const std::optional<QDateTime> until = schedule.openUntil(now, zone);
        words = until ? tr("now, until %1").arg(spoken(*until, zone)) : tr("now, without end");
    } else {
        QStringList times;
        for (const QDateTime &opening : schedule.nextOpenings(3, now, zone))
            times += spoken(opening, zone);
        words = times.isEmpty() ? tr("never again") : times.join(u", "_s);
    }
    m_next->setText(tr("Opens next: %1").arg(words));
    answer();
}

void OpeningPreview::answer()
{
    const QString typed = m_question->text().trimmed();
    // Date and time apart: a QDateTime would be checked against this computer's own clock changes.
    const QDate date = QDate::fromString(typed.section(u' ', 0, 0), u"yyyy-MM-dd"_s);
    const QTime time = QTime::fromString(typed.section(u' ', 1), u"HH:mm"_s);
    QString words;
    if (typed.isEmpty()) {
        words = tr("–");
    } else if (!date.isValid() || !time.isValid() || !m_zone.isValid()) {
        words = m_zone.isValid() ? tr("type a date and a time, such as 2026-03-02 09:00")
                                 : tr("not known, since the lock’s time zone is not");
    } else if (const LocalTimeMeaning meaning = instantsOf(date, time, m_zone); meaning.isGap()) {
        words = tr("that time does not exist: the clocks jump over it");
    } else {
        words = m_isEnabled && m_schedule.isOpenAt(*meaning.earlier, m_zone) ? tr("yes, it would open")
                                                                             : tr("no, it would not open");
    }
    m_answer->setText(tr("At that time: %1").arg(words));
}

} // namespace lockdesk
