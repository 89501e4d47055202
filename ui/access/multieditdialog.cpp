#include "multieditdialog.h"

#include "authorizationedit.h"
#include "clock.h"
#include "commonvalues.h"
#include "datelimitfield.h"
#include "manydrafts.h"
#include "redact.h"
#include "session.h"
#include "weekeditor.h"
#include "weekstrip.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

enum Choice { Keep, Yes, No };

QLabel *plainLabel(const QString &text = {})
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    return label;
}

std::optional<bool> chosen(const QComboBox *box)
{
    return box->currentIndex() == Keep ? std::nullopt : std::optional(box->currentIndex() == Yes);
}

} // namespace

MultiEditDialog::MultiEditDialog(Session &session, const QList<AuthorizationRow> &rows, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_rows(rows)
    , m_drafts(new ManyDrafts(session, rows, this))
    , m_area(new QScrollArea) // for 200 % text on a small screen
    , m_name(new QLineEdit)
    , m_enabled(new QComboBox)
    , m_remote(new QComboBox)
    , m_weekChoice(new QComboBox)
    , m_week(new WeekEditor)
    , m_fromChoice(new QComboBox)
    , m_fromBox(new QWidget)
    , m_from(makeLimit(Bound::From, m_fromBox))
    , m_untilChoice(new QComboBox)
    , m_untilBox(new QWidget)
    , m_until(makeLimit(Bound::Until, m_untilBox))
    , m_zones(plainLabel())
    , m_outcome(plainLabel())
    , m_problem(plainLabel())
    , m_apply(new QPushButton(tr("Apply")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Edit access"));
    m_area->setWidget(makeFields());
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeHeading());
    layout->addWidget(m_area, 1);
    layout->addWidget(makeFoot());
    connectFields();
    followChoices();
}

MultiEditDialog::~MultiEditDialog()
{
    // A field that loses the focus on the way out may still change, and would tell what is no dialog any
    // more.
    const QList<QWidget *> children = findChildren<QWidget *>();
    for (QWidget *child : children)
        child->disconnect(this);
}

const QList<Change> &MultiEditDialog::drafts() const
{
    return m_drafts->drafts();
}

QWidget *MultiEditDialog::makeHeading()
{
    QSet<SmartlockId> devices;
    for (const AuthorizationRow &row : std::as_const(m_rows))
        devices.insert(row.authorization.smartlockId);
    QLabel *heading = plainLabel(tr("%1 %2", "214 authorizations | on 87 devices")
                                     .arg(tr("%Ln authorization(s)", nullptr, int(m_rows.size())),
                                         tr("on %Ln device(s)", nullptr, int(devices.size()))));
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    return heading;
}

QWidget *MultiEditDialog::makeFields()
{
    auto *fields = new QWidget;
    auto *grid = new QGridLayout(fields);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(12);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    const auto add = [&](const QString &name, QWidget *field, const QString &now) {
        const int row = grid->rowCount();
        auto *label = new QLabel(name);
        label->setBuddy(field);
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1);
        grid->addWidget(plainLabel(tr("Now: %1").arg(now)), row, 2);
    };
    const auto addBelow = [grid](QWidget *detail) {
        detail->setContentsMargins(2 * detail->fontMetrics().averageCharWidth(), 0, 0, 0);
        grid->addWidget(detail, grid->rowCount(), 0, 1, 3);
    };
    for (QComboBox *choice : {m_enabled, m_remote, m_fromChoice, m_untilChoice})
        choice->addItems({tr("Keep as is"), tr("Yes"), tr("No")});
    m_weekChoice->addItems({tr("Keep as is"), tr("Change")});
    m_name->setPlaceholderText(tr("Keep as is"));
    m_remote->setEnabled(std::ranges::any_of(
        m_rows, [](const AuthorizationRow &row) { return canHaveRemoteAccess(row.authorization); }));

    add(tr("Name"), m_name, commonName(m_rows));
    add(tr("Enabled"), m_enabled, commonEnabled(m_rows));
    add(tr("Remote access"), m_remote, commonRemoteAccess(m_rows));
    add(tr("Days and times"), m_weekChoice, commonWeekText(m_rows));
    addBelow(makeWeek());
    add(tr("Limit start"), m_fromChoice, commonLimit(m_rows, &AccessSchedule::fromDate));
    addBelow(m_fromBox);
    add(tr("Limit end"), m_untilChoice, commonLimit(m_rows, &AccessSchedule::untilDate));
    addBelow(m_untilBox);
    addBelow(makeZones());
    grid->setRowStretch(grid->rowCount(), 1);
    return fields;
}

