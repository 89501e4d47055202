#include "restoredialog.h"

#include "backupaccount.h"
#include "backupopener.h"
#include "fitdialog.h"
#include "redact.h"
#include "restorepreview.h"
#include "restoretargets.h"
#include "roles.h"
#include "table.h"
#include "tableproxy.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownWarnings = 3;

QLabel *wrapped(const QString &text = {})
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QCheckBox *box(const QString &text, bool isOn)
{
    auto *made = new QCheckBox(text);
    made->setChecked(isOn);
    return made;
}

Table *tableOver(QAbstractItemModel *model, const QString &name, const QList<int> &characters, int lines)
{
    auto *table = new Table(name);
    auto *proxy = new TableProxy(table);
    proxy->setSourceModel(model);
    table->setModel(proxy);
    table->setColumnCharacters(characters);
    table->sortByColumn(0, Qt::AscendingOrder);
    table->setMinimumHeight(table->fontMetrics().height() * 2 * lines);
    return table;
}

} // namespace

RestoreDialog::RestoreDialog(Session &session, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_opener(new BackupOpener)
    , m_targets(new RestoreTargetModel(this))
    , m_targetTable(tableOver(m_targets, tr("Saved devices"), {22, 14, 22, 10, 14, 9, 14}, 4))
    , m_target(new QComboBox)
    , m_addsMissing(box(tr("Add what is missing"), true))
    , m_changesDifferent(box(tr("Change back what was changed"), true))
    , m_removesExtra(box(tr("Remove what is not in the backup"), false))
    , m_addsDisabled(box(tr("Add disabled access, which becomes enabled"), false))
    , m_preview(new RestorePreviewModel(this))
    , m_previewTable(tableOver(m_preview, tr("Dry run"), {22, 22, 15, 40}, 4))
    , m_total(wrapped())
    , m_warnings(wrapped())
    , m_problem(wrapped())
    , m_make(new QPushButton(tr("Make changes")))
    , m_plan(std::make_shared<const Restoration>())
    , m_planning(Sideline::AtEnd::LetGo, this)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Restore access"));
    auto *area = new QScrollArea; // for 200 % text on a small screen
    area->setWidget(makeContent());
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(area, 1);
    layout->addWidget(makeFoot());
    for (QCheckBox *wish : {m_addsMissing, m_changesDifferent, m_removesExtra, m_addsDisabled})
        connect(wish, &QCheckBox::toggled, this, &RestoreDialog::planAnew);
    connect(m_opener, &BackupOpener::closed, this, [this] { adopt(nullptr); });
    connect(m_opener, &BackupOpener::opened, this, &RestoreDialog::adopt);
    connect(m_opener, &BackupOpener::failed, this, [this](const QString &problem) {
        m_failure = problem;
        showProblem(problem);
    });
    connect(m_targetTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &RestoreDialog::followSelection);
    connect(m_target, &QComboBox::currentIndexChanged, this, &RestoreDialog::setTarget);
    Account &account = session.account;
    for (TruthStore *store : {static_cast<TruthStore *>(&account.smartlocks()),
             static_cast<TruthStore *>(&account.authorizations()),
             static_cast<TruthStore *>(&account.users())})
        connect(store, &TruthStore::changed, this, &RestoreDialog::plan);
    plan();
    fitToContent(this, area);
    // The tables have more to say than their size hints know.
    const QSize roomy(fontMetrics().averageCharWidth() * 132, height() + fontMetrics().height() * 10);
    resize(roomy.expandedTo(size()).boundedTo(screen()->availableSize()));
}

void RestoreDialog::openFile(const QString &path)
{
    m_opener->readFile(path);
}

QWidget *RestoreDialog::makeContent()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    layout->addWidget(m_opener);
    layout->addWidget(m_targetTable, 1);
    layout->addWidget(makeTargetRow());
    layout->addWidget(makeWishes());
    layout->addWidget(m_previewTable, 1);
    return content;
}

QWidget *RestoreDialog::makeTargetRow()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    auto *label = new QLabel(tr("Restore to"));
    label->setBuddy(m_target);
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_target->setMinimumContentsLength(20);
    layout->addWidget(label);
    layout->addWidget(m_target);
    layout->addStretch();
    return row;
}

QWidget *RestoreDialog::makeWishes()
{
    auto *wishes = new QWidget;
    auto *layout = new QVBoxLayout(wishes);
    layout->setContentsMargins({});
    for (QCheckBox *wish : {m_addsMissing, m_changesDifferent, m_removesExtra, m_addsDisabled})
        layout->addWidget(wish);
    return wishes;
}

QWidget *RestoreDialog::makeFoot()
{
    m_make->setDefault(true);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_make, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *foot = new QWidget;
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins({});
    for (QLabel *label : {m_warnings, m_problem, m_total})
        layout->addWidget(label);
    layout->addWidget(buttons);
    return foot;
}

void RestoreDialog::adopt(const std::shared_ptr<const Backup> &backup)
{
    m_backup = backup;
    m_failure.clear();
    m_chosenTargets.clear();
    if (backup) {
        for (const BackedUpLock &lock : backup->locks) {
            if (m_session.account.smartlocks().smartlock(lock.id))
                m_chosenTargets.insert(lock.id, lock.id);
        }
    }
    planAnew();
}

