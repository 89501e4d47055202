#include "passphrasefields.h"

#include "passphrasestrength.h"
#include "sealedtext.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

namespace lockdesk {

PassphraseFields::PassphraseFields(QWidget *parent)
    : QWidget(parent)
    , m_passphrase(new QLineEdit)
    , m_again(new QLineEdit)
    , m_strength(new QLabel)
{
    m_strength->setTextFormat(Qt::PlainText);
    m_strength->setWordWrap(true);
    for (QLineEdit *field : {m_passphrase, m_again}) {
        field->setEchoMode(QLineEdit::Password);
        field->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
        field->setMinimumWidth(field->fontMetrics().averageCharWidth() * 32);
        connect(field, &QLineEdit::textChanged, this, &PassphraseFields::follow);
    }
    auto *form = new QFormLayout(this);
    form->setContentsMargins({});
    form->addRow(tr("Passphrase"), m_passphrase);
    form->addRow(tr("Repeat passphrase"), m_again);
    form->addRow(QString(), m_strength);
    follow();
}

QString PassphraseFields::problem() const
{
    const QString typed = m_passphrase->text();
    if (typed.isEmpty())
        return tr("Choose a passphrase. Without it nobody can open the backup.");
    if (strengthOf(typed) == PassphraseStrength::TooShort)
        return tr("The passphrase is too short: it needs at least %1 characters.").arg(minPassphraseLength);
    if (m_again->text() != typed)
        return tr("The two passphrases differ. Type the same one twice.");
    return {};
}

Secret PassphraseFields::passphrase() const
{
    return passphraseFrom(m_passphrase->text());
}

void PassphraseFields::forget()
{
    m_passphrase->clear();
    m_again->clear();
}

void PassphraseFields::follow()
{
    m_strength->setText(text(strengthOf(m_passphrase->text())));
    Q_EMIT changed();
}

} // namespace lockdesk
