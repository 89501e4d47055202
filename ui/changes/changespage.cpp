#include "changespage.h"

#include "actionbutton.h"
#include "changedeeds.h"
#include "changemodel.h"
#include "conflict.h"
#include "emptystate.h"
#include "redact.h"
#include "resumenote.h"
#include "sendingprogress.h"
#include "setchoice.h"
#include "setheader.h"
#include "settings.h"
#include "statedelegate.h"
#include "table.h"
#include "tableproxy.h"
#include "theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <functional>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype maxReason = 2'000; // of several sentences, some of them the service's
// In one go; more would take longer than a frame.
constexpr qsizetype movesAtOnce = 200; // rows of the table that become others

} // namespace

ChangesPage::ChangesPage(Session &session, Settings &settings, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_settings(settings)
    , m_tallies(session.changes)
    , m_scope(session.changes, m_tallies)
    , m_deeds(new ChangeDeeds(session, settings, this))
    , m_model(new ChangeModel(this))
    , m_proxy(new TableProxy(this))
    , m_table(new Table(tr("Changes")))
    , m_header(new SetHeader)
    , m_choice(new SetChoice)
    , m_empty(new EmptyState)
    , m_stack(new QStackedLayout)
    , m_reason(new QLabel)
    , m_resume(new QLabel)
    , m_progress(new SendingProgress(session.account.clock()))
    , m_later(new QTimer(this))
    , m_nextLook(session.account.clock())
    , m_edit(new QAction(theme::icon("edit"_L1), tr("Edit"), this))
    , m_decide(new QAction(theme::icon("change-conflict"_L1), tr("Decide"), this))
{
    addAction(tr("Send"), "send"_L1, ChangeAbility::Send, &ChangeDeeds::send);
    addAction(tr("Discard"), "discard"_L1, ChangeAbility::Discard, &ChangeDeeds::discard);
    addAction(tr("Pause"), "pause"_L1, ChangeAbility::Pause, &ChangeDeeds::pause)
        ->setToolTip(tr("Nothing more of the set is sent. What has been sent is followed to its end."));
    addAction(tr("Resume"), "resume"_L1, ChangeAbility::Resume, &ChangeDeeds::resume);
    addAction(tr("Retry"), "retry"_L1, ChangeAbility::Retry, &ChangeDeeds::retry)
        ->setToolTip(
            tr("Looks whether it has happened after all, and sends it again if it has not. An action on a "
               "door is only looked up, never sent again."));
    addAction(tr("Undo"), "undo"_L1, ChangeAbility::Undo, &ChangeDeeds::undo)
        ->setToolTip(tr("Makes a new set of drafts that takes the changes back, to be reviewed and sent."));
    m_synchronise =
        addAction(tr("Synchronise"), "synchronise"_L1, ChangeAbility::Synchronise, &ChangeDeeds::synchronise);
    m_synchronise->setToolTip(
        tr("Asks the devices whether they have what is listed. It costs a little battery."));
    m_edit->setToolTip(tr("Opens the editor for what the selected draft asks for."));
    m_decide->setToolTip(tr("Chooses between what somebody else made of the record and what you asked for."));
    makeTable();
    makeLayout();
    makeKeys();
    wire();
    for (const Change &change : session.changes.changes()) {
        const bool isSent = change.status != ChangeStatus::Draft && change.status != ChangeStatus::Problem
            && change.status != ChangeStatus::Undone;
        if (isSent && m_tallies.totals(change.set).underWay() > 0)
            m_running.insert(change.id);
    }
    refill();
}

ChangesPage::~ChangesPage()
{
    m_settings.setHeaderState(u"changes"_s, m_table->visualState());
    // The children outlive this part of the page, and announce their own end.
    m_proxy->disconnect(this);
    m_table->selectionModel()->disconnect(this);
}

QAction *ChangesPage::addAction(const QString &text, QLatin1StringView iconName, ChangeAbility ability,
    void (ChangeDeeds::*run)(const QList<ChangeId> &))
{
    auto *action = new QAction(theme::icon(iconName), text, this);
    connect(action, &QAction::triggered, this,
        [this, ability, run] { std::invoke(run, *m_deeds, m_scope.candidates(ability)); });
    m_buttons.append({ability, action});
    return action;
}

QList<QAction *> ChangesPage::pageActions() const
{
    QList<QAction *> actions;
    for (const Button &button : m_buttons)
        actions += button.action;
    return actions + QList{m_edit, m_decide};
}

void ChangesPage::makeTable()
{
    m_proxy->setSourceModel(m_model);
    m_table->setModel(m_proxy);
    m_table->setItemDelegateForColumn(ChangeModel::Status, new StateDelegate(m_table));
    m_table->prependActions(pageActions());
    if (!m_table->restoreVisualState(m_settings.headerState(u"changes"_s))) {
        m_table->setColumnCharacters({32, 24, 36, 36, 16, 10});
        m_table->sortByColumn(ChangeModel::When, Qt::DescendingOrder);
    }
    m_empty->setContent("changes"_L1, tr("No changes yet"),
        tr("What you change appears here: what was there, what shall be there, and how far it has come."));
    m_resume->setTextFormat(Qt::PlainText);
    m_resume->setWordWrap(true);
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void ChangesPage::makeLayout()
{
    auto *top = new QHBoxLayout;
    top->addWidget(m_header, 1);
    top->addWidget(m_choice, 0, Qt::AlignTop);
    auto *row = new QWidget; // with its height also when empty, so that it takes no row from under the mouse
    auto *detail = new QHBoxLayout(row);
    detail->setContentsMargins({});
    detail->addWidget(m_reason, 1);
    for (QAction *action : {m_edit, m_decide}) {
        auto *button = new ActionButton(action);
        detail->addStrut(button->sizeHint().height());
        detail->addWidget(button, 0, Qt::AlignBottom);
    }
    auto *buttons = new QHBoxLayout;
    for (const Button &button : std::as_const(m_buttons))
        buttons->addWidget(new ActionButton(button.action));
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_resume);
    layout->addLayout(top);
    layout->addLayout(m_stack, 1); // first: a stack without a parent shows its widgets as windows
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    layout->addWidget(row);
    layout->addWidget(m_progress);
    layout->addLayout(buttons);
}

void ChangesPage::makeKeys()
{
    const auto onKey = [this](Qt::Key key, auto call) {
        auto *shortcut = new QShortcut(key, m_table, nullptr, nullptr, Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, call);
    };
    onKey(Qt::Key_Delete, [this] { // of the selected only: a key alone throws away no set
        if (!m_scope.selected().isEmpty())
            m_deeds->discard(m_scope.candidates(ChangeAbility::Discard));
    });
    onKey(Qt::Key_Return, [this] { openRow(); });
    onKey(Qt::Key_Enter, [this] { openRow(); });
}

void ChangesPage::wire()
{
    connect(&m_session.changes, &ChangeStore::settled, this, &ChangesPage::take);
    connect(&m_session.review, &Review::reviewed, this, &ChangesPage::showPlan);
    connect(&m_session.keeper, &SetKeeper::changed, this, &ChangesPage::showResume);
    showResume();
    const auto followUnlessTaking = [this] { // once for all that leaves
        if (!m_isTaking)
            follow();
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, followUnlessTaking);
    connect(m_proxy, &TableProxy::filtered, this, followUnlessTaking);
    m_later->setSingleShot(true);
    m_later->setInterval(0);
    connect(m_later, &QTimer::timeout, this, &ChangesPage::takeOn);
    connect(m_table, &Table::doubleClicked, this, &ChangesPage::openRow);
    connect(m_choice, &SetChoice::chosenChanged, this, &ChangesPage::showAll);
    connect(m_edit, &QAction::triggered, this, &ChangesPage::openRow);
    connect(m_decide, &QAction::triggered, this, &ChangesPage::openRow);
    connect(m_deeds, &ChangeDeeds::undone, this, [this](ChangeSetId set) {
        m_table->clearSelection(); // what comes next is the new set's
        m_choice->setSets(m_session.changes.sets());
        if (m_choice->chosen())
            m_choice->choose(set);
    });
}

void ChangesPage::setFilter(const QString &text)
{
    m_proxy->setFilter(text);
}

void ChangesPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (m_isStale)
        refill();
}

