#pragma once

#include <QString>

namespace lockdesk {

/// Text from outside made fit for one line of a log: line breaks, escape sequences and other control or
/// direction characters become visible, and it is cut at `maxLength` characters.
QString forLog(QStringView text, qsizetype maxLength = 200);

/// Text from outside made fit for display: control characters become their visible symbols (U+2400 …), and
/// characters that turn the direction of the text around them or have no width become a visible mark, so that
/// two names which look alike are told apart. At most `maxLength` characters, then "…". Never interpreted as
/// HTML by whoever shows it as plain text.
QString forDisplay(QStringView text, qsizetype maxLength = 300);

/// The text with every number of exactly six digits, which may be a keypad code, in dots: for what is kept or
/// shown of words that the program did not choose.
QString withoutCodes(QStringView text);

} // namespace lockdesk
