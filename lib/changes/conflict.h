#pragma once

#include "change.h"

#include <QLocale>
#include <QTimeZone>
#include <functional>

namespace lockdesk {

/// What two people may differ on in one authorization. The schedule is one: its five fields mean something
/// together only.
enum class ConflictField { Name, Person, Enabled, RemoteAccess, Code, Schedule };

QString text(ConflictField field);

/// One thing on which what somebody else made of a record and what was asked for differ, in words. A code is
/// never in it: only whether it is another.
struct ConflictRow
{
    ConflictField field{};
    QString theirs; ///< as the service has it now
    QString mine; ///< as it was asked for
    QString base; ///< as it was when the person edited it
    bool isMineTouched = false; ///< mine is another than the base
    bool isTheirsTouched = false;

    friend bool operator==(const ConflictRow &, const ConflictRow &) = default;
};

/// How a conflict is told.
struct ConflictWords
{
    QLocale locale;
    QTimeZone zone; ///< the lock's clock; dates are told in UTC, and said so, where it is invalid
    std::function<QString(AccountUserId)> personName; ///< empty where nobody knows
};

/// The fields in which theirs and mine differ. What both made the same of is no conflict.
QList<ConflictRow> conflictRows(const Authorization &base, const Authorization &mine,
    const Authorization &theirs, const ConflictWords &words);

/// What to ask for instead: theirs, but with these fields of mine.
UpdateAuthorization decidedUpdate(
    const Authorization &theirs, const Authorization &mine, const QList<ConflictField> &takenFromMine);

/// Whether a decision between theirs and mine can settle it: a conflict over an edit or a deletion.
bool isDecidable(const Change &change);

} // namespace lockdesk
