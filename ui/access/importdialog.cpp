#include "importdialog.h"

#include "columnmatching.h"
#include "csvfile.h"
#include "emptystate.h"
#include "filedrop.h"
#include "plainlabel.h"
#include "redact.h"
#include "table.h"
#include "tableproxy.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStackedLayout>
#include <QStandardPaths>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// The table, or in words why there is none.
Result<CsvTable, QString> tableIn(const QString &path)
{
    const auto bytes = readCsvFile(path);
    if (!bytes)
        return bytes.error();
    const auto table = csvFromBytes(*bytes);
    if (table)
        return *table;
    const CsvProblem &problem = table.error();
    return problem.line > 0 ? ImportDialog::tr("Line %1: %2").arg(problem.line).arg(problem.words)
                            : problem.words;
}

} // namespace

ImportDialog::ImportDialog(const ImportWorld &world, QWidget *parent)
    : QDialog(parent)
    , m_world(world)
    , m_model(new ImportModel(this))
    , m_proxy(new TableProxy(this))
    , m_table(new Table(tr("Dry run")))
    , m_empty(new EmptyState)
    , m_stack(new QStackedLayout)
    , m_fileName(plainLabel())
    , m_matchingArea(new QScrollArea)
    , m_choices(new QWidget)
    , m_clock(new QComboBox)
    , m_kinds(new QComboBox)
    , m_totals(plainLabel())
    , m_make(new QPushButton(tr("Make changes")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import access"));
    m_proxy->setSourceModel(m_model);
    m_table->setModel(m_proxy);
    m_table->setColumnCharacters({6, 12, 17, 17, 40});
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->sortByColumn(ImportModel::Line, Qt::AscendingOrder);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeHead());
    layout->addWidget(makeBody(), 1);
    layout->addWidget(makeFoot());
    connect(
        new FileDrop({u"csv"_s, u"tsv"_s, u"txt"_s}, this), &FileDrop::dropped, this, &ImportDialog::load);
    connect(m_clock, &QComboBox::currentIndexChanged, this, &ImportDialog::compare);
    connect(m_kinds, &QComboBox::currentIndexChanged, this, [this] {
        const QVariant kind = m_kinds->currentData();
        m_model->setKind(kind.isValid() ? std::optional(ImportKind(kind.toInt())) : std::nullopt);
    });
    showNothing(tr("Choose a CSV file, or drop it here"),
        tr("You will see what each row would change before anything is changed."));
    const int character = fontMetrics().averageCharWidth();
    resize(QSize(150 * character, 40 * fontMetrics().height()).boundedTo(screen()->availableSize()));
}

QWidget *ImportDialog::makeHead()
{
    auto *choose = new QPushButton(tr("Choose file"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &ImportDialog::askForFile);
    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(choose);
    layout->addWidget(m_fileName, 1);
    return box;
}

QWidget *ImportDialog::makeBody()
{
    m_clock->addItems({tr("Lock's time"), tr("My time"), tr("UTC")}); // as ShownClock
    m_clock->setToolTip(tr("The clock of dates where neither the cell nor its header says one."));
    m_matchingArea->setWidgetResizable(true);
    m_matchingArea->setFrameShape(QFrame::NoFrame);
    m_matchingArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *form = new QFormLayout;
    form->addRow(tr("Times in"), m_clock);
    auto *left = new QVBoxLayout(m_choices);
    left->setContentsMargins({});
    left->addWidget(new QLabel(tr("Columns of the file")));
    left->addWidget(m_matchingArea, 1);
    left->addLayout(form);

    auto *shown = new QFormLayout;
    shown->addRow(tr("Show"), m_kinds);
    fillKinds();
    auto *result = new QWidget;
    auto *right = new QVBoxLayout(result);
    right->setContentsMargins({});
    right->addLayout(shown);
    right->addWidget(m_table, 1);

    auto *box = new QWidget;
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(m_choices);
    layout->addLayout(m_stack, 1); // first: a stack without a parent shows its widgets as windows
    m_stack->addWidget(result);
    m_stack->addWidget(m_empty);
    return box;
}

QWidget *ImportDialog::makeFoot()
{
    auto *hint = plainLabel();
    hint->setText(
        tr("An empty cell leaves what is there. To take a limit away, write “none”, “Every day”, or "
           "00:00 to 24:00."));
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_make, QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(m_make, &QPushButton::clicked, this, &ImportDialog::makeChanges);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(hint);
    layout->addWidget(m_totals);
    layout->addWidget(buttons);
    return box;
}

void ImportDialog::fillKinds()
{
    m_kinds->addItem(tr("All rows"));
    for (const ImportKind kind :
        {ImportKind::New, ImportKind::Changed, ImportKind::Unchanged, ImportKind::Problem})
        m_kinds->addItem(text(kind), int(kind));
}

void ImportDialog::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Import access"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("CSV files (*.csv *.tsv *.txt)"), tr("All files (*)")});
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    connect(dialog, &QFileDialog::fileSelected, this, &ImportDialog::load);
    dialog->open();
}

