#include "filterline.h"

#include "theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

FilterLine::FilterLine(Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_alarm(clock)
{
    auto *label = new QLabel(tr("&Filter"), this);
    label->setBuddy(m_field);
    m_field->setClearButtonEnabled(false); // its icon would be the style's; ours follows the palette
    m_field->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    QAction *clear = m_field->addAction(theme::icon("close"_L1), QLineEdit::TrailingPosition);
    clear->setText(tr("Clear the filter"));
    clear->setToolTip(tr("Clear the filter (Esc)"));
    clear->setVisible(false);
    m_field->addAction(theme::icon("search"_L1), QLineEdit::LeadingPosition)->setEnabled(true);
    setFocusProxy(m_field);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_field, 1);

    connect(clear, &QAction::triggered, m_field, &QLineEdit::clear);
    connect(m_field, &QLineEdit::textChanged, this, [this, clear](const QString &text) {
        clear->setVisible(!text.isEmpty());
        m_alarm.set(text.isEmpty() ? 0ms : 120ms, [this] { announce(); });
    });
    auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_F), this);
    connect(shortcut, &QShortcut::activated, m_field, [field = m_field] {
        field->setFocus(Qt::ShortcutFocusReason);
        field->selectAll();
    });
    m_field->installEventFilter(this);
}

void FilterLine::setText(const QString &text)
{
    m_field->setText(text);
    announce();
}

void FilterLine::setHint(const QString &hint)
{
    m_field->setPlaceholderText(hint);
}

void FilterLine::announce()
{
    m_alarm.cancel();
    if (const QString now = m_field->text().simplified(); now != m_announced) {
        m_announced = now;
        Q_EMIT changed(m_announced);
    }
}

bool FilterLine::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_field || !isKey)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isPress = event->type() == QEvent::KeyPress;
    if (key->matches(QKeySequence::Cancel) && !m_field->text().isEmpty()) {
        if (isPress)
            m_field->clear();
        event->accept();
        return true;
    }
    if (isPress
        && (key->key() == Qt::Key_Down || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
        announce();
        Q_EMIT left();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace lockdesk