// Every row anew: at first, and when the page was hidden while rows changed.
void ChangesPage::refill()
{
    m_isStale = false;
    m_model->setSets(m_session.changes.sets());
    m_choice->setSets(m_session.changes.sets());
    showAll();
}

void ChangesPage::showAll()
{
    m_scope.setChosen(m_choice->chosen());
    QList<Change> shown;
    for (const Change &change : m_session.changes.changes()) {
        if (m_scope.isShown(change))
            shown.append(change);
    }
    m_moved.clear();
    m_model->setChanges(shown);
    showProgress();
    showHeader();
    follow();
}

// Only what is another: of ten thousand changes a few move at a time.
void ChangesPage::take(const QList<ChangeId> &ids)
{
    m_tallies.update(ids);
    countRunning(ids);
    showProgress();
    if (!isVisible()) {
        m_isStale = true;
        return;
    }
    m_model->setSets(m_session.changes.sets());
    m_choice->setSets(m_session.changes.sets());
    QSet<ChangeId> gone;
    QList<Change> added;
    for (const ChangeId id : ids) {
        const Change *change = m_session.changes.find(id);
        if (!change)
            gone.insert(id);
        else if (m_model->change(id))
            m_moved.insert(id);
        else if (m_scope.isShown(*change))
            added.append(*change);
    }
    m_isTaking = true;
    m_model->takeChanges(gone);
    m_isTaking = false;
    if (!added.isEmpty())
        m_model->putChanges(added);
    showHeader();
    takeOn();
}

