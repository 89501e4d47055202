#include "exportdialog.h"

#include "clock.h"
#include "csvfile.h"
#include "managedcontrol.h"
#include "plainlabel.h"
#include "savequestion.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

FileLanguage interfaceLanguage()
{
    return fileLanguage(QLocale().name());
}

} // namespace

ExportDialog::ExportDialog(Clock &clock, const ExportSource &source, ShownClock shownClock, QWidget *parent)
    : QDialog(parent)
    , m_clock(clock)
    , m_source(source)
    , m_rows(new QComboBox)
    , m_columns(new QListWidget)
    , m_times(new QComboBox)
    , m_delimiter(new QComboBox)
    , m_mark(new QCheckBox(tr("Byte order mark")))
    , m_codes(new QCheckBox(tr("Include codes")))
    , m_warning(plainLabel())
    , m_problem(plainLabel())
    , m_export(new QPushButton(tr("Export")))
{
    restIfManaged(m_codes, !source.mayHaveCodes);
    m_warning->hide();
    m_problem->hide();
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Export access"));
    fillColumns();
    auto *choices = makeChoices(shownClock);
    auto *area = new QScrollArea; // for 200 % text on a small screen
    area->setWidget(choices);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(area, 1);
    layout->addWidget(makeFoot());
    connect(m_codes, &QCheckBox::toggled, this, &ExportDialog::followChoice);
    connect(m_columns, &QListWidget::itemChanged, this, &ExportDialog::followChoice);
    followChoice();
    // A scroll area asks for a few lines only, whatever it holds; the screen alone sets a limit.
    // Neither bar nor warning moves anything when it comes.
    const int warning = m_warning->heightForWidth(m_columns->minimumWidth()) + 2 * fontMetrics().height();
    const QSize room(area->verticalScrollBar()->sizeHint().width(), warning);
    resize((sizeHint() - area->sizeHint() + choices->sizeHint() + room).boundedTo(screen()->availableSize()));
}

QWidget *ExportDialog::makeChoices(ShownClock clock)
{
    m_rows->addItem(tr("Shown: %1").arg(countText(m_source.shown.size())));
    if (!m_source.selected.isEmpty())
        m_rows->addItem(tr("Selected: %1").arg(countText(m_source.selected.size())));
    m_rows->setCurrentIndex(m_rows->count() - 1);
    m_times->addItems({tr("Lock's time"), tr("My time"), tr("UTC")}); // as ShownClock
    m_times->setCurrentIndex(int(clock));
    m_delimiter->addItem(tr("Comma"), QChar(u','));
    m_delimiter->addItem(tr("Semicolon"), QChar(u';'));
    m_delimiter->addItem(tr("Tab"), QChar(u'\t'));
    m_delimiter->addItem(tr("Vertical bar"), QChar(u'|'));
    // Where the comma parts decimals, spreadsheet programs expect a semicolon.
    m_delimiter->setCurrentIndex(QLocale().decimalPoint() == ","_L1 ? 1 : 0);
    m_mark->setChecked(true);
    m_mark->setToolTip(tr("Lets spreadsheet programs see that the file is UTF-8."));
    m_warning->setText(tr("Whoever gets the file can open these doors. Keep it as you keep a key, and delete "
                          "it when it is no longer needed."));

    auto *form = new QFormLayout;
    form->setContentsMargins({});
    form->addRow(tr("Rows"), m_rows);
    form->addRow(tr("Columns"), m_columns);
    form->addRow(tr("Times in"), m_times);
    form->addRow(tr("Delimiter"), m_delimiter);
    form->addRow(QString(), m_mark);
    form->addRow(QString(), m_codes);
    form->addRow(QString(), m_warning);
    auto *box = new QWidget;
    box->setLayout(form);
    return box;
}

QWidget *ExportDialog::makeFoot()
{
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_export, QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_export->setDefault(true);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::askForFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    return box;
}

void ExportDialog::fillColumns()
{
    m_columns->setAccessibleName(tr("Columns"));
    m_columns->setDragDropMode(QAbstractItemView::InternalMove);
    m_columns->setToolTip(
        tr("Tick what the file shall hold. Drag, or press Alt and an arrow key, to change the order."));
    for (const auto &[key, by] : {std::pair(Qt::Key_Up, -1), std::pair(Qt::Key_Down, 1)}) {
        auto *shortcut = new QShortcut(QKeySequence(QKeyCombination(Qt::AltModifier, key)), m_columns);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, rows = by] { moveColumn(rows); });
    }
    const QList<AccessColumn> usual = usualColumns();
    for (const AccessColumn column : accessColumns()) {
        if (column == AccessColumn::Code) // has a check box of its own
            continue;
        auto *item = new QListWidgetItem(columnWord(column, interfaceLanguage()), m_columns);
        item->setData(Qt::UserRole, int(column));
        item->setFlags(
            Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsDragEnabled);
        item->setCheckState(usual.contains(column) ? Qt::Checked : Qt::Unchecked);
    }
    m_columns->setMinimumSize(44 * fontMetrics().averageCharWidth(), 8 * m_columns->sizeHintForRow(0));
}

void ExportDialog::moveColumn(int by)
{
    const int from = m_columns->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= m_columns->count())
        return;
    m_columns->insertItem(to, m_columns->takeItem(from));
    m_columns->setCurrentRow(to);
}

AccessExport ExportDialog::choice() const
{
    AccessExport what;
    for (int i = 0; i < m_columns->count(); ++i) {
        const QListWidgetItem *item = m_columns->item(i);
        if (item->checkState() == Qt::Checked)
            what.columns += AccessColumn(item->data(Qt::UserRole).toInt());
    }
    what.includesCodes = m_codes->isChecked();
    if (what.includesCodes)
        what.columns += AccessColumn::Code;
    what.format = {interfaceLanguage(), ShownClock(m_times->currentIndex()), QTimeZone::systemTimeZone()};
    what.style = {m_delimiter->currentData().toChar(), m_mark->isChecked()};
    return what;
}

const QList<Authorization> &ExportDialog::rows() const
{
    return m_rows->currentIndex() == 1 ? m_source.selected : m_source.shown;
}

void ExportDialog::followChoice()
{
    m_warning->setVisible(m_codes->isChecked());
    m_export->setEnabled(!choice().columns.isEmpty() && !m_work.isBusy());
    m_export->setToolTip(choice().columns.isEmpty() ? tr("Tick at least one column.") : QString());
}

void ExportDialog::askForFile()
{
    say({});
    askWhereToSave(this, m_clock,
        {tr("Export access"), suggestedCsvName(m_codes->isChecked(), m_source.today)},
        [this](const QString &path) { save(path); });
}

void ExportDialog::save(const QString &path)
{
    const AccessExport what = choice();
    const QList<Authorization> chosen = rows();
    m_work.start(
        [path, what, chosen, snapshot = m_source.snapshot, people = m_source.people] {
            return saveCsvFile(path, accessCsv(chosen, AccessDirectory(snapshot, people), what));
        },
        [this, path, what, count = int(chosen.size())](const QString &problem) {
            say(problem);
            followChoice();
            if (!problem.isEmpty())
                return;
            Q_EMIT exported(path, count, what.includesCodes);
            accept();
        });
    followChoice();
}

void ExportDialog::say(const QString &problem)
{
    m_problem->setText(problem.isEmpty() ? QString() : tr("Problem: %1").arg(problem));
    m_problem->setVisible(!problem.isEmpty());
}

} // namespace lockdesk
