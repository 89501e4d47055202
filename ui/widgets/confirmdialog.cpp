#include "confirmdialog.h"

#include "clock.h"
#include "theme.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto guard = 500ms;

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    label->setMinimumWidth(label->fontMetrics().averageCharWidth() * 44);
    return label;
}

} // namespace

ConfirmDialog::ConfirmDialog(Clock &clock, const Question &question, QWidget *parent)
    : QDialog(parent)
    , m_clock(clock)
{
    setWindowTitle(question.title);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);

    auto *picture = new QLabel(this);
    picture->setPixmap(theme::icon(question.iconName).pixmap(QSize(32, 32), devicePixelRatioF()));
    auto *text = plainLabel(question.text, this);
    QFont bold = text->font();
    bold.setBold(true);
    text->setFont(bold);

    auto *buttons = new QDialogButtonBox(this);
    QString label = fontMetrics().elidedText(
        question.confirmText, Qt::ElideMiddle, fontMetrics().averageCharWidth() * 48);
    m_confirm = buttons->addButton(label.replace(u'&', u"&&"_s), QDialogButtonBox::AcceptRole);
    m_confirm->setAccessibleName(question.confirmText);
    m_cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_cancel->setDefault(true);
    m_cancel->setFocus();
    for (QPushButton *button : {m_confirm, m_cancel})
        button->installEventFilter(this);

    auto *words = new QVBoxLayout;
    words->setSpacing(8);
    words->addWidget(text);
    if (!question.detail.isEmpty())
        words->addWidget(plainLabel(question.detail, this));
    words->addStretch();
    auto *top = new QHBoxLayout;
    top->setSpacing(14);
    top->addWidget(picture, 0, Qt::AlignTop);
    top->addLayout(words, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(16);
    layout->addLayout(top, 1);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ConfirmDialog::showEvent(QShowEvent *event)
{
    m_shownAt = m_clock.uptime();
    QDialog::showEvent(event);
}

bool ConfirmDialog::isGuarded(const QEvent *event) const
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease)
        return false;
    const auto *key = static_cast<const QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    // A key that is held down was pressed for something else, however long ago.
    return isEnter && (key->isAutoRepeat() || m_clock.uptime() - m_shownAt < guard);
}

void ConfirmDialog::keyPressEvent(QKeyEvent *event)
{
    if (isGuarded(event))
        event->accept();
    else
        QDialog::keyPressEvent(event);
}

bool ConfirmDialog::eventFilter(QObject *watched, QEvent *event)
{
    return isGuarded(event) || QDialog::eventFilter(watched, event);
}

} // namespace lockdesk
