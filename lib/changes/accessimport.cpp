#include "accessimport.h"

#include "accessedit.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// Not called tr(): lupdate would take its argument for a text, and find none.
QString inWords(const char *words)
{
    return QCoreApplication::translate("AccessImport", words);
}

// The dry run of one file.
class DryRun
{
public:
    DryRun(const CsvTable &table, const AccessImportChoice &choice, const ImportWorld &world)
        : m_world(world)
        , m_directory(world.snapshot, world.people)
        , m_cells(table, choice)
        , m_matcher(world.snapshot, m_directory, m_cells)
    {
        for (const Authorization &authorization : world.snapshot.authorizations)
            m_byDevice[authorization.smartlockId].append(authorization);
    }

    AccessImport run(const QList<CsvRow> &rows);

private:
    ImportRow rowOf(const CsvRow &row);
    ImportRow changed(ImportRow out, const AccessMatch &match, const Authorization &wanted);
    Change changeOf(SmartlockId device, const ChangeSubject &subject) const;
    QString problemOfChange(const Change &change) const;
    void claim(const QString &what, qsizetype place) { m_claims[what].append(place); }
    void refuseDoubles(QList<ImportRow> &rows) const;

    const ImportWorld &m_world;
    AccessDirectory m_directory;
    AccessCells m_cells;
    AccessMatcher m_matcher;
    QHash<SmartlockId, QList<Authorization>> m_byDevice;
    QHash<QString, QList<qsizetype>> m_claims; // what a row wants for itself alone → the rows that want it
    qsizetype m_place = 0;
};

AccessImport DryRun::run(const QList<CsvRow> &rows)
{
    AccessImport result;
    for (const CsvRow &row : rows) {
        if (m_cells.isEmpty(row))
            continue;
        m_place = result.rows.size();
        result.rows += rowOf(row);
    }
    refuseDoubles(result.rows);
    return result;
}

ImportRow DryRun::rowOf(const CsvRow &row)
{
    ImportRow out;
    out.line = row.line;
    out.kind = ImportKind::Problem;
    out.name = m_cells.text(row, AccessColumn::Name);
    out.deviceName = m_cells.text(row, AccessColumn::Device);
    const auto match = m_matcher.match(row);
    if (!match) {
        out.problem = match.error();
        return out;
    }
    out.deviceName = m_directory.deviceName(match->smartlockId);
    if (match->existing) {
        out.name = match->existing->name;
        claim(match->existing->id.toString(), m_place);
    }
    const auto wanted = editedByRow(*match, row, m_cells, m_directory, m_world.now);
    if (!wanted) {
        out.problem = wanted.error();
        return out;
    }
    return changed(out, *match, *wanted);
}

ImportRow DryRun::changed(ImportRow out, const AccessMatch &match, const Authorization &wanted)
{
    const QString device = toString(match.smartlockId) + u' ';
    if (!match.existing) {
        out.kind = ImportKind::New;
        out.change = changeOf(match.smartlockId, CreateAuthorization{wanted});
        claim(device + u"name "_s + QString::number(int(wanted.kind())) + u' ' + wanted.name, m_place);
        if (wanted.accountUserId && !wanted.isKeypadCode())
            claim(device + u"person "_s + QString::number(toNumber(*wanted.accountUserId)), m_place);
    } else if (!updatableDifferences(*match.existing, wanted).isEmpty()) {
        const bool isScheduleEdited = match.existing->schedule != wanted.schedule;
        out.kind = ImportKind::Changed;
        out.change =
            changeOf(match.smartlockId, UpdateAuthorization{*match.existing, wanted, isScheduleEdited});
    } else {
        out.kind = ImportKind::Unchanged;
        return out;
    }
    if (wanted.code && (!match.existing || match.existing->code != wanted.code))
        claim(device + u"code "_s + wanted.code->toString(), m_place);
    out.problem = problemOfChange(*out.change);
    if (!out.problem.isEmpty()) {
        out.kind = ImportKind::Problem;
        out.change.reset();
    }
    return out;
}

Change DryRun::changeOf(SmartlockId device, const ChangeSubject &subject) const
{
    Change change;
    change.smartlockId = device;
    if (const Smartlock *known = m_directory.device(device)) {
        change.deviceType = known->deviceType();
        change.deviceName = known->displayName();
    }
    change.subject = subject;
    return change;
}

QString DryRun::problemOfChange(const Change &change) const
{
    Snapshot ofDevice;
    if (const Smartlock *device = m_directory.device(change.smartlockId))
        ofDevice.smartlocks = {*device};
    ofDevice.authorizations = m_byDevice.value(change.smartlockId);
    return problemOf(change, ofDevice, m_world.now);
}

void DryRun::refuseDoubles(QList<ImportRow> &rows) const
{
    for (const QList<qsizetype> &places : m_claims) {
        if (places.size() < 2)
            continue;
        for (const qsizetype place : places) {
            const qsizetype other = places.first() == place ? places.at(1) : places.first();
            ImportRow &row = rows[place];
            row.kind = ImportKind::Problem;
            row.change.reset();
            row.problem =
                inWords(QT_TRANSLATE_NOOP("AccessImport",
                            "Line %1 is about the same authorization, person or code. Keep one of them."))
                    .arg(rows.at(other).line);
        }
    }
}

} // namespace

QString text(ImportKind kind)
{
    switch (kind) {
    case ImportKind::New:
        return inWords(QT_TRANSLATE_NOOP("AccessImport", "New"));
    case ImportKind::Changed:
        return inWords(QT_TRANSLATE_NOOP("AccessImport", "Changed"));
    case ImportKind::Unchanged:
        return inWords(QT_TRANSLATE_NOOP("AccessImport", "Unchanged"));
    case ImportKind::Problem:
        return inWords(QT_TRANSLATE_NOOP("AccessImport", "Problem"));
    }
    return {};
}

int AccessImport::count(ImportKind kind) const
{
    return int(std::ranges::count(rows, kind, &ImportRow::kind));
}

QList<Change> AccessImport::changes() const
{
    QList<Change> changes;
    for (const ImportRow &row : rows) {
        if (row.change)
            changes += *row.change;
    }
    return changes;
}

QString columnsProblem(const QList<std::optional<AccessColumn>> &columns)
{
    for (const std::optional<AccessColumn> &column : columns) {
        if (column && columns.count(column) > 1) {
            return inWords(
                QT_TRANSLATE_NOOP("AccessImport",
                    "Two columns of the file are “%1”. Choose one of them, and “not used” for the other."))
                .arg(columnWord(*column, fileLanguage(QLocale().name())));
        }
    }
    const bool hasDevice = columns.contains(AccessColumn::Device) || columns.contains(AccessColumn::DeviceId);
    const bool hasWho = columns.contains(AccessColumn::Name) || columns.contains(AccessColumn::Code);
    if (columns.contains(AccessColumn::Id) || (hasDevice && hasWho))
        return {};
    return inWords(QT_TRANSLATE_NOOP("AccessImport",
        "The columns do not tell whom a row is about. Choose one for the id, or for device and name."));
}

AccessImport accessImport(const CsvTable &table, const AccessImportChoice &choice, const ImportWorld &world)
{
    return DryRun(table, choice, world).run(table.rows);
}

} // namespace lockdesk