QWidget *MultiEditDialog::makeWeek()
{
    m_loadedWeek = commonWeek(m_rows).value_or(AccessSchedule{});
    m_week->setWeek(m_loadedWeek);
    return m_week;
}

// Its clock is no lock's, so that whatever is typed stays what it is until each lock's own clock reads it.
DateLimitField *MultiEditDialog::makeLimit(Bound bound, QWidget *box) const
{
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins({});
    grid->setColumnStretch(4, 1);
    auto *field = new DateLimitField(bound, grid, 0, box);
    field->setLimit({}, QTimeZone::utc(), bound == Bound::From ? proposal() : proposal().addDays(7));
    field->require();
    return field;
}

// Now, as the clock of the first lock shows it.
QDateTime MultiEditDialog::proposal() const
{
    const QTimeZone zone = m_rows.first().lockZone;
    const QDateTime now = m_session.account.clock().now();
    const QDateTime wall = zone.isValid() ? now.toTimeZone(zone) : now;
    return {wall.date(), wall.time(), QTimeZone::utc()};
}

QWidget *MultiEditDialog::makeZones()
{
    QSet<QByteArray> zones;
    for (const AuthorizationRow &row : std::as_const(m_rows))
        zones.insert(row.lockZone.isValid() ? row.lockZone.id() : QByteArray());
    const QString only = QString::fromLatin1(*zones.constBegin());
    if (zones.size() == 1 && !only.isEmpty())
        m_zones->setText(tr("Time zone: %1, that of each lock").arg(only));
    else
        m_zones->setText(tr("Time zone: each lock’s own. What you enter is the time on the clock of each "
                            "lock, so another moment in each of their %Ln time zone(s).",
            nullptr, int(zones.size())));
    return m_zones;
}

QWidget *MultiEditDialog::makeFoot()
{
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_apply, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(m_outcome);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    return box;
}

void MultiEditDialog::connectFields()
{
    connect(m_name, &QLineEdit::textChanged, this, &MultiEditDialog::followInput);
    for (const QComboBox *choice : {m_enabled, m_remote})
        connect(choice, &QComboBox::currentIndexChanged, this, &MultiEditDialog::followInput);
    for (const QComboBox *choice : {m_weekChoice, m_fromChoice, m_untilChoice})
        connect(choice, &QComboBox::currentIndexChanged, this, &MultiEditDialog::followChoices);
    connect(m_week, &WeekEditor::changed, this, &MultiEditDialog::followInput);
    for (const DateLimitField *limit : {m_from, m_until})
        connect(limit, &DateLimitField::changed, this, &MultiEditDialog::followInput);
    connect(m_drafts, &ManyDrafts::finished, this, &MultiEditDialog::showOutcome);
}

// Shows what a choice asks for.
void MultiEditDialog::followChoices()
{
    m_week->setVisible(m_weekChoice->currentIndex() != Keep);
    m_fromBox->setVisible(m_fromChoice->currentIndex() == Yes);
    m_untilBox->setVisible(m_untilChoice->currentIndex() == Yes);
    m_zones->setVisible(!m_fromBox->isHidden() || !m_untilBox->isHidden());
    followInput();
    makeRoom();
}

