#include "changespage.h"

#include "actionbutton.h"
#include "changemodel.h"
#include "emptystate.h"
#include "redact.h"
#include "roles.h"
#include "settings.h"
#include "statedelegate.h"
#include "table.h"
#include "tableproxy.h"
#include "theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxReason = 2'000; // of several sentences, some of them the service's

bool isUnsent(const Change &change)
{
    return change.status == ChangeStatus::Draft || change.status == ChangeStatus::Problem;
}

// An action that had a problem was asked for then, not now.
bool isSendable(const Change &change)
{
    return change.status == ChangeStatus::Draft
        || (change.status == ChangeStatus::Problem && !std::holds_alternative<OperateDevice>(change.subject));
}

bool isOfAuthorization(const Change &change)
{
    return std::holds_alternative<CreateAuthorization>(change.subject)
        || std::holds_alternative<UpdateAuthorization>(change.subject)
        || std::holds_alternative<DeleteAuthorization>(change.subject);
}

// An action on a door is never sent again; whether it happened after all may be looked up.
bool isRetryable(const Change &change)
{
    return change.status == ChangeStatus::Unconfirmed
        || (change.status == ChangeStatus::Failed && isOfAuthorization(change));
}

} // namespace

ChangesPage::ChangesPage(Session &session, Settings &settings, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_settings(settings)
    , m_model(new ChangeModel(this))
    , m_proxy(new TableProxy(this))
    , m_table(new Table(tr("Changes")))
    , m_empty(new EmptyState)
    , m_stack(new QStackedLayout)
    , m_reason(new QLabel)
    , m_progress(new QProgressBar)
    , m_send(new QAction(theme::icon("send"_L1), tr("Send"), this))
    , m_discard(new QAction(theme::icon("discard"_L1), tr("Discard"), this))
    , m_retry(new QAction(theme::icon("retry"_L1), tr("Retry"), this))
{
    m_retry->setToolTip(
        tr("Looks whether it has happened after all, and sends it again if it has not. An action on a "
           "door is only looked up, never sent again."));
    m_proxy->setSourceModel(m_model);
    m_table->setModel(m_proxy);
    m_table->setItemDelegateForColumn(ChangeModel::Status, new StateDelegate(m_table));
    m_table->prependActions(pageActions());
    if (!m_table->restoreVisualState(settings.headerState(u"changes"_s))) {
        m_table->setColumnCharacters({32, 24, 36, 36, 16, 10});
        m_table->sortByColumn(ChangeModel::When, Qt::DescendingOrder);
    }
    m_empty->setContent("changes"_L1, tr("No changes yet"),
        tr("What you change appears here: what was there, what shall be there, and how far it has come."));
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    m_progress->setAccessibleName(tr("Sending changes"));
    m_progress->setFormat(tr("Sending changes: %v of %m", "%v and %m stay"));
    m_progress->hide();

    auto *buttons = new QHBoxLayout;
    for (QAction *action : pageActions())
        buttons->addWidget(new ActionButton(action));
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(m_stack, 1); // first: a stack without a parent shows its widgets as windows
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    layout->addWidget(m_reason);
    layout->addWidget(m_progress);
    layout->addLayout(buttons);

    connect(&session.changes, &ChangeStore::changed, this, &ChangesPage::refill);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ChangesPage::follow);
    connect(m_proxy, &TableProxy::filtered, this, &ChangesPage::refill);
    connect(m_send, &QAction::triggered, this, &ChangesPage::send);
    connect(m_discard, &QAction::triggered, this, &ChangesPage::discard);
    connect(m_retry, &QAction::triggered, this, &ChangesPage::retry);
    refill();
}

ChangesPage::~ChangesPage()
{
    m_settings.setHeaderState(u"changes"_s, m_table->visualState());
    // The children outlive this part of the page, and announce their own end.
    m_proxy->disconnect(this);
    m_table->selectionModel()->disconnect(this);
}

void ChangesPage::setFilter(const QString &text)
{
    m_proxy->setFilter(text);
}

void ChangesPage::refill()
{
    m_model->setChanges(m_session.changes.changes());
    m_stack->setCurrentIndex(m_model->rowCount() == 0 ? 1 : 0);
    showProgress();
    follow();
}

void ChangesPage::showProgress()
{
    int underWay = 0;
    for (const Change &change : m_session.changes.changes()) {
        if (!isFinal(change.status)) {
            ++underWay;
            m_running.insert(change.id);
        }
    }
    if (underWay == 0)
        m_running.clear();
    m_progress->setVisible(underWay > 0);
    m_progress->setRange(0, qMax(1, int(m_running.size()))); // an empty range would mean that nobody knows
    m_progress->setValue(int(m_running.size()) - underWay);
}

QList<ChangeId> ChangesPage::candidates(bool (*isFit)(const Change &)) const
{
    QList<ChangeId> ids;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        const Change *change = m_model->change(ChangeId(row.data(IdRole).toLongLong()));
        if (change && isFit(*change))
            ids += change->id;
    }
    if (!rows.isEmpty())
        return ids;
    for (const Change &change : m_session.changes.changes()) {
        if (isFit(change))
            ids += change.id;
    }
    return ids;
}

void ChangesPage::follow()
{
    m_send->setEnabled(!candidates(isSendable).isEmpty());
    m_discard->setEnabled(!candidates(isUnsent).isEmpty());
    m_retry->setEnabled(!candidates(isRetryable).isEmpty());
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const Change *change =
        rows.size() == 1 ? m_model->change(ChangeId(rows.first().data(IdRole).toLongLong())) : nullptr;
    m_reason->setText(change ? forDisplay(change->reason, maxReason) : QString());
    m_reason->setVisible(!m_reason->text().isEmpty());
    const int shown = m_proxy->rowCount();
    QString counts = tr("%1 of %n change(s) shown", nullptr, m_proxy->totalCount()).arg(shown);
    if (!rows.isEmpty())
        counts = tr("%n selected", nullptr, int(rows.size())) + u", "_s + counts;
    Q_EMIT countsChanged(counts);
}

void ChangesPage::send()
{
    for (ChangeId id : candidates(isSendable))
        m_session.runner.send(id);
}

void ChangesPage::discard()
{
    for (ChangeId id : candidates(isUnsent))
        m_session.changes.discard(id);
}

void ChangesPage::retry()
{
    for (ChangeId id : candidates(isRetryable)) {
        if (isOfAuthorization(*m_session.changes.change(id)))
            m_session.runner.send(id);
        else
            m_session.runner.lookAgain(id);
    }
}

} // namespace lockdesk
