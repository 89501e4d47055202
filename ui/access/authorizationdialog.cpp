#include "authorizationdialog.h"

#include "accesschanges.h"
#include "authorizationedit.h"
#include "clock.h"
#include "codefield.h"
#include "devicepicker.h"
#include "openingpreview.h"
#include "plainlabel.h"
#include "planner.h"
#include "redact.h"
#include "session.h"
#include "weekscheduleeditor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

void addPerson(QComboBox *box, const QString &name, std::optional<AccountUserId> id)
{
    box->addItem(forDisplay(name), id ? QVariant(toNumber(*id)) : QVariant());
}

} // namespace

AuthorizationDialog::AuthorizationDialog(Session &session, QWidget *parent)
    : AuthorizationDialog(session, Start{}, parent)
{
}

AuthorizationDialog::AuthorizationDialog(
    Session &session, const Authorization &authorization, QWidget *parent)
    : AuthorizationDialog(
        session, Start{authorization, authorization, authorization.smartlockId, false}, parent)
{
}

AuthorizationDialog::AuthorizationDialog(Session &session, const Change &draft, QWidget *parent)
    : AuthorizationDialog(session, startOf(draft), parent)
{
}

AuthorizationDialog::Start AuthorizationDialog::startOf(const Change &draft)
{
    if (const auto *update = std::get_if<UpdateAuthorization>(&draft.subject))
        return {update->before, update->after, draft.smartlockId, update->scheduleEdited};
    const auto *create = std::get_if<CreateAuthorization>(&draft.subject);
    return {std::nullopt, create ? create->after : Authorization{}, draft.smartlockId, false};
}

