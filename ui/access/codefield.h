#pragma once

#include "alarm.h"
#include "keypadcode.h"

#include <QWidget>
#include <functional>

class QPushButton;

namespace lockdesk {

class SecretField;

/// The field "Keypad code": masked, with a button that makes an unpredictable free code, one that shows the
/// code for 15 s and one that copies it for 30 s (safety UI-2). It is masked again when the window loses the
/// focus (safety UI-1).
class CodeField : public QWidget
{
    Q_OBJECT

public:
    using IsTaken = std::function<bool(const KeypadCode &)>;

    /// Clock and generator must outlive the field; `isTaken` is asked when a code is made.
    CodeField(Clock &clock, QRandomGenerator &random, IsTaken isTaken, QWidget *parent = nullptr);

    /// The line edit, for a label's buddy.
    QWidget *field() const;

    void setCode(const std::optional<KeypadCode> &code);
    /// What is typed: also a code that the server holds and that breaks the rules, as long as nobody touched
    /// it.
    std::optional<KeypadCode> code() const;
    /// Why what is typed is no code; empty when it is one or was not touched.
    QString problem() const;

Q_SIGNALS:
    void changed();

protected:
    bool event(QEvent *event) override;

private:
    void generate();
    void show15Seconds();
    void mask();

    SecretField *m_field;
    QPushButton *m_show;
    QRandomGenerator &m_random;
    IsTaken m_isTaken;
    std::optional<KeypadCode> m_given;
    Alarm m_maskAgain;
};

} // namespace lockdesk
