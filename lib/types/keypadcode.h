#pragma once

#include <QHashFunctions>
#include <QRandomGenerator>
#include <QString>
#include <optional>

namespace lockdesk {

/// A keypad code: six digits 1–9, not starting with 12 (key concepts, "Keypad codes"); exactly 524,880 of the
/// six-digit numbers qualify. A code that the server holds may break the rule and is kept all the same. There
/// is no way to stream it into a log: toString() is the one way out, and callers of it show it on purpose.
class KeypadCode
{
public:
    /// Any number the server holds, valid or not.
    static KeypadCode fromServer(qint64 number) { return KeypadCode(number); }

    /// A code a person typed: exactly six digits that follow the rules.
    static std::optional<KeypadCode> fromInput(QStringView digits);

    /// Why the typed text is not a code, in words for the person; empty when it is one.
    static QString problem(QStringView digits);

    /// An unpredictable valid code for which `isTaken` says no; std::nullopt if none was found after many
    /// tries. Production code passes *QRandomGenerator::system().
    template <typename IsTaken>
    static std::optional<KeypadCode> generate(QRandomGenerator &random, IsTaken isTaken)
    {
        for (int attempt = 0; attempt < 10'000; ++attempt) {
            const KeypadCode code = candidate(random);
            if (code.isValid() && !isTaken(code))
                return code;
        }
        return std::nullopt;
    }

    bool isValid() const;
    qint64 toNumber() const { return m_number; }
    QString toString() const;

    friend auto operator<=>(const KeypadCode &, const KeypadCode &) = default;
    friend size_t qHash(const KeypadCode &code, size_t seed = 0) { return ::qHash(code.m_number, seed); }

private:
    explicit KeypadCode(qint64 number)
        : m_number(number)
    {
    }
    static KeypadCode candidate(QRandomGenerator &random); // six digits 1–9; may start with 12

    qint64 m_number;
};

} // namespace lockdesk
