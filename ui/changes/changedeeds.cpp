#include "changedeeds.h"

#include "authorizationdialog.h"
#include "clock.h"
#include "confirmation.h"
#include "confirmdialog.h"
#include "conflictdialog.h"
#include "manydevices.h"
#include "redact.h"
#include "runnertimes.h"
#include "sendagaindialog.h"
#include "settings.h"
#include "undoplan.h"

#include <QSet>

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QSet<ChangeSetId> setsOf(const ChangeStore &store, const QList<ChangeId> &ids)
{
    QSet<ChangeSetId> sets;
    for (const ChangeId id : ids) {
        if (const Change *change = store.find(id))
            sets.insert(change->set);
    }
    return sets;
}

// What the change asks the record to be; null for a deletion, and for what is no authorization's.
const Authorization *wantedOf(const Change &change)
{
    if (const auto *create = std::get_if<CreateAuthorization>(&change.subject))
        return &create->after;
    const auto *update = std::get_if<UpdateAuthorization>(&change.subject);
    return update ? &update->after : nullptr;
}

bool isAppAccess(const Change &change)
{
    const auto *create = std::get_if<CreateAuthorization>(&change.subject);
    return create && !create->after.isKeypadCode();
}

AuthorizationId recordOf(const Change &change)
{
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject))
        return update->before.id;
    if (const auto *remove = std::get_if<DeleteAuthorization>(&change.subject))
        return remove->before.id;
    return {};
}

} // namespace

