#include "conflict.h"

#include <QCoreApplication>
#include <QLocale>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("Conflict", words);
}

constexpr ConflictField allFields[] = {ConflictField::Name, ConflictField::Person, ConflictField::Enabled,
    ConflictField::RemoteAccess, ConflictField::Code, ConflictField::Schedule};

bool isEqual(ConflictField field, const Authorization &a, const Authorization &b)
{
    switch (field) {
    case ConflictField::Name:
        return a.name == b.name;
    case ConflictField::Person:
        return a.accountUserId == b.accountUserId;
    case ConflictField::Enabled:
        return a.enabled == b.enabled;
    case ConflictField::RemoteAccess:
        return a.remoteAllowed == b.remoteAllowed;
    case ConflictField::Code:
        return a.code == b.code;
    case ConflictField::Schedule:
        return a.schedule == b.schedule;
    }
    return true;
}

QString yesNo(const std::optional<bool> &value)
{
    if (!value)
        return u"–"_s;
    return *value ? tr(QT_TRANSLATE_NOOP("Conflict", "Yes")) : tr(QT_TRANSLATE_NOOP("Conflict", "No"));
}

QString personText(const std::optional<AccountUserId> &id, const ConflictWords &words)
{
    if (!id)
        return tr(QT_TRANSLATE_NOOP("Conflict", "Nobody"));
    const QString name = words.personName ? words.personName(*id) : QString();
    return name.isEmpty() ? tr(QT_TRANSLATE_NOOP("Conflict", "Person %1")).arg(toNumber(*id)) : name;
}

// A code is secret; that it is another is what has to be known of it.
QString codeText(const Authorization &of, const Authorization &base)
{
    const QString masked = of.code ? u"••••••"_s : u"–"_s;
    return of.code == base.code ? masked : tr(QT_TRANSLATE_NOOP("Conflict", "%1 (another code)")).arg(masked);
}

QString valueText(
    ConflictField field, const Authorization &of, const Authorization &base, const ConflictWords &words)
{
    switch (field) {
    case ConflictField::Name:
        return of.name;
    case ConflictField::Person:
        return personText(of.accountUserId, words);
    case ConflictField::Enabled:
        return yesNo(of.enabled);
    case ConflictField::RemoteAccess:
        return yesNo(of.remoteAllowed);
    case ConflictField::Code:
        return codeText(of, base);
    case ConflictField::Schedule:
        return spokenText(of.schedule, words.zone, words.locale);
    }
    return {};
}

void take(ConflictField field, const Authorization &from, Authorization &to)
{
    switch (field) {
    case ConflictField::Name:
        to.name = from.name;
        break;
    case ConflictField::Person:
        to.accountUserId = from.accountUserId;
        break;
    case ConflictField::Enabled:
        to.enabled = from.enabled;
        break;
    case ConflictField::RemoteAccess:
        to.remoteAllowed = from.remoteAllowed;
        break;
    case ConflictField::Code:
        to.code = from.code;
        break;
    case ConflictField::Schedule:
        to.schedule = from.schedule;
        break;
    }
}

} // namespace

QString text(ConflictField field)
{
    switch (field) {
    case ConflictField::Name:
        return tr(QT_TRANSLATE_NOOP("Conflict", "Name"));
    case ConflictField::Person:
        return tr(QT_TRANSLATE_NOOP("Conflict", "Person"));
    case ConflictField::Enabled:
        return tr(QT_TRANSLATE_NOOP("Conflict", "Enabled"));
    case ConflictField::RemoteAccess:
        return tr(QT_TRANSLATE_NOOP("Conflict", "Remote access"));
    case ConflictField::Code:
        return tr(QT_TRANSLATE_NOOP("Conflict", "Keypad code"));
    case ConflictField::Schedule:
        return tr(QT_TRANSLATE_NOOP("Conflict", "Schedule"));
    }
    return {};
}

QList<ConflictRow> conflictRows(const Authorization &base, const Authorization &mine,
    const Authorization &theirs, const ConflictWords &words)
{
    QList<ConflictRow> rows;
    for (const ConflictField field : allFields) {
        if (isEqual(field, mine, theirs))
            continue;
        rows.append({field, valueText(field, theirs, base, words), valueText(field, mine, base, words),
            valueText(field, base, base, words), !isEqual(field, mine, base), !isEqual(field, theirs, base)});
    }
    return rows;
}

UpdateAuthorization decidedUpdate(
    const Authorization &theirs, const Authorization &mine, const QList<ConflictField> &takenFromMine)
{
    UpdateAuthorization update{theirs, theirs, false};
    for (const ConflictField field : takenFromMine)
        take(field, mine, update.after);
    update.scheduleEdited = update.after.schedule != theirs.schedule;
    return update;
}

bool isDecidable(const Change &change)
{
    return change.status == ChangeStatus::Conflict
        && (std::holds_alternative<UpdateAuthorization>(change.subject)
            || std::holds_alternative<DeleteAuthorization>(change.subject));
}

} // namespace lockdesk