void ImportDialog::load(const QString &path)
{
    m_fileName->setText(forDisplay(QFileInfo(path).fileName(), 80));
    showNothing(tr("Reading the file…"), tr("This takes a moment."));
    m_work.start([path] { return tableIn(path); },
        [this](const Result<CsvTable, QString> &table) {
            if (table)
                take(*table);
            else
                showNothing(
                    tr("The file cannot be read"), tr("%1 Nothing was changed.").arg(table.error()), true);
        });
}

void ImportDialog::take(const CsvTable &table)
{
    m_file = table;
    m_matching = new ColumnMatching(table.header);
    m_matchingArea->setWidget(m_matching); // which deletes the one before
    m_matchingArea->setMinimumWidth(m_matching->sizeHint().width() + 3 * fontMetrics().averageCharWidth());
    connect(m_matching, &ColumnMatching::changed, this, &ImportDialog::compare);
    compare();
}

void ImportDialog::compare()
{
    if (!m_matching)
        return;
    const AccessImportChoice choice{
        m_matching->columns(), ShownClock(m_clock->currentIndex()), QTimeZone::systemTimeZone()};
    m_choices->show();
    if (const QString problem = columnsProblem(choice.columns); !problem.isEmpty()) {
        m_work.cancel();
        showNothing(tr("Which column is which?"), problem, true);
        m_choices->show();
        return;
    }
    m_make->setEnabled(false);
    m_totals->setText(tr("Comparing…"));
    m_work.start(
        [table = m_file, choice, world = m_world, locale = QLocale()] {
            const AccessImport import = accessImport(table, choice, world);
            return Outcome{import, importLines(import, locale)};
        },
        [this](const Outcome &outcome) { show(outcome); });
}

void ImportDialog::show(const Outcome &outcome)
{
    m_import = outcome.import;
    m_model->setLines(outcome.lines);
    m_stack->setCurrentIndex(0);
    const int added = m_import.count(ImportKind::New);
    const int edited = m_import.count(ImportKind::Changed);
    const int unchanged = m_import.count(ImportKind::Unchanged);
    m_totals->setText(
        tr("%1 new, %2 changed, %3 unchanged").arg(countText(added), countText(edited), countText(unchanged))
        + u", "_s + tr("%n problem(s)", nullptr, m_import.count(ImportKind::Problem)));
    const bool changes = added + edited > 0;
    m_make->setEnabled(changes);
    m_make->setToolTip(changes ? tr("They become drafts; rows with a problem are left out.")
                               : tr("No row would change anything."));
}

void ImportDialog::showNothing(const QString &headline, const QString &sentence, bool isProblem)
{
    m_import = {};
    m_model->setLines({});
    m_empty->setContent(isProblem ? "warning"_L1 : "import"_L1, headline, sentence);
    m_stack->setCurrentIndex(1);
    m_choices->hide();
    m_totals->clear();
    m_make->setEnabled(false);
}

void ImportDialog::makeChanges()
{
    const QList<Change> changes = m_import.changes();
    if (changes.isEmpty())
        return;
    Q_EMIT changesMade(changes);
    accept();
}

} // namespace lockdesk
