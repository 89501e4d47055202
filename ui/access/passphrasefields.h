#pragma once

#include "secret.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QLineEdit;

namespace lockdesk {

/// A new passphrase, typed twice and masked, with a word on how strong it is.
class PassphraseFields : public QWidget
{
    Q_OBJECT

public:
    explicit PassphraseFields(QWidget *parent = nullptr);

    /// Why what is typed will not do, in words; empty when it will. Weak ones are the person's choice.
    QString problem() const;
    /// What is typed (sealedtext.h, passphraseFrom()).
    Secret passphrase() const;
    /// Empties both fields.
    void forget();

Q_SIGNALS:
    void changed();

private:
    void follow();

    QLineEdit *m_passphrase;
    QLineEdit *m_again;
    QLabel *m_strength;
};

} // namespace lockdesk
