#include "accessexport.h"
#include "bodymutator.h"
#include "randomaccess.h"

#include <QElapsedTimer>
#include <QStringEncoder>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

// The file as a spreadsheet program may have saved it.
QByteArray encoded(const QByteArray &utf8, int which)
{
    const QString text = QString::fromUtf8(utf8);
    switch (which % 5) {
    case 0:
        return QByteArray(QStringEncoder(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom)(text));
    case 1:
        return QByteArray(QStringEncoder(QStringEncoder::Utf16BE, QStringEncoder::Flag::WriteBom)(text));
    case 2:
        return text.toLatin1() + '\x80';
    case 3:
        return "\xEF\xBB\xBF" + utf8;
    default:
        return utf8;
    }
}

} // namespace

// CSV-3: spoiled files neither crash nor hang an import, and what comes out of them are drafts of what can be
// sent; nothing is changed by reading. LOCKDESK_FUZZ_BODIES and LOCKDESK_FUZZ_SEED try more, or others.
class CsvFuzzTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void imports()
    {
        bool isGiven = false;
        const int given = qEnvironmentVariableIntValue("LOCKDESK_FUZZ_BODIES", &isGiven);
        const int count = isGiven ? given : 10'000;
        const quint32 seed = quint32(qEnvironmentVariableIntValue("LOCKDESK_FUZZ_SEED"));
        BodyMutator mutator(seed);
        const ImportWorld world = RandomAccess(seed).world(40);
        const ImportWorld before = world;
        int unreadable = 0;
        QMap<ImportKind, int> kinds;
        for (int i = 0; i < count; ++i) {
            const QByteArray spoiled = mutator.mutated(encoded(exported(world, i), i / 4));
            QElapsedTimer timer;
            timer.start();
            const auto table = csvFromBytes(spoiled);
            if (!table) {
                QVERIFY(!table.error().words.isEmpty());
                ++unreadable;
                continue;
            }
            const AccessImport result = accessImport(
                *table, {matchedColumns(table->header), ShownClock(i % 3), QTimeZone::utc()}, world);
            QVERIFY2(timer.elapsed() < 1000, "hangs");
            for (const ImportRow &row : result.rows) {
                QVERIFY2(holds(row, world), spoiled.constData());
                ++kinds[row.kind];
            }
        }
        QVERIFY(world.snapshot.authorizations == before.snapshot.authorizations);
        // All ways out were taken, so the files were neither untouched nor rubbish alone.
        QVERIFY(unreadable > count / 100);
        for (const ImportKind kind :
            {ImportKind::New, ImportKind::Changed, ImportKind::Unchanged, ImportKind::Problem})
            QVERIFY2(kinds.value(kind) > count / 100, qPrintable(text(kind)));
    }

private:
    // A few rows of the world; some are new ones.
    static QByteArray exported(const ImportWorld &world, int i)
    {
        AccessExport what;
        what.columns = accessColumns();
        what.format = {FileLanguage(i % fileLanguageCount), ShownClock(i % 3), QTimeZone("Europe/Berlin")};
        what.includesCodes = i % 2 == 0;
        what.style = {u",;\t|"_s.at(i % 4), false};
        QList<Authorization> rows = world.snapshot.authorizations.mid(i % 30, 4);
        Authorization guest;
        guest.smartlockId = world.snapshot.smartlocks.at(i % 7).id;
        guest.type = AuthorizationType::KeypadCode;
        guest.name = u"Guest %1"_s.arg(i);
        guest.code = KeypadCode::fromServer(555'555);
        rows += guest;
        return accessCsv(rows, AccessDirectory(world.snapshot, world.people), what);
    }

    static bool holds(const ImportRow &row, const ImportWorld &world)
    {
        const bool changes = row.kind == ImportKind::New || row.kind == ImportKind::Changed;
        if (row.line < 1 || row.change.has_value() != changes
            || row.problem.isEmpty() == (row.kind == ImportKind::Problem))
            return false;
        return !row.change
            || (row.change->status == ChangeStatus::Draft
                && problemOf(*row.change, world.snapshot, world.now).isEmpty());
    }
};

QTEST_APPLESS_MAIN(CsvFuzzTest)
#include "csvfuzztest.moc"
