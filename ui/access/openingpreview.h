#pragma once

#include "accessschedule.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace lockdesk {

/// What a schedule means: when it opens next, and whether it would open at a time the person types, in the
/// lock's clock.
class OpeningPreview : public QWidget
{
    Q_OBJECT

public:
    explicit OpeningPreview(QWidget *parent = nullptr);

    /// `zone`: the lock's own; an invalid one is unknown, and nothing is claimed then.
    void show(const AccessSchedule &schedule, bool isEnabled, const QTimeZone &zone, const QDateTime &now);

private:
    void answer();

    AccessSchedule m_schedule;
    bool m_isEnabled = true;
    QTimeZone m_zone;
    QLabel *m_next;
    QLineEdit *m_question;
    QLabel *m_answer;
};

} // namespace lockdesk
