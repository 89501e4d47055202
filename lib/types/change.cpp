#include "change.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("Change", words);
}

template <typename... Visitors>
struct Overloaded : Visitors...
{
    using Visitors::operator()...;
};

// One label and what it says of a record; an absent value says "–".
struct Line
{
    QString label;
    QString value;
};

QString yesNo(const std::optional<bool> &value)
{
    if (!value)
        return u"–"_s;
    return *value ? tr(QT_TRANSLATE_NOOP("Change", "yes")) : tr(QT_TRANSLATE_NOOP("Change", "no"));
}

QString limitText(const std::optional<Instant> &limit, const QLocale &locale)
{
    if (!limit)
        return tr(QT_TRANSLATE_NOOP("Change", "no limit"));
    if (!limit->isReadable())
        return limit->toText();
    return locale.toString(limit->when().date(), QLocale::ShortFormat) + u' '
        + limit->when().toString(u"HH:mm"_s) + u" UTC"_s;
}

QList<Line> linesOf(const Authorization &a, const QLocale &locale)
{
    return {
        {tr(QT_TRANSLATE_NOOP("Change", "Name")), a.name},
        {tr(QT_TRANSLATE_NOOP("Change", "Enabled")), yesNo(a.enabled)},
        {tr(QT_TRANSLATE_NOOP("Change", "Remote access")), yesNo(a.remoteAllowed)},
        {tr(QT_TRANSLATE_NOOP("Change", "Schedule")), weeklyText(a.schedule, locale)},
        {tr(QT_TRANSLATE_NOOP("Change", "Valid from")), limitText(a.schedule.fromDate, locale)},
        {tr(QT_TRANSLATE_NOOP("Change", "Valid until")), limitText(a.schedule.untilDate, locale)},
        {tr(QT_TRANSLATE_NOOP("Change", "Person")),
            a.accountUserId ? QString::number(toNumber(*a.accountUserId)) : u"–"_s},
    };
}

// The lines in which two records differ, of one of them. Codes are secret: only that they differ is said.
QString differingLines(const Authorization &of, const Authorization &other, const QLocale &locale)
{
    QStringList out;
    const QList<Line> mine = linesOf(of, locale);
    const QList<Line> theirs = linesOf(other, locale);
    for (qsizetype i = 0; i < mine.size(); ++i) {
        if (mine.at(i).value != theirs.at(i).value)
            out += u"%1: %2"_s.arg(mine.at(i).label, mine.at(i).value);
    }
    if (of.code != other.code)
        out += tr(QT_TRANSLATE_NOOP("Change", "Code")) + u": ••••••"_s;
    return out.join(u"; "_s);
}

// What a person needs to tell one record from another.
QString summary(const Authorization &a, const QLocale &locale)
{
    QStringList out{text(a.kind())};
    out += weeklyText(a.schedule, locale);
    if (a.schedule.fromDate)
        out += u"%1: %2"_s.arg(
            tr(QT_TRANSLATE_NOOP("Change", "Valid from")), limitText(a.schedule.fromDate, locale));
    if (a.schedule.untilDate)
        out += u"%1: %2"_s.arg(
            tr(QT_TRANSLATE_NOOP("Change", "Valid until")), limitText(a.schedule.untilDate, locale));
    return out.join(u"; "_s);
}

QString favoriteText(bool isFavorite)
{
    return isFavorite ? tr(QT_TRANSLATE_NOOP("Change", "Favourite"))
                      : tr(QT_TRANSLATE_NOOP("Change", "No favourite"));
}

QString deviceLines(const UpdateDevice &update, const QString &name, bool isFavorite)
{
    QStringList out;
    if (update.nameBefore != update.nameAfter)
        out += u"%1: %2"_s.arg(tr(QT_TRANSLATE_NOOP("Change", "Name")), name);
    if (update.favoriteBefore != update.favoriteAfter)
        out += favoriteText(isFavorite);
    return out.join(u"; "_s);
}

} // namespace

QString text(ChangeStatus status)
{
    switch (status) {
    case ChangeStatus::Draft:
        return tr(QT_TRANSLATE_NOOP("Change", "Draft"));
    case ChangeStatus::Problem:
        return tr(QT_TRANSLATE_NOOP("Change", "Problem"));
    case ChangeStatus::Waiting:
        return tr(QT_TRANSLATE_NOOP("Change", "Waiting"));
    case ChangeStatus::Sent:
        return tr(QT_TRANSLATE_NOOP("Change", "Sent"));
    case ChangeStatus::Accepted:
        return tr(QT_TRANSLATE_NOOP("Change", "Accepted"));
    case ChangeStatus::Listed:
        return tr(QT_TRANSLATE_NOOP("Change", "Listed"));
    case ChangeStatus::Confirmed:
        return tr(QT_TRANSLATE_NOOP("Change", "Confirmed"));
    case ChangeStatus::Failed:
        return tr(QT_TRANSLATE_NOOP("Change", "Failed"));
    case ChangeStatus::Conflict:
        return tr(QT_TRANSLATE_NOOP("Change", "Conflict"));
    case ChangeStatus::Unconfirmed:
        return tr(QT_TRANSLATE_NOOP("Change", "Unconfirmed"));
    case ChangeStatus::Undone:
        return tr(QT_TRANSLATE_NOOP("Change", "Undone"));
    }
    return unknownNumber(int(status));
}