ChangeDeeds::ChangeDeeds(Session &session, Settings &settings, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_settings(settings)
    , m_window(window)
{
}

void ChangeDeeds::send(const QList<ChangeId> &ids)
{
    m_session.runner.send(ids);
}

void ChangeDeeds::discard(const QList<ChangeId> &ids)
{
    m_session.changes.discard(ids);
}

void ChangeDeeds::pause(const QList<ChangeId> &ids)
{
    for (const ChangeSetId set : setsOf(m_session.changes, ids))
        m_session.runner.pause(set);
}

void ChangeDeeds::resume(const QList<ChangeId> &ids)
{
    for (const ChangeSetId set : setsOf(m_session.changes, ids))
        m_session.runner.resume(set);
}

void ChangeDeeds::retry(const QList<ChangeId> &ids)
{
    QList<ChangeId> again;
    QList<ChangeId> toBeAsked;
    for (const ChangeId id : ids) {
        const Change *change = m_session.changes.find(id);
        if (!change)
            continue;
        if (change->status == ChangeStatus::Unconfirmed && isAppAccess(*change))
            toBeAsked.append(id);
        else if (change->status == ChangeStatus::Failed || isOfAuthorization(*change))
            again.append(id); // what may have happened is looked for before it is sent again
        else
            m_session.runner.lookAgain(id);
    }
    m_session.runner.send(again);
    if (!toBeAsked.isEmpty())
        askToSendAgain(toBeAsked);
}

void ChangeDeeds::askToSendAgain(const QList<ChangeId> &ids)
{
    QStringList names;
    for (const ChangeId id : ids) {
        const Change *change = m_session.changes.find(id);
        names += forDisplay(u"%1, %2"_s.arg(changeTitle(*change), change->deviceName));
    }
    auto *dialog = new SendAgainDialog(m_session.account.clock(), names, m_window);
    connect(dialog, &QDialog::accepted, this, [this, ids] { m_session.runner.sendAgain(ids); });
    connect(dialog, &SendAgainDialog::lookAgainAsked, this, [this, ids] { m_session.runner.send(ids); });
    dialog->open();
}

bool ChangeDeeds::isWaitingForDevice(const Change &change) const
{
    const Authorization *wanted = wantedOf(change);
    if (wanted && change.status == ChangeStatus::Listed) {
        const std::chrono::milliseconds since(change.statusSince.msecsTo(m_session.account.clock().now()));
        return since < 0ms || since >= RunnerTimes::syncOffer; // the clock may have been set back
    }
    if (!wanted || change.status != ChangeStatus::Unconfirmed || wanted->id.isNull())
        return false;
    const std::optional<Authorization> found = m_session.account.authorizations().authorization(wanted->id);
    return found && found->unreadable.isEmpty() && differencesInMeaning(*wanted, *found).isEmpty();
}

QList<Smartlock> ChangeDeeds::silentDevices(const QList<ChangeId> &ids) const
{
    QSet<SmartlockId> known; // asked to report already, or among the found
    for (const Change &change : m_session.changes.changes()) {
        if (!isFinal(change.status) && std::holds_alternative<SynchroniseDevice>(change.subject))
            known.insert(change.smartlockId);
    }
    QList<Smartlock> devices;
    for (const ChangeId id : ids) {
        const Change *change = m_session.changes.find(id);
        if (!change || known.contains(change->smartlockId) || !isWaitingForDevice(*change))
            continue;
        known.insert(change->smartlockId);
        if (const auto device = m_session.account.smartlocks().smartlock(change->smartlockId))
            devices.append(*device);
    }
    return devices;
}

void ChangeDeeds::synchronise(const QList<ChangeId> &ids)
{
    if (const QList<Smartlock> devices = silentDevices(ids); !devices.isEmpty())
        askToSynchronise(m_session, devices, m_window);
}

// Without those that something takes back already: a second press must not make a second set.
QList<Change> ChangeDeeds::undoable(const QList<ChangeId> &ids) const
{
    QSet<ChangeId> undone;
    for (const Change &change : m_session.changes.changes()) {
        if (change.undoes && change.status != ChangeStatus::Failed)
            undone.insert(*change.undoes);
    }
    QList<Change> changes;
    for (const ChangeId id : ids) {
        const Change *change = m_session.changes.find(id);
        const bool hasHappened = change
            && (change->status == ChangeStatus::Accepted || change->status == ChangeStatus::Listed
                || change->status == ChangeStatus::Confirmed);
        if (hasHappened && !undone.contains(id))
            changes.append(*change);
    }
    return changes;
}

void ChangeDeeds::undo(const QList<ChangeId> &ids)
{
    const UndoPlan plan = undoPlanOf(undoable(ids));
    if (plan.inverses.isEmpty())
        return;
    QStringList notes;
    for (const UndoPlan::Note &note : plan.impossible)
        notes += tr("%n change(s) cannot be taken back: %1", nullptr, note.count).arg(note.text);
    for (const UndoPlan::Note &note : plan.losses)
        notes += tr("%n change(s) come back in part: %1", nullptr, note.count).arg(note.text);
    if (notes.isEmpty()) {
        addUndo(ids);
        return;
    }
    notes += tr("What takes the changes back becomes drafts; nothing is sent before “Send”.");
    auto *dialog = new ConfirmDialog(m_session.account.clock(),
        {tr("Undo"), tr("Take %n change(s) back?", nullptr, int(plan.inverses.size())), notes.join(u'\n'),
            tr("Undo"), "undo"_L1},
        m_window);
    connect(dialog, &QDialog::accepted, this, [this, ids] { addUndo(ids); });
    dialog->open();
}

// Of what is there now: the question may have stood for a while.
void ChangeDeeds::addUndo(const QList<ChangeId> &ids)
{
    const QList<Change> inverses = undoPlanOf(undoable(ids)).inverses;
    if (inverses.isEmpty())
        return;
    QList<ChangeId> originals;
    for (const Change &inverse : inverses)
        originals.append(*inverse.undoes);
    const QSet<ChangeSetId> sets = setsOf(m_session.changes, originals);
    const std::optional<ChangeSet> only =
        sets.size() == 1 ? m_session.changes.set(*sets.constBegin()) : std::nullopt;
    const QString title = only ? tr("Undo: %1", "title of a set of changes").arg(only->title)
                               : tr("Undo: %n change(s)", nullptr, int(inverses.size()));
    Q_EMIT undone(m_session.changes.addSet(title, inverses, only ? std::optional(only->id) : std::nullopt));
}

bool ChangeDeeds::isEditable(const Change &change)
{
    return (change.status == ChangeStatus::Draft || change.status == ChangeStatus::Problem)
        && (std::holds_alternative<CreateAuthorization>(change.subject)
            || std::holds_alternative<UpdateAuthorization>(change.subject));
}

void ChangeDeeds::edit(ChangeId id)
{
    const Change *change = m_session.changes.find(id);
    if (!change || !isEditable(*change))
        return;
    auto *dialog = new AuthorizationDialog(m_session, *change, m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id] {
        const QList<Change> changes = dialog->changes();
        const Change *now = m_session.changes.find(id);
        if (!now || !isEditable(*now))
            return; // it was sent or discarded meanwhile
        if (changes.isEmpty())
            m_session.changes.discard(id); // it was made to ask for nothing
        else
            m_session.changes.setSubject(id, changes.first().subject);
    });
    dialog->open();
}

void ChangeDeeds::decide(ChangeId id)
{
    const Change *change = m_session.changes.find(id);
    if (!change || !isDecidable(*change))
        return;
    std::optional<Authorization> theirs = m_session.changes.theirs(id);
    if (!theirs)
        theirs = m_session.account.authorizations().authorization(recordOf(*change));
    const auto device = m_session.account.smartlocks().smartlock(change->smartlockId);
    const auto personName = [this](AccountUserId user) {
        for (const AccountUser &known : m_session.account.users().users()) {
            if (known.id == user)
                return known.displayName();
        }
        return QString();
    };
    auto *dialog = new ConflictDialog(
        *change, theirs, {QLocale(), device ? device->zone() : QTimeZone(), personName}, m_window);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id] { settle(id, dialog->decision()); });
    dialog->open();
}

void ChangeDeeds::settle(ChangeId id, const std::optional<ChangeSubject> &subject)
{
    ChangeStore &store = m_session.changes;
    const std::optional<Change> change = store.change(id);
    if (!change || !isDecidable(*change))
        return; // it went on meanwhile
    store.setSubject(id, subject.value_or(change->subject));
    if (!subject) {
        store.discard(id);
        return;
    }
    if (store.changesOf(change->set).size() == 1 && !m_settings.isReviewingEveryChange())
        m_session.runner.send(id);
}

} // namespace lockdesk