void RestoreDialog::planAnew()
{
    m_make->setEnabled(false); // what it would make is no longer what is asked for
    plan();
}

void RestoreDialog::plan()
{
    const QString notReady = notReadyWords(m_session.account);
    if (!m_backup || !notReady.isEmpty()) {
        m_planning.cancel();
        m_plan = std::make_shared<const Restoration>();
        showPlan();
        showProblem(m_backup ? notReady : m_failure);
        return;
    }
    const RestoreWish wish{m_chosenTargets, m_addsMissing->isChecked(), m_changesDifferent->isChecked(),
        m_removesExtra->isChecked(), m_addsDisabled->isChecked()};
    m_planning.start(
        [backup = m_backup, wish, ground = restoreGround(m_session.account), last = m_plan] {
            auto made = std::make_shared<const Restoration>(planRestore(*backup, wish, ground));
            return *made == *last ? last : made; // so that nothing moves in the tables
        },
        [this](const std::shared_ptr<const Restoration> &made) {
            m_plan = made;
            showPlan();
        });
}

void RestoreDialog::showPlan()
{
    const bool hasOtherLabels = fillTargets();
    m_targets->setRows(
        restoreTargetRows(m_backup ? *m_backup : Backup(), m_chosenTargets, m_labels, *m_plan));
    if (m_plan != m_shownPlan || hasOtherLabels)
        m_preview->setPlan(m_plan, m_labels);
    m_shownPlan = m_plan;
    int added = 0;
    int edited = 0;
    int removed = 0;
    for (const RestoreRow &row : m_plan->rows) {
        if (!row.change)
            continue;
        added += std::holds_alternative<CreateAuthorization>(row.change->subject) ? 1 : 0;
        edited += std::holds_alternative<UpdateAuthorization>(row.change->subject) ? 1 : 0;
        removed += std::holds_alternative<DeleteAuthorization>(row.change->subject) ? 1 : 0;
    }
    const int stopped = m_plan->count(RestoreKind::NeedsPairing) + m_plan->count(RestoreKind::NeedsCode)
        + m_plan->count(RestoreKind::Problem);
    m_total->setText(m_backup ? tr("Total: %1 to add, %2 to change back, %3 to remove; %4 as they were, %5 "
                                   "not restorable.")
                                    .arg(added)
                                    .arg(edited)
                                    .arg(removed)
                                    .arg(m_plan->count(RestoreKind::Same))
                                    .arg(stopped)
                              : tr("Choose a backup file first."));
    QStringList warnings = m_plan->warnings.mid(0, shownWarnings);
    if (const auto more = m_plan->warnings.size() - warnings.size(); more > 0)
        warnings += tr("And %n more warning(s) like these.", nullptr, int(more));
    m_warnings->setText(warnings.join(u'\n'));
    m_warnings->setVisible(!warnings.isEmpty());
    showProblem({});
    m_make->setEnabled(added + edited + removed > 0);
    followSelection();
}

void RestoreDialog::showProblem(const QString &problem)
{
    m_problem->setText(problem.isEmpty() ? QString() : tr("Problem: %1").arg(problem));
    m_problem->setVisible(!problem.isEmpty());
}

QList<SmartlockId> RestoreDialog::selected() const
{
    QList<SmartlockId> ids;
    for (const QModelIndex &row : m_targetTable->selectionModel()->selectedRows())
        ids += SmartlockId(row.data(IdRole).toLongLong());
    return ids;
}

// Only when they are others: the box may be open.
bool RestoreDialog::fillTargets()
{
    const QHash<SmartlockId, QString> labels = deviceLabels(m_session.account.smartlocks().smartlocks());
    if (labels == m_labels && m_target->count() > 0)
        return false;
    m_labels = labels;
    QList<SmartlockId> ids = labels.keys();
    std::ranges::sort(ids, [&labels](SmartlockId a, SmartlockId b) {
        return labels.value(a).localeAwareCompare(labels.value(b)) < 0;
    });
    const QSignalBlocker quiet(m_target);
    m_target->clear();
    m_target->addItem(tr("Not restored"), qint64(0));
    for (const SmartlockId id : std::as_const(ids))
        m_target->addItem(labels.value(id), toNumber(id));
    return true;
}

// The box says where the selected saved device goes, and sends all selected ones to what is chosen.
void RestoreDialog::followSelection()
{
    const QSignalBlocker quiet(m_target);
    const QList<SmartlockId> ids = selected();
    m_target->setEnabled(!ids.isEmpty());
    const SmartlockId target = ids.isEmpty() ? SmartlockId() : m_chosenTargets.value(ids.first());
    m_target->setCurrentIndex(qMax(0, m_target->findData(toNumber(target))));
}

void RestoreDialog::setTarget()
{
    const auto target = SmartlockId(m_target->currentData().toLongLong());
    for (const SmartlockId saved : selected()) {
        if (target == SmartlockId())
            m_chosenTargets.remove(saved);
        else
            m_chosenTargets.insert(saved, target);
    }
    planAnew();
}

} // namespace lockdesk
