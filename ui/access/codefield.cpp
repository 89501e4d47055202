#include "codefield.h"

#include "secretfield.h"
#include "theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

CodeField::CodeField(Clock &clock, QRandomGenerator &random, IsTaken isTaken, QWidget *parent)
    : QWidget(parent)
    , m_field(new SecretField(clock))
    , m_show(new QPushButton(theme::icon("show"_L1), tr("Show code")))
    , m_random(random)
    , m_isTaken(std::move(isTaken))
    , m_maskAgain(clock)
{
    auto *generateButton = new QPushButton(theme::icon("generate"_L1), tr("Generate code"));
    generateButton->setAutoDefault(false);
    m_show->setAutoDefault(false);
    auto *copyButton = new QPushButton(tr("Copy code"));
    copyButton->setAutoDefault(false);
    copyButton->setToolTip(tr("Copies the code for 30 seconds."));
    m_field->setMaxLength(6);
    m_field->setMinimumWidth(m_field->fontMetrics().averageCharWidth() * 14);
    m_field->setInputMethodHints(m_field->inputMethodHints() | Qt::ImhDigitsOnly);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_field, 1);
    layout->addWidget(generateButton);
    layout->addWidget(m_show);
    layout->addWidget(copyButton);
    connect(m_field, &QLineEdit::textChanged, this, &CodeField::changed);
    connect(generateButton, &QPushButton::clicked, this, &CodeField::generate);
    connect(m_show, &QPushButton::clicked, this, [this] {
        if (m_field->isShown())
            mask();
        else
            show15Seconds();
    });
    connect(copyButton, &QPushButton::clicked, m_field, &SecretField::copyAll);
}

QWidget *CodeField::field() const
{
    return m_field;
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
    m_field->setShown(true);
    m_show->setText(tr("Hide code"));
    m_show->setAccessibleName(tr("Show code"));
    m_maskAgain.set(15s, [this] { mask(); });
}

void CodeField::mask()
{
    m_maskAgain.cancel();
    m_field->setShown(false);
    m_show->setText(tr("Show code"));
}

bool CodeField::event(QEvent *event)
{
    if (event->type() == QEvent::WindowDeactivate || event->type() == QEvent::Hide)
        mask();
    return QWidget::event(event);
}

} // namespace lockdesk