void MultiEditDialog::followInput()
{
    const ManyEdits asked = edits();
    if (asked.week)
        m_week->strip()->setSchedule(*asked.week, {}, m_session.account.clock().now());
    m_drafts->start(fieldProblem().isEmpty() ? asked : ManyEdits{});
    showOutcome();
}

void MultiEditDialog::showOutcome()
{
    const QString stopper = problem();
    m_problem->setText(stopper.isEmpty() ? QString() : tr("Problem: %1").arg(stopper));
    m_problem->setVisible(!stopper.isEmpty());
    m_apply->setEnabled(stopper.isEmpty() && m_drafts->isFinished());
    m_outcome->setText(stopper.isEmpty() ? outcome() : QString());
    m_outcome->setVisible(stopper.isEmpty());
}

ManyEdits MultiEditDialog::edits() const
{
    const auto limitOf = [](const QComboBox *choice, const DateLimitField *field) {
        ManyEdits::Limit limit;
        const std::optional<Instant> typed = choice->currentIndex() == Yes ? field->limit() : std::nullopt;
        if (typed)
            limit.at = WallClock{typed->when().date(), typed->when().time()};
        return choice->currentIndex() == Keep ? std::nullopt : std::optional(limit);
    };
    ManyEdits asked;
    if (!m_name->text().isEmpty())
        asked.name = m_name->text().trimmed();
    asked.enabled = chosen(m_enabled);
    asked.remoteAllowed = chosen(m_remote);
    if (m_weekChoice->currentIndex() != Keep) {
        asked.week = m_loadedWeek;
        m_week->applyTo(*asked.week);
    }
    asked.from = limitOf(m_fromChoice, m_from);
    asked.until = limitOf(m_untilChoice, m_until);
    return asked;
}

// What is typed and cannot be read: a limit that cannot would otherwise be none.
QString MultiEditDialog::fieldProblem() const
{
    if (m_weekChoice->currentIndex() != Keep && !m_week->problem().isEmpty())
        return m_week->problem();
    if (m_fromChoice->currentIndex() == Yes && !m_from->problem().isEmpty())
        return m_from->problem();
    return m_untilChoice->currentIndex() == Yes ? m_until->problem() : QString();
}

QString MultiEditDialog::problem() const
{
    if (const QString ofField = fieldProblem(); !ofField.isEmpty())
        return ofField;
    if (edits().isEmpty())
        return tr("Nothing is changed yet. Choose what shall be the same for all of them.");
    if (!m_drafts->isFinished())
        return {};
    if (drafts().isEmpty())
        return tr("All of them are like this already.");
    return m_drafts->problemCount() == drafts().size() ? drafts().first().reason : QString();
}

QString MultiEditDialog::outcome() const
{
    if (!m_drafts->isFinished())
        return tr("Looking at each of them…");
    const int draftCount = int(drafts().size());
    QStringList lines{
        tr("This makes %Ln draft(s) to review; nothing is sent before “Send”.", nullptr, draftCount)};
    if (const int left = int(m_rows.size()) - draftCount)
        lines += tr("Like this already, and left alone: %Ln", nullptr, left);
    if (const int problems = m_drafts->problemCount())
        lines += tr("Not possible as it is, and marked as a problem: %Ln", nullptr, problems);
    if (const int notes = m_drafts->noteCount())
        lines += tr("At %Ln of them the clocks are put back and the time comes twice: a start means the "
                    "second time, an end the first.",
            nullptr, notes);
    return lines.join(u'\n');
}

// A scroll area asks for a few lines only, whatever it holds; the screen alone sets a limit.
void MultiEditDialog::makeRoom()
{
    layout()->activate();
    const QSize bars(m_area->verticalScrollBar()->sizeHint().width(), 2 * m_area->frameWidth());
    const QSize fields = m_area->widget()->sizeHint().expandedTo({fontMetrics().averageCharWidth() * 84, 0});
    const QSize asked = sizeHint() - m_area->sizeHint() + fields + bars;
    resize(asked.expandedTo(size()).boundedTo(screen()->availableSize()));
}

} // namespace lockdesk
