#include "historydialog.h"

#include "clock.h"
#include "csvfile.h"
#include "emptystate.h"
#include "filterline.h"
#include "historycsv.h"
#include "historymodel.h"
#include "messagebar.h"
#include "plainlabel.h"
#include "redact.h"
#include "savequestion.h"
#include "settings.h"
#include "statedelegate.h"
#include "table.h"
#include "tableproxy.h"
#include "theme.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScreen>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto settingsKey = "history"_L1;
constexpr auto settlingTime = 250ms; // ends of sets come in bursts

} // namespace

HistoryDialog::HistoryDialog(const History &history, Clock &clock, Settings &settings, QWidget *parent)
    : QDialog(parent)
    , m_history(history)
    , m_clock(clock)
    , m_settings(settings)
    , m_model(new HistoryModel(this))
    , m_proxy(new TableProxy(this))
    , m_table(new Table(tr("History")))
    , m_empty(new EmptyState)
    , m_stack(new QStackedLayout)
    , m_filter(new FilterLine(clock))
    , m_warning(new MessageBar)
    , m_summary(plainLabel(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard))
    , m_outcome(plainLabel(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard))
    , m_export(new QPushButton(theme::icon("export"_L1), tr("Export")))
    , m_later(clock)
{
    setWindowTitle(tr("History"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    makeTable();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_warning);
    layout->addWidget(m_filter);
    layout->addLayout(m_stack, 1); // before it is filled: a stack without a parent shows windows
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    layout->addWidget(m_outcome);
    layout->addWidget(makeFoot());
    connect(m_filter, &FilterLine::changed, m_proxy, &TableProxy::setFilter);
    connect(m_filter, &FilterLine::left, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_proxy, &TableProxy::filtered, this, &HistoryDialog::showState);
    connect(m_empty, &EmptyState::actionTriggered, this, &HistoryDialog::read);
    connect(this, &QDialog::finished, this, &HistoryDialog::goWhenIdle);
    say({});
    const int character = fontMetrics().averageCharWidth();
    resize(QSize(150 * character, 36 * fontMetrics().height()).boundedTo(screen()->availableSize()));
    m_filter->setFocus();
    read();
}

HistoryDialog::~HistoryDialog()
{
    m_settings.setHeaderState(settingsKey, m_table->visualState());
    m_proxy->disconnect(this); // a child, which outlives this part and announces its own end
}

void HistoryDialog::makeTable()
{
    m_proxy->setSourceModel(m_model);
    m_table->setModel(m_proxy);
    m_table->setItemDelegateForColumn(HistoryModel::Outcome, new StateDelegate(m_table));
    if (!m_table->restoreVisualState(m_settings.headerState(settingsKey))) {
        m_table->setColumnCharacters({18, 14, 26, 30, 18, 26, 26, 14, 30});
        m_table->sortByColumn(HistoryModel::When, Qt::DescendingOrder);
    }
}

QWidget *HistoryDialog::makeFoot()
{
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_export, QDialogButtonBox::ActionRole);
    QPushButton *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    m_export->setToolTip(tr("Writes the changes shown into a CSV file. It holds no codes."));
    // Enter in the table does neither.
    m_export->setAutoDefault(false);
    close->setAutoDefault(false);
    connect(m_export, &QPushButton::clicked, this, &HistoryDialog::askForFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *foot = new QWidget;
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins({});
    layout->addWidget(m_summary, 1);
    layout->addWidget(buttons);
    return foot;
}

void HistoryDialog::refresh()
{
    if (m_reading.isBusy())
        m_isStale = true;
    else if (!m_later.isSet())
        m_later.set(settlingTime, [this] { read(); });
}

void HistoryDialog::read()
{
    m_isStale = false;
    m_later.cancel();
    m_reading.start([history = m_history, mark = m_mark] { return newsOf(history, mark); },
        [this](const Result<HistoryNews, QString> &news) { take(news); });
    showState();
}

void HistoryDialog::take(const Result<HistoryNews, QString> &news)
{
    if (isHidden())
        return goWhenIdle();
    m_problem = news ? QString() : news.error();
    if (news) {
        m_verdict = news->verdict;
        m_mark = news->mark;
        if (news->isAnew)
            m_model->setLines(news->lines);
        else
            m_model->append(news->lines);
    }
    showVerdict();
    showState();
    if (m_isStale)
        refresh();
}

void HistoryDialog::showState()
{
    // The first rows are not shown before they are in their order: they would turn over at once.
    const bool isSettled = !m_proxy->isWorking() || m_stack->currentWidget() == m_table;
    const bool hasRows = m_verdict && m_proxy->rowCount() > 0 && isSettled;
    if (!hasRows)
        showEmptyState();
    m_stack->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_table) : m_empty);
    m_summary->setText(summary());
    m_export->setEnabled(hasRows && !m_writing.isBusy());
}

