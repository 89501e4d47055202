#pragma once

#include "accesscells.h"
#include "change.h"

namespace lockdesk {

/// What becomes of a row of a file.
enum class ImportKind { New, Changed, Unchanged, Problem };

QString text(ImportKind kind);

/// One row of a dry run.
struct ImportRow
{
    int line = 0; ///< of the file, from 1
    ImportKind kind = ImportKind::Unchanged;
    QString name; ///< of the authorization, raw
    QString deviceName; ///< raw
    QString problem; ///< in words; empty unless it is a Problem
    std::optional<Change> change; ///< a draft: what would be done, of a New or Changed row

    friend bool operator==(const ImportRow &, const ImportRow &) = default;
};

/// What a file would change. It changes nothing by itself.
struct AccessImport
{
    QList<ImportRow> rows;

    int count(ImportKind kind) const;
    /// The drafts of the New and Changed rows, in the file's order.
    QList<Change> changes() const;
};

/// What a file is compared with.
struct ImportWorld
{
    Snapshot snapshot;
    QList<AccountUser> people;
    QDateTime now; ///< UTC
};

/// Why the columns do not tell whom a row is about, or tell something twice, in words; empty when all is
/// well.
QString columnsProblem(const QList<std::optional<AccessColumn>> &columns);

/// A dry run: what each row would do. Pure; takes long for thousands, so it is to be run away from the GUI
/// thread. Of rows that want the same thing, all are Problems. Rules of the domain are those of problemOf().
AccessImport accessImport(const CsvTable &table, const AccessImportChoice &choice, const ImportWorld &world);

} // namespace lockdesk
