#include "messagebar.h"

#include "theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace lockdesk {

using namespace Qt::StringLiterals;
using theme::Tone;

namespace {

Tone toneOf(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Information:
        return Tone::Information;
    case MessageBar::Kind::Success:
        return Tone::Positive;
    case MessageBar::Kind::Warning:
        return Tone::Warning;
    case MessageBar::Kind::Error:
        break;
    }
    return Tone::Negative;
}

QLatin1StringView iconOf(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Information:
        return "info"_L1;
    case MessageBar::Kind::Success:
        return "success"_L1;
    case MessageBar::Kind::Warning:
        return "warning"_L1;
    case MessageBar::Kind::Error:
        break;
    }
    return "error"_L1;
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_action->setAutoDefault(false);
    m_close->setIcon(theme::icon("close"_L1));
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Dismiss message"));
    m_close->setToolTip(tr("Dismiss"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 6, 6);
    layout->setSpacing(8);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action, 0, Qt::AlignVCenter);
    layout->addWidget(m_close, 0, Qt::AlignVCenter);

    connect(m_action, &QPushButton::clicked, this, &MessageBar::actionTriggered);
    connect(m_close, &QToolButton::clicked, this, [this] {
        dismiss();
        Q_EMIT dismissed();
    });
    hide();
}

void MessageBar::showMessage(Kind kind, const QString &text, const QString &actionText)
{
    const bool isNew = isHidden() || kind != m_kind || text != m_text->text();
    m_kind = kind;
    m_text->setText(text);
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    updateIcon();
    update();
    show();
    if (isNew)
        announce();
}

void MessageBar::dismiss()
{
    hide();
    m_text->clear();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::announce()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(this, m_text->text());
    if (m_kind == Kind::Error || m_kind == Kind::Warning)
        event.setPoliteness(QAccessible::AnnouncementPoliteness::Assertive);
#else
    QAccessibleEvent event(m_text, QAccessible::Alert);
#endif
    QAccessible::updateAccessibility(&event);
}

void MessageBar::updateIcon()
{
    const int side = qMax(16, fontMetrics().height());
    m_icon->setPixmap(
        theme::icon(iconOf(m_kind), toneOf(m_kind)).pixmap(QSize(side, side), devicePixelRatioF()));
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        updateIcon();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const QColor tone = theme::color(toneOf(m_kind), palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme::mixed(palette().color(QPalette::Base), tone, 0.55));
    painter.setBrush(theme::mixed(palette().color(QPalette::Base), tone, 0.12));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

} // namespace lockdesk
