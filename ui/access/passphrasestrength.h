#pragma once

#include <QString>

namespace lockdesk {

/// How long a guess at a passphrase would last.
enum class PassphraseStrength : int { TooShort, Weak, Fair, Good };

/// The fewest characters that a passphrase may have.
constexpr int minPassphraseLength = 10;

/// A cautious estimate: by length and kinds of characters; runs of one key, of the alphabet or of a keyboard
/// row ("aaaa", "1234", "qwer") hardly count. Knows no dictionary, so it never says more than "good".
PassphraseStrength strengthOf(const QString &passphrase);

/// "Strength: weak …" and what to do about it.
QString text(PassphraseStrength strength);

} // namespace lockdesk
