#include "commandsdialog.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int actionRole = Qt::UserRole; // the place in m_actions

// "&Lock && leave…" as a person reads it.
QString nameOf(const QAction &action)
{
    QString name = action.text();
    for (qsizetype at = name.indexOf(u'&'); at >= 0; at = name.indexOf(u'&', at + 1))
        name.remove(at, 1);
    return name;
}

bool isCommand(const QAction *action)
{
    return action->isEnabled() && action->isVisible() && !action->isSeparator() && !action->menu<QMenu *>()
        && !action->text().isEmpty();
}

} // namespace

CommandsDialog::CommandsDialog(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
    , m_field(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setWindowTitle(tr("Commands"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    std::ranges::copy_if(actions, std::back_inserter(m_actions), isCommand);

    auto *fieldLabel = new QLabel(tr("&Command"), this);
    fieldLabel->setBuddy(m_field);
    auto *listLabel = new QLabel(tr("&Matching commands"), this);
    listLabel->setBuddy(m_list);
    m_list->setAccessibleName(tr("Matching commands"));
    m_list->setUniformItemSizes(true);
    m_list->setMinimumSize(fontMetrics().averageCharWidth() * 50, fontMetrics().height() * 12);
    auto *buttons = new QDialogButtonBox(this);
    m_run = buttons->addButton(tr("Run"), QDialogButtonBox::AcceptRole);
    m_run->setDefault(true);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);

    auto *layout = new QVBoxLayout(this);
    for (QWidget *widget : std::initializer_list<QWidget *>{fieldLabel, m_field, listLabel})
        layout->addWidget(widget);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);

    connect(m_field, &QLineEdit::textChanged, this, &CommandsDialog::match);
    connect(m_list, &QListWidget::itemSelectionChanged, this,
        [this] { m_run->setEnabled(!m_list->selectedItems().isEmpty()); });
    connect(m_list, &QListWidget::itemActivated, this, &CommandsDialog::run);
    connect(buttons, &QDialogButtonBox::accepted, this, &CommandsDialog::run);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_field->installEventFilter(this);
    m_field->setFocus();
    match();
}

int CommandsDialog::score(const QString &typed, const QString &name)
{
    const QString wanted = typed.simplified().remove(u' ').toCaseFolded();
    const QString folded = name.toCaseFolded();
    if (const qsizetype at = folded.indexOf(typed.simplified().toCaseFolded()); at >= 0)
        return at == 0 ? 3000 : at > 0 && folded.at(at - 1) == u' ' ? 2000 : 1000; // as typed: best
    int points = 0;
    qsizetype at = -1;
    for (const QChar letter : wanted) {
        const qsizetype next = folded.indexOf(letter, at + 1);
        if (next < 0)
            return -1;
        const bool isStart = next == 0 || folded.at(next - 1) == u' ';
        points += isStart ? 20 : next == at + 1 ? 10 : 1;
        at = next;
    }
    return points;
}

void CommandsDialog::match()
{
    struct Match
    {
        int points;
        qsizetype index;
    };
    QList<Match> matches;
    for (qsizetype i = 0; i < m_actions.size(); ++i) {
        if (const int points = score(m_field->text(), nameOf(*m_actions.at(i))); points >= 0)
            matches.append({points, i});
    }
    std::ranges::stable_sort(matches, std::greater(), &Match::points);

    m_list->clear();
    for (const Match &match : std::as_const(matches)) {
        const QAction *action = m_actions.at(match.index);
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        QString name = nameOf(*action);
        if (action->isCheckable())
            name = (action->isChecked() ? tr("%1 (now on)") : tr("%1 (now off)")).arg(name);
        auto *item = new QListWidgetItem(keys.isEmpty() ? name : u"%1    %2"_s.arg(name, keys), m_list);
        item->setIcon(action->icon());
        item->setData(actionRole, match.index);
    }
    m_list->setCurrentRow(matches.isEmpty() ? -1 : 0);
    m_run->setEnabled(!matches.isEmpty());
}

void CommandsDialog::run()
{
    const QList<QListWidgetItem *> chosen = m_list->selectedItems();
    if (chosen.isEmpty())
        return;
    // Triggered after the dialog is gone, so that a dialog of the command's own belongs to the window.
    const QPointer<QAction> action = m_actions.at(chosen.first()->data(actionRole).toInt());
    if (action)
        QMetaObject::invokeMethod(action, &QAction::trigger, Qt::QueuedConnection);
    accept();
}

bool CommandsDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: // the field keeps the focus while the list moves
        return QCoreApplication::sendEvent(m_list, event);
    default:
        return QDialog::eventFilter(watched, event);
    }
}

} // namespace lockdesk
