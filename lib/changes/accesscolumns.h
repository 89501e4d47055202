#pragma once

#include <QList>
#include <QStringList>
#include <optional>

namespace lockdesk {

/// A column of a file of authorizations. The last three are told and never taken back.
enum class AccessColumn {
    Name,
    Device,
    DeviceId,
    Type,
    Person,
    PersonId,
    Days,
    FromTime,
    UntilTime,
    ValidFrom,
    ValidUntil,
    Enabled,
    RemoteAccess,
    Code,
    Id,
    LastUsed,
    Uses,
    Created,
};
constexpr int accessColumnCount = int(AccessColumn::Created) + 1;

/// The languages in which a file's words are written and known: those of the interface. What a file says does
/// not depend on the language that the program speaks when it reads it.
enum class FileLanguage { English, German, French, Italian, Spanish, Dutch, Polish, Czech };
constexpr int fileLanguageCount = int(FileLanguage::Czech) + 1;

/// The interface's language, by its code ("de", "pt_BR"); English for one that files do not have.
FileLanguage fileLanguage(const QString &code);

/// All of them, in the order in which they are offered.
QList<AccessColumn> accessColumns();

/// The column holds instants, which are told on a clock that its header names.
bool holdsInstants(AccessColumn column);

/// What the column is called in a file.
QString columnWord(AccessColumn column, FileLanguage language);

/// The column that a header means, in whichever language; case, accents, spaces and what stands in
/// parentheses do not count. The API's own names of fields are known too.
std::optional<AccessColumn> columnNamed(const QString &header);

/// For each header the column it means; of two that mean the same, the first has it.
QList<std::optional<AccessColumn>> matchedColumns(const QStringList &headers);

/// The language that most of the headers are in; English where none stands out.
FileLanguage languageOf(const QStringList &headers);

/// Only the letters and digits of a word, small and without accents: what words are compared by.
QString plainWord(QStringView word);

/// What stands in the parentheses at the end of a header, "UTC" of "Valid from (UTC)"; empty for none.
QString parenthesised(const QString &header);

} // namespace lockdesk