bool isFinal(ChangeStatus status)
{
    switch (status) {
    case ChangeStatus::Draft:
    case ChangeStatus::Problem:
    case ChangeStatus::Confirmed:
    case ChangeStatus::Failed:
    case ChangeStatus::Conflict:
    case ChangeStatus::Unconfirmed:
    case ChangeStatus::Undone:
        return true;
    case ChangeStatus::Waiting:
    case ChangeStatus::Sent:
    case ChangeStatus::Accepted:
    case ChangeStatus::Listed:
        return false;
    }
    return true;
}

bool isOfAuthorization(const Change &change)
{
    return std::holds_alternative<CreateAuthorization>(change.subject)
        || std::holds_alternative<UpdateAuthorization>(change.subject)
        || std::holds_alternative<DeleteAuthorization>(change.subject);
}

QDateTime lastSentAt(const Change &change)
{
    return change.attempts.isEmpty() ? QDateTime() : change.attempts.last().at;
}

bool mayHaveHappened(const Change &change)
{
    return std::ranges::any_of(change.attempts,
        [](const WriteAttempt &attempt) { return attempt.outcome != AttemptOutcome::NotDone; });
}

AuthorizationId editedRecord(const Change &change)
{
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject))
        return update->before.id;
    const auto *remove = std::get_if<DeleteAuthorization>(&change.subject);
    return remove ? remove->before.id : AuthorizationId();
}

QString changeTitle(const Change &change)
{
    return std::visit(
        Overloaded{
            [](const CreateAuthorization &create) {
                return tr(QT_TRANSLATE_NOOP("Change", "Add access “%1”")).arg(create.after.name);
            },
            [](const UpdateAuthorization &update) {
                const QStringList fields = updatableDifferences(update.before, update.after);
                if (fields == QStringList{u"enabled"_s}) {
                    return (update.after.isEnabled() ? tr(QT_TRANSLATE_NOOP("Change", "Enable access “%1”"))
                                                     : tr(QT_TRANSLATE_NOOP("Change", "Disable access “%1”")))
                        .arg(update.before.name);
                }
                return tr(QT_TRANSLATE_NOOP("Change", "Edit access “%1”")).arg(update.before.name);
            },
            [](const DeleteAuthorization &remove) {
                return tr(QT_TRANSLATE_NOOP("Change", "Delete access “%1”")).arg(remove.before.name);
            },
            [&change](const OperateDevice &operate) { return text(operate.action, change.deviceType); },
            [](const SynchroniseDevice &) { return tr(QT_TRANSLATE_NOOP("Change", "Synchronise")); },
            [](const UpdateDevice &update) {
                return update.nameBefore == update.nameAfter
                    ? tr(QT_TRANSLATE_NOOP("Change", "Change the favourite mark"))
                    : tr(QT_TRANSLATE_NOOP("Change", "Rename the device"));
            },
        },
        change.subject);
}

QString beforeText(const Change &change, const QLocale &locale)
{
    return std::visit(
        Overloaded{
            [](const CreateAuthorization &) { return QString(); },
            [&locale](const UpdateAuthorization &update) {
                return differingLines(update.before, update.after, locale);
            },
            [&locale](const DeleteAuthorization &remove) { return summary(remove.before, locale); },
            [&change](const OperateDevice &operate) {
                return operate.stateBefore ? stateText(change.deviceType, *operate.stateBefore) : QString();
            },
            [](const SynchroniseDevice &) { return QString(); },
            [](const UpdateDevice &update) {
                return deviceLines(update, update.nameBefore, update.favoriteBefore);
            },
        },
        change.subject);
}

QString afterText(const Change &change, const QLocale &locale)
{
    return std::visit(
        Overloaded{
            [&locale](const CreateAuthorization &create) { return summary(create.after, locale); },
            [&locale](const UpdateAuthorization &update) {
                return differingLines(update.after, update.before, locale);
            },
            [](const DeleteAuthorization &) { return tr(QT_TRANSLATE_NOOP("Change", "Deleted")); },
            [&change](const OperateDevice &operate) { return text(operate.action, change.deviceType); },
            [](const SynchroniseDevice &) {
                return tr(QT_TRANSLATE_NOOP("Change", "The device reports its settings and access again"));
            },
            [](const UpdateDevice &update) {
                return deviceLines(update, update.nameAfter, update.favoriteAfter);
            },
        },
        change.subject);
}

} // namespace lockdesk
