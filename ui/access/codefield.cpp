#include "codefield.h"

#include "theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

CodeField::CodeField(Clock &clock, QRandomGenerator &random, IsTaken isTaken, QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit)
    , m_show(new QPushButton(theme::icon("show"_L1), tr("Show code")))
    , m_random(random)
    , m_isTaken(std::move(isTaken))
    , m_maskAgain(clock)
{
    auto *generateButton = new QPushButton(theme::icon("generate"_L1), tr("Generate code"));
    generateButton->setAutoDefault(false);
    m_show->setAutoDefault(false);
    m_field->setEchoMode(QLineEdit::Password);
    m_field->setMaxLength(6);
    m_field->setMinimumWidth(m_field->fontMetrics().averageCharWidth() * 14);
    m_field->setInputMethodHints(
        Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData | Qt::ImhDigitsOnly);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_field, 1);
    layout->addWidget(generateButton);
    layout->addWidget(m_show);
    connect(m_field, &QLineEdit::textChanged, this, &CodeField::changed);
    connect(generateButton, &QPushButton::clicked, this, &CodeField::generate);
    connect(m_show, &QPushButton::clicked, this, [this] {
        if (m_field->echoMode() == QLineEdit::Normal)
            mask();
        else
            show15Seconds();
    });
}

void CodeField::setCode(const std::optional<KeypadCode> &code)
{
    m_given = code;
    m_field->setText(code ? code->toString() : QString());
    mask();
}

std::optional<KeypadCode> CodeField::code() const
{
    const QString typed = m_field->text();
    if (m_given && typed == m_given->toString())
        return m_given;
    return KeypadCode::fromInput(typed);
}

QString CodeField::problem() const
{
    return code() ? QString() : KeypadCode::problem(m_field->text());
}

void CodeField::generate()
{
    if (const std::optional<KeypadCode> made = KeypadCode::generate(m_random, m_isTaken)) {
        m_field->setText(made->toString());
        show15Seconds();
    }
}

void CodeField::show15Seconds()
{
    m_field->setEchoMode(QLineEdit::Normal);
    m_show->setText(tr("Hide code"));
    m_show->setAccessibleName(tr("Show code"));
    m_maskAgain.set(15s, [this] { mask(); });
}

void CodeField::mask()
{
    m_maskAgain.cancel();
    m_field->setEchoMode(QLineEdit::Password);
    m_show->setText(tr("Show code"));
}

bool CodeField::event(QEvent *event)
{
    if (event->type() == QEvent::WindowDeactivate || event->type() == QEvent::Hide)
        mask();
    return QWidget::event(event);
}

} // namespace lockdesk
