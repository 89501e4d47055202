#pragma once

#include "accesscolumns.h"
#include "authorization.h"

namespace lockdesk {

/// The words in the cells of a file of authorizations, written in one language and known in all. Where a
/// short word means two things ("So" is Sunday in German and Saturday in Czech), the file's own language
/// decides.

/// "Keypad code"; the number of a type that is unknown.
QString typeWord(AuthorizationType type, FileLanguage language);
std::optional<AuthorizationType> typeFromWord(const QString &word);

QString yesNoWord(bool isYes, FileLanguage language);
/// Also true and false, 1 and 0.
std::optional<bool> yesNoFromWord(const QString &word);

/// "none": that there is no limit, said on purpose. An empty cell says nothing.
QString noneWord(FileLanguage language);
bool isNoneWord(const QString &word);

/// "Mon Tue Sat", or "Every day".
QString daysText(Weekdays days, FileLanguage language);
/// Days parted by spaces, commas, semicolons or slashes, short or long, and ranges "Mon–Fri". Nothing where
/// one is no day.
std::optional<Weekdays> daysFromText(const QString &text, FileLanguage language);

/// "lock's time": what a header's parentheses say where each row is on its own lock's clock.
QString lockClockWord(FileLanguage language);
bool isLockClockWord(const QString &word);

} // namespace lockdesk