// A few at a time: of thousands the texts take long to make.
void ChangesPage::takeOn()
{
    m_isTaking = true;
    takeMoved();
    m_isTaking = false;
    if (!m_moved.empty())
        m_later->start();
    follow();
}

void ChangesPage::takeMoved()
{
    QList<Change> moved;
    while (!m_moved.empty() && moved.size() < movesAtOnce) {
        if (const Change *change = m_session.changes.find(*m_moved.begin()))
            moved.append(*change);
        m_moved.erase(m_moved.begin());
    }
    if (!moved.isEmpty())
        m_model->putChanges(moved);
}

void ChangesPage::countRunning(const QList<ChangeId> &ids)
{
    for (const ChangeId id : ids) {
        const Change *change = m_session.changes.find(id);
        if (!change)
            m_running.remove(id);
        else if (!isFinal(change->status))
            m_running.insert(id);
    }
}

void ChangesPage::showProgress()
{
    const int underWay = m_tallies.totals().underWay();
    if (underWay == 0)
        m_running.clear();
    const bool isAnyGoing = std::ranges::any_of(m_session.changes.sets(),
        [this](const ChangeSet &set) { return m_tallies.abilities(set.id).testFlag(ChangeAbility::Pause); });
    m_progress->setCounts(
        int(m_running.size()) - underWay, int(m_running.size()), underWay > 0 && !isAnyGoing);
}

QList<ChangeId> ChangesPage::selectedIds() const
{
    QList<ChangeId> ids;
    for (const int row : m_table->selectedRowNumbers())
        ids.append(m_model->changeAt(m_proxy->mapToSource(m_proxy->index(row, 0)).row()).id);
    return ids;
}

void ChangesPage::showHeader()
{
    const std::optional<ChangeSet> set = m_scope.headSet();
    const ChangeTotals totals = set ? m_tallies.totals(set->id) : ChangeTotals();
    m_header->showSet(set, totals);
    m_choice->setVisible(set.has_value());
    m_stack->setCurrentIndex(set ? 0 : 1);
    showPlan();
}

// What the look ahead says of the set that the header is about.
void ChangesPage::showPlan()
{
    const std::optional<ChangeSetId> set = m_header->shownSet();
    const std::optional<SetPlan> plan = set ? m_session.review.planOf(*set) : std::nullopt;
    QStringList sentences;
    if (plan) {
        sentences = plan->totals;
        sentences += plan->time < 2min
            ? tr("It takes about %n second(s).", nullptr, int(plan->time.count()))
            : tr("It takes about %n minute(s).", nullptr, int((plan->time + 59s) / 1min));
    }
    m_header->setTotals(sentences);
}

void ChangesPage::showResume()
{
    m_resume->setText(resumeNote(m_session.keeper));
    m_resume->setVisible(!m_resume->text().isEmpty());
}

void ChangesPage::follow()
{
    m_scope.setSelected(selectedIds());
    const QList<ChangeId> &selected = m_scope.selected();
    const ChangeAbilities abilities = m_scope.abilities();
    for (const Button &button : std::as_const(m_buttons))
        button.action->setEnabled(abilities.testFlag(button.ability));
    if (m_synchronise->isEnabled()) { // offered once something has been listed for a while
        m_synchronise->setEnabled(m_deeds->canSynchronise(m_scope.candidates(ChangeAbility::Synchronise)));
        m_nextLook.set(5s, [this] { follow(); });
    }
    const Change *change = selected.size() == 1 ? m_session.changes.find(selected.first()) : nullptr;
    m_reason->setText(change ? forDisplay(change->reason, maxReason) : QString());
    m_reason->setVisible(!m_reason->text().isEmpty());
    m_edit->setVisible(change && ChangeDeeds::isEditable(*change));
    m_decide->setVisible(change && isDecidable(*change));

    QString counts = tr("%1 of %n change(s) shown", nullptr, m_proxy->totalCount()).arg(m_proxy->rowCount());
    if (!selected.isEmpty())
        counts = tr("%n selected", nullptr, int(selected.size())) + u", "_s + counts;
    Q_EMIT countsChanged(counts);
}

void ChangesPage::openRow()
{
    if (m_scope.selected().size() != 1)
        return;
    const ChangeId id = m_scope.selected().first();
    m_deeds->edit(id);
    m_deeds->decide(id);
}

} // namespace lockdesk