void HistoryDialog::showEmptyState()
{
    if (!m_problem.isEmpty() && m_model->rowCount() == 0)
        m_empty->setContent("error"_L1, tr("The history cannot be read"), m_problem, tr("Try again"));
    else if (!m_verdict || m_proxy->isWorking())
        m_empty->setContent("clock"_L1, tr("Reading…"), tr("This takes a moment."));
    else if (m_model->rowCount() > 0)
        m_empty->setContent(
            "search"_L1, tr("Nothing matches"), tr("No change has all the words of the filter."));
    else if (m_verdict->state == History::State::Intact)
        m_empty->setContent("clock"_L1, tr("Nothing has been sent yet"),
            tr("Every change that you send is listed here for good: who sent it and when, what was there "
               "before, and what became of it."));
    else
        m_empty->setContent(
            "warning"_L1, tr("No change is left"), tr("The file holds no change that can be read."));
}

void HistoryDialog::showVerdict()
{
    if (!m_problem.isEmpty() && m_model->rowCount() > 0)
        m_warning->showMessage(MessageBar::Kind::Warning,
            tr("The history could not be read again; what you see may lack the latest. %1").arg(m_problem));
    else if (m_verdict && m_verdict->state != History::State::Intact)
        m_warning->showMessage(MessageBar::Kind::Warning, explain(*m_verdict));
    else
        m_warning->dismiss();
}

QString HistoryDialog::summary() const
{
    if (!m_verdict || (m_model->rowCount() == 0 && m_verdict->state == History::State::Intact))
        return {};
    const int count = m_model->rowCount();
    const QString counts = m_proxy->filter().isEmpty()
        ? tr("%Ln change(s).", nullptr, count)
        : tr("%1 of %Ln change(s) shown.", nullptr, count).arg(QLocale().toString(m_proxy->rowCount()));
    return counts + u' '
        + (m_verdict->state == History::State::Intact ? tr("The file is intact.")
                                                      : tr("The file is not intact."));
}

void HistoryDialog::askForFile()
{
    say({});
    const QString name =
        tr("Lockdesk history %1").arg(m_clock.now().toLocalTime().date().toString(Qt::ISODate));
    askWhereToSave(
        this, m_clock, {tr("Export history"), name + u".csv"_s}, [this](const QString &path) { save(path); });
}

void HistoryDialog::save(const QString &path)
{
    QList<int> rows;
    rows.reserve(m_proxy->rowCount());
    for (int row = 0; row < m_proxy->rowCount(); ++row)
        rows.append(m_proxy->mapToSource(m_proxy->index(row, 0)).row());
    m_writing.start(
        [path, rows, all = m_model->lines(), locale = QLocale()] {
            QList<HistoryLine> lines;
            lines.reserve(rows.size());
            for (const int row : rows)
                lines.append(all.at(row));
            return saveCsvFile(path, historyCsv(lines, QTimeZone::systemTimeZone(), locale));
        },
        [this, path, count = int(rows.size())](const QString &problem) {
            say(problem.isEmpty() ? tr("%Ln change(s) exported to “%1”.", nullptr, count)
                                        .arg(forDisplay(QFileInfo(path).fileName(), 80))
                                  : tr("Problem: %1").arg(problem));
            showState();
            if (isHidden())
                goWhenIdle();
        });
    showState();
}

// To go waits for the work under way, and so would the thread of the windows; and an export goes on.
void HistoryDialog::goWhenIdle()
{
    if (!m_reading.isBusy() && !m_writing.isBusy())
        deleteLater();
}

void HistoryDialog::say(const QString &words)
{
    m_outcome->setText(words);
    m_outcome->setVisible(!words.isEmpty());
}

} // namespace lockdesk
