#include "conflictdialog.h"

#include "redact.h"
#include "undo.h"

#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QLabel *plainLabel(const QString &text = {})
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setText(text);
    return label;
}

QLabel *boldLabel(const QString &text)
{
    QLabel *label = plainLabel(text);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

// A choice with what it means below it: a button's own text does not wrap.
QRadioButton *addSide(
    QGridLayout *grid, int row, int column, const QString &words, const QString &name, const QString &value)
{
    auto *button = new QRadioButton(words);
    button->setAccessibleName(name + u": "_s + words + u", "_s + value);
    auto *cell = new QVBoxLayout;
    cell->addWidget(button, 0, Qt::AlignLeft);
    cell->addWidget(plainLabel(value));
    cell->addStretch();
    grid->addLayout(cell, row, column);
    return button;
}

// What would make a record anew that somebody deleted, with what does not come back.
Inverse anew(const Change &change, const Authorization &wanted)
{
    Change deleted = change;
    deleted.subject = DeleteAuthorization{wanted};
    deleted.status = ChangeStatus::Confirmed;
    return inverseOf(deleted);
}

} // namespace

ConflictDialog::ConflictDialog(const Change &change, const std::optional<Authorization> &theirs,
    const ConflictWords &words, QWidget *parent)
    : QDialog(parent)
    , m_theirs(theirs)
    , m_note(plainLabel())
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Conflict"));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(boldLabel(tr("%1, %2", "what is to be changed, on which device")
                                    .arg(forDisplay(changeTitle(change)), forDisplay(change.deviceName))));
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject)) {
        m_mine = update->after;
        if (theirs) {
            fillUpdate(*update, words);
        } else {
            const Inverse again = anew(change, update->after);
            m_again = again.change;
            m_note->setText(again.note);
            fillGone(update->after);
        }
    } else if (const auto *remove = std::get_if<DeleteAuthorization>(&change.subject)) {
        if (theirs)
            fillDeletion(*remove, words);
        else
            fillGone(remove->before);
    }
    follow();
    resize(sizeHint()
               .expandedTo({fontMetrics().averageCharWidth() * 110, 0})
               .boundedTo(screen()->availableSize()));
}

void ConflictDialog::fillGone(const Authorization &wanted)
{
    layout()->addWidget(plainLabel(
        tr("“%1” is no longer there: somebody else deleted it. There is nothing to decide, and nothing was "
           "sent.")
            .arg(forDisplay(wanted.name))));
    layout()->addWidget(m_note);
    addButtons(m_again ? tr("Make it anew") : QString());
}

void ConflictDialog::addHeader(QGridLayout *grid)
{
    grid->addWidget(boldLabel(tr("Theirs now")), 0, 1);
    grid->addWidget(boldLabel(tr("Mine")), 0, 2);
    grid->addWidget(boldLabel(tr("What I started from")), 0, 3);
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(10);
    for (int column = 1; column <= 3; ++column)
        grid->setColumnStretch(column, 1);
    auto *content = new QWidget;
    content->setLayout(grid);
    auto *area = new QScrollArea; // for 200 % text on a small screen
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setMinimumHeight(fontMetrics().height() * 14);
    static_cast<QVBoxLayout *>(layout())->addWidget(area, 1);
}

QRadioButton *ConflictDialog::addRow(QGridLayout *grid, const QString &label, const QString &theirs,
    const QString &mine, const QString &base, bool isMineChosen)
{
    const int row = grid->rowCount();
    QLabel *name = boldLabel(label);
    name->setWordWrap(false);
    grid->addWidget(name, row, 0, Qt::AlignTop);
    QRadioButton *theirsSide = addSide(grid, row, 1, tr("Take theirs"), label, theirs);
    QRadioButton *mineSide = addSide(grid, row, 2, tr("Take mine"), label, mine);
    grid->addWidget(plainLabel(base), row, 3, Qt::AlignTop);
    auto *group = new QButtonGroup(this);
    group->addButton(theirsSide);
    group->addButton(mineSide);
    (isMineChosen ? mineSide : theirsSide)->setChecked(true);
    connect(mineSide, &QRadioButton::toggled, this, &ConflictDialog::follow);
    return mineSide;
}

void ConflictDialog::fillUpdate(const UpdateAuthorization &update, const ConflictWords &words)
{
    layout()->addWidget(plainLabel(
        tr("Somebody else changed it after you had begun to. Nothing was sent. Choose what shall hold.")));
    auto *grid = new QGridLayout;
    addHeader(grid);
    for (const ConflictRow &row : conflictRows(update.before, update.after, *m_theirs, words)) {
        // What only one of the two touched is taken from there; where both did, nobody is overruled unasked.
        const bool isMine = row.isMineTouched && !row.isTheirsTouched;
        m_choices.append({row.field,
            addRow(grid, text(row.field), forDisplay(row.theirs), forDisplay(row.mine), forDisplay(row.base),
                isMine)});
    }
    grid->setRowStretch(grid->rowCount(), 1);
    layout()->addWidget(m_note);
    addButtons(tr("OK"));
}

void ConflictDialog::fillDeletion(const DeleteAuthorization &remove, const ConflictWords &words)
{
    layout()->addWidget(plainLabel(
        tr("Somebody else changed what you wanted to delete. Nothing was sent. Choose what shall hold.")));
    auto *grid = new QGridLayout;
    addHeader(grid);
    m_delete = addRow(
        grid, tr("Access"), tr("It stays as it is now."), tr("It is deleted."), tr("It was there."), false);
    for (const ConflictRow &row : conflictRows(remove.before, remove.before, *m_theirs, words)) {
        const int line = grid->rowCount();
        grid->addWidget(boldLabel(text(row.field)), line, 0, Qt::AlignTop);
        grid->addWidget(plainLabel(forDisplay(row.theirs)), line, 1, Qt::AlignTop);
        grid->addWidget(plainLabel(tr("Deleted")), line, 2, Qt::AlignTop);
        grid->addWidget(plainLabel(forDisplay(row.base)), line, 3, Qt::AlignTop);
    }
    grid->setRowStretch(grid->rowCount(), 1);
    layout()->addWidget(m_note);
    addButtons(tr("OK"));
}

void ConflictDialog::addButtons(const QString &acceptText)
{
    auto *buttons = new QDialogButtonBox;
    if (!acceptText.isEmpty())
        buttons->addButton(acceptText, QDialogButtonBox::AcceptRole);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    if (m_again)
        cancel->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(buttons);
}

std::optional<ChangeSubject> ConflictDialog::decision() const
{
    if (m_again)
        return m_again->subject;
    if (!m_theirs)
        return std::nullopt;
    if (m_delete)
        return m_delete->isChecked() ? std::optional<ChangeSubject>(DeleteAuthorization{*m_theirs})
                                     : std::nullopt;
    QList<ConflictField> fields;
    for (const Choice &choice : m_choices) {
        if (choice.mine->isChecked())
            fields.append(choice.field);
    }
    if (fields.isEmpty() || !m_mine)
        return std::nullopt;
    return decidedUpdate(*m_theirs, *m_mine, fields);
}

void ConflictDialog::follow()
{
    if (!m_theirs) { // what does not come back is said
        m_note->setVisible(!m_note->text().isEmpty());
        return;
    }
    const bool isNothingLeft = !decision();
    m_note->setText(isNothingLeft
            ? tr("Theirs holds: nothing is sent, and the change leaves the list.")
            : tr("What you choose becomes the change, checked again before it is sent."));
}

} // namespace lockdesk