AuthorizationDialog::AuthorizationDialog(Session &session, const Start &start, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_start(start)
    , m_name(new QLineEdit)
    , m_type(new QComboBox)
    , m_person(new QComboBox)
    , m_codeLabel(new QLabel(tr("Keypad code")))
    , m_enabled(new QCheckBox(tr("Enabled")))
    , m_remote(new QCheckBox(tr("Remote access")))
    , m_schedule(new WeekScheduleEditor)
    , m_preview(new OpeningPreview)
    , m_problem(plainLabel())
    , m_note(plainLabel())
    , m_apply(new QPushButton(tr("Apply")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(start.before ? tr("Edit access") : tr("Add access"));
    m_code = new CodeField(session.account.clock(), session.account.random(), [this](const KeypadCode &code) {
        const QList<SmartlockId> devices = chosenDevices();
        return std::ranges::any_of(devices, [&](SmartlockId device) {
            const QList<Authorization> held = m_session.account.authorizations().of(device);
            return std::ranges::find(held, code, &Authorization::code) != held.end();
        });
    });
    auto *columns = new QHBoxLayout;
    columns->addWidget(makeIdentity());
    columns->addWidget(makeSchedule(), 1);
    auto *content = new QWidget;
    content->setLayout(columns);
    auto *area = new QScrollArea; // for 200 % text on a small screen
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(area, 1);
    layout->addWidget(makeFoot());
    fill();

    connect(m_name, &QLineEdit::textChanged, this, &AuthorizationDialog::followInput);
    connect(m_type, &QComboBox::currentIndexChanged, this, &AuthorizationDialog::followType);
    connect(m_person, &QComboBox::currentIndexChanged, this, &AuthorizationDialog::followInput);
    connect(m_code, &CodeField::changed, this, &AuthorizationDialog::followInput);
    connect(m_enabled, &QCheckBox::toggled, this, &AuthorizationDialog::followInput);
    connect(m_remote, &QCheckBox::toggled, this, &AuthorizationDialog::followInput);
    connect(m_schedule, &WeekScheduleEditor::changed, this, &AuthorizationDialog::followInput);
    if (m_devices)
        connect(m_devices, &DevicePicker::changed, this, &AuthorizationDialog::followInput);
    followType();
    // A scroll area asks for a few lines only, whatever it holds; the screen alone sets a limit.
    const QSize bars(area->verticalScrollBar()->sizeHint().width(), 2 * area->frameWidth());
    resize((sizeHint() - area->sizeHint() + content->sizeHint() + bars).boundedTo(screen()->availableSize()));
}

AuthorizationDialog::~AuthorizationDialog()
{
    // A field that loses the focus on the way out may still change, and would tell what is no dialog any
    // more.
    const QList<QWidget *> children = findChildren<QWidget *>();
    for (QWidget *child : children)
        child->disconnect(this);
}

QWidget *AuthorizationDialog::makeIdentity()
{
    auto *form = new QFormLayout;
    form->addRow(tr("Name"), m_name);
    if (m_start.device) {
        const auto device = m_session.account.smartlocks().smartlock(*m_start.device);
        auto *name = new QLineEdit(device ? forDisplay(device->displayName()) : toHexId(*m_start.device));
        name->setReadOnly(true);
        form->addRow(tr("Device"), name);
    } else {
        m_devices = new DevicePicker(m_session.account.smartlocks().smartlocks());
        form->addRow(tr("Devices"), m_devices);
    }
    form->addRow(tr("Type"), m_type);
    form->addRow(tr("Person"), m_person);
    addCodeRow(form);
    form->addRow(QString(), m_enabled);
    form->addRow(QString(), m_remote);
    form->setContentsMargins({});
    auto *box = new QWidget;
    box->setLayout(form);
    return box;
}

void AuthorizationDialog::addCodeRow(QFormLayout *form)
{
    m_codeLabel->setBuddy(m_code->field());
    m_code->field()->setAccessibleName(m_codeLabel->text()); // Qt looks for the buddy among the siblings only
    form->addRow(m_codeLabel, m_code);
}

QWidget *AuthorizationDialog::makeSchedule()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(m_schedule);
    layout->addWidget(m_preview);
    layout->addStretch();
    return box;
}

QWidget *AuthorizationDialog::makeFoot()
{
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_apply, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(m_note);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    return box;
}

void AuthorizationDialog::fill()
{
    const Authorization &given = m_start.given;
    if (m_start.device) {
        m_type->addItem(text(given.kind()), int(given.kind()));
        m_type->setEnabled(false);
    } else {
        m_type->addItem(text(AuthorizationType::KeypadCode), int(AuthorizationType::KeypadCode));
        m_type->addItem(text(AuthorizationType::App), int(AuthorizationType::App));
    }
    addPerson(m_person, tr("Nobody"), std::nullopt);
    QList<AccountUser> users = m_session.account.users().users();
    std::ranges::sort(users, [](const AccountUser &a, const AccountUser &b) {
        return a.displayName().localeAwareCompare(b.displayName()) < 0;
    });
    for (const AccountUser &user : std::as_const(users))
        addPerson(m_person, user.displayName(), user.id);
    if (given.accountUserId) {
        int index = m_person->findData(toNumber(*given.accountUserId));
        if (index < 0) { // the people could not be read: the one it has stays
            addPerson(m_person, tr("Person %1").arg(toNumber(*given.accountUserId)), given.accountUserId);
            index = m_person->count() - 1;
        }
        m_person->setCurrentIndex(index);
    }
    m_name->setText(given.name);
    m_code->setCode(given.code);
    m_enabled->setChecked(given.isEnabled());
    if (!m_start.before) { // the service makes every new one enabled
        m_enabled->setEnabled(false);
        m_enabled->setToolTip(tr("New access is enabled. It can be disabled once it is there."));
    }
    m_remote->setChecked(m_start.device ? given.remoteAllowed.value_or(false) : true);
    m_zone = chosenZone();
    m_schedule->setSchedule(given.schedule, m_zone, m_session.account.clock().now());
}

AuthorizationType AuthorizationDialog::chosenType() const
{
    return AuthorizationType(m_type->currentData().toInt());
}

QList<SmartlockId> AuthorizationDialog::chosenDevices() const
{
    return m_start.device ? QList{*m_start.device} : m_devices->chosen();
}

std::optional<NukiTimeZone> AuthorizationDialog::chosenZone() const
{
    const QList<SmartlockId> devices = chosenDevices();
    const auto first =
        devices.isEmpty() ? std::nullopt : m_session.account.smartlocks().smartlock(devices.first());
    return first && first->timeZoneId ? std::optional(NukiTimeZone(*first->timeZoneId)) : std::nullopt;
}

void AuthorizationDialog::followType()
{
    const bool isCode = chosenType() == AuthorizationType::KeypadCode;
    m_code->setVisible(isCode);
    m_codeLabel->setVisible(isCode);
    m_remote->setEnabled(!isCode); // a code is typed at the door; remote access means nothing to it
    if (!m_start.device)
        m_remote->setChecked(!isCode);
    if (m_devices)
        m_devices->setNeedsKeypad(isCode);
    followInput();
}

Authorization AuthorizationDialog::edited() const
{
    Authorization after = m_start.given;
    after.type = chosenType();
    after.name = m_name->text() == after.name ? after.name : m_name->text().trimmed();
    const QVariant person = m_person->currentData();
    after.accountUserId = person.isValid() ? std::optional(AccountUserId(person.toInt())) : std::nullopt;
    if (after.isKeypadCode())
        after.code = m_code->code();
    if (m_start.before) {
        changeEnabled(after, m_enabled->isChecked());
        changeRemoteAllowed(after, m_remote->isChecked());
    } else {
        after.enabled = m_enabled->isChecked();
        after.remoteAllowed = m_remote->isChecked();
    }
    if (m_schedule->isEdited())
        after.schedule = m_schedule->schedule().completed(m_session.account.clock().now());
    return after;
}

QList<Change> AuthorizationDialog::changes() const
{
    QList<Change> changes;
    Authorization after = edited();
    const SmartlockStore &devices = m_session.account.smartlocks();
    if (m_start.before) {
        const auto update = updateOf(*m_start.before, after,
            m_start.isScheduleEdited || m_schedule->isEdited(), m_session.account.clock().now());
        if (update)
            changes += accessChange(devices, m_start.before->smartlockId, *update);
        return changes;
    }
    for (SmartlockId id : chosenDevices()) {
        after.smartlockId = id;
        changes += accessChange(devices, id, CreateAuthorization{after});
    }
    return changes;
}

QString AuthorizationDialog::problem(const QList<Change> &changes) const
{
    if (chosenType() == AuthorizationType::KeypadCode) {
        if (const QString ofCode = m_code->problem(); !ofCode.isEmpty())
            return ofCode;
    }
    if (const QString ofSchedule = m_schedule->problem(); !ofSchedule.isEmpty())
        return ofSchedule;
    if (!m_start.before && changes.isEmpty())
        return tr("Choose at least one device.");
    QSet<QByteArray> zones;
    for (SmartlockId id : chosenDevices()) {
        const auto device = m_session.account.smartlocks().smartlock(id);
        zones.insert(device ? device->zone().id() : QByteArray());
    }
    const AccessSchedule schedule = m_schedule->schedule(); // not the start that completing it adds
    const bool hasDateLimits = schedule.fromDate || schedule.untilDate;
    if (zones.size() > 1 && hasDateLimits)
        return tr("The chosen devices are in different time zones, so a start or an end means different "
                  "moments. Add "
                  "them zone by zone.");
    const QDateTime now = m_session.account.clock().now();
    const Snapshot snapshot{
        m_session.account.smartlocks().smartlocks(), m_session.account.authorizations().authorizations()};
    for (const Change &change : changes) {
        if (const QString ofChange = problemOf(change, snapshot, now); !ofChange.isEmpty())
            return ofChange;
    }
    return {};
}

void AuthorizationDialog::followInput()
{
    if (const std::optional<NukiTimeZone> zone = chosenZone(); zone != m_zone) {
        m_zone = zone;
        m_schedule->setTimeZone(zone);
    }
    const QDateTime now = m_session.account.clock().now();
    const QList<Change> asked = changes();
    const QString stopper = problem(asked);
    m_problem->setText(stopper.isEmpty() ? QString() : tr("Problem: %1").arg(stopper));
    m_problem->setVisible(!stopper.isEmpty());
    m_apply->setEnabled(stopper.isEmpty());
    QStringList warnings;
    const Snapshot snapshot{
        m_session.account.smartlocks().smartlocks(), m_session.account.authorizations().authorizations()};
    for (const Change &change : asked)
        warnings += warningsOf(change, snapshot, now);
    m_note->setText(warnings.join(u'\n'));
    m_note->setVisible(!warnings.isEmpty());
    const Authorization after = edited();
    m_preview->show(after.schedule, after.isEnabled(), m_zone ? m_zone->zone() : QTimeZone(), now);
}

} // namespace lockdesk
