#include "keypadcode.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockdesk {

namespace {

constexpr int length = 6;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

} // namespace

std::optional<KeypadCode> KeypadCode::fromInput(QStringView digits)
{
    if (digits.size() != length || !std::ranges::all_of(digits, isDigit))
        return std::nullopt;
    const KeypadCode code(digits.toLongLong());
    return code.isValid() ? std::optional(code) : std::nullopt;
}

QString KeypadCode::problem(QStringView digits)
{
    if (digits.isEmpty())
        return QCoreApplication::translate("KeypadCode", "Enter six digits.");
    if (!std::ranges::all_of(digits, isDigit))
        return QCoreApplication::translate("KeypadCode", "A code has digits only, no spaces or letters.");
    if (digits.contains(u'0'))
        return QCoreApplication::translate(
            "KeypadCode", "A code cannot contain 0: the keypad has no such key.");
    if (digits.startsWith(u"12"))
        return QCoreApplication::translate("KeypadCode", "A code cannot start with 12.");
    if (digits.size() < length)
        return QCoreApplication::translate("KeypadCode", "The code is too short: it has six digits.");
    if (digits.size() > length)
        return QCoreApplication::translate("KeypadCode", "The code is too long: it has six digits.");
    return {};
}

bool KeypadCode::isValid() const
{
    if (m_number < 111'111 || m_number > 999'999 || m_number / 10'000 == 12)
        return false;
    for (qint64 rest = m_number; rest > 0; rest /= 10) {
        if (rest % 10 == 0)
            return false;
    }
    return true;
}

QString KeypadCode::toString() const
{
    return QString::number(m_number);
}

KeypadCode KeypadCode::candidate(QRandomGenerator &random)
{
    qint64 number = 0;
    for (int i = 0; i < length; ++i)
        number = number * 10 + random.bounded(1, 10);
    return KeypadCode(number);
}

} // namespace lockdesk
