#include "passphrasestrength.h"

#include <QCoreApplication>
#include <QList>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// Whether `next` follows `last` without a thought: the same key, the alphabet, the digits, a keyboard's row.
bool isExpected(char32_t last, char32_t next)
{
    if (next == last || next == last + 1 || next + 1 == last)
        return true;
    for (const QStringView row : {u"qwertyuiop", u"asdfghjkl", u"zxcvbnm", u"qwertzuiop", u"azertyuiop"}) {
        const auto at = last < 0x80 ? row.indexOf(QChar(char16_t(last))) : -1;
        const auto then = next < 0x80 ? row.indexOf(QChar(char16_t(next))) : -1;
        if (at >= 0 && then >= 0 && qAbs(at - then) == 1)
            return true;
    }
    return false;
}

int kindOf(char32_t c)
{
    if (QChar::isDigit(c))
        return 1;
    if (QChar::isUpper(c))
        return 2;
    return QChar::isLetter(c) ? 4 : 8;
}

} // namespace

PassphraseStrength strengthOf(const QString &passphrase)
{
    const QList<uint> letters = passphrase.normalized(QString::NormalizationForm_C).toUcs4();
    if (letters.size() < minPassphraseLength)
        return PassphraseStrength::TooShort;
    int kinds = 0;
    int surprises = 0;
    for (qsizetype i = 0; i < letters.size(); ++i) {
        kinds |= kindOf(letters.at(i));
        // Neither what goes on as the last two letters did, nor what has just been: "abab", "1212".
        const bool repeats = i >= 2 && letters.at(i) == letters.at(i - 2);
        const bool follows = i >= 1
            && isExpected(
                QChar::toLower(char32_t(letters.at(i - 1))), QChar::toLower(char32_t(letters.at(i))));
        surprises += repeats || follows ? 0 : 1;
    }
    constexpr int tenthsOfBits[] = {0, 25, 32, 45, 55}; // a character, by the number of kinds
    const int bits = surprises * tenthsOfBits[qPopulationCount(uint(kinds))] / 10;
    if (bits < 35)
        return PassphraseStrength::Weak;
    return bits < 60 ? PassphraseStrength::Fair : PassphraseStrength::Good;
}

QString text(PassphraseStrength strength)
{
    const auto tr = [](const char *words) {
        return QCoreApplication::translate("PassphraseStrength", words);
    };
    switch (strength) {
    case PassphraseStrength::TooShort:
        return tr(
            QT_TRANSLATE_NOOP("PassphraseStrength", "Strength: too short. It needs at least %1 characters."))
            .arg(minPassphraseLength);
    case PassphraseStrength::Weak:
        return tr(QT_TRANSLATE_NOOP(
            "PassphraseStrength", "Strength: weak. A few more words that do not belong together help most."));
    case PassphraseStrength::Fair:
        return tr(QT_TRANSLATE_NOOP("PassphraseStrength", "Strength: fair. One more word makes it good."));
    case PassphraseStrength::Good:
        return tr(QT_TRANSLATE_NOOP("PassphraseStrength", "Strength: good."));
    }
    return {};
}

} // namespace lockdesk
