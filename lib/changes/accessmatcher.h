#pragma once

#include "accesscells.h"
#include "result.h"

namespace lockdesk {

/// What a row of a file is about.
struct AccessMatch
{
    const Authorization *existing = nullptr; ///< null: a new one. Belongs to the snapshot
    SmartlockId smartlockId{};
    std::optional<AuthorizationType> type; ///< as the row says or shows it
};

/// Finds what each row is about: by id, else by device and code, else by device, name and type. What could
/// mean two things means none. Snapshot, directory and cells must outlive it.
class AccessMatcher
{
public:
    AccessMatcher(const Snapshot &snapshot, const AccessDirectory &directory, const AccessCells &cells);

    /// The match, or in words why there is none. A code is never in the words.
    Result<AccessMatch, QString> match(const CsvRow &row) const;

    /// The type that the row names, or that its code or its person shows.
    Result<std::optional<AuthorizationType>, QString> typeOf(const CsvRow &row) const;

private:
    using Place = std::pair<qint64, QString>; // a device and what it holds there

    Result<AccessMatch, QString> matchById(const CsvRow &row) const;
    Result<SmartlockId, QString> deviceOf(const CsvRow &row) const;
    Result<SmartlockId, QString> deviceById(const QString &text, const QString &name) const;
    QList<const Authorization *> withName(
        SmartlockId device, const QString &name, std::optional<AuthorizationType> type) const;

    const AccessDirectory &m_directory;
    const AccessCells &m_cells;
    QHash<AuthorizationId, const Authorization *> m_byId;
    QMultiHash<Place, const Authorization *> m_byCode;
    QMultiHash<Place, const Authorization *> m_byName;
};

/// A code cell that says nothing: empty, or only the bullets, stars or crosses of a masked code.
bool isMaskedCode(const QString &text);

} // namespace lockdesk
