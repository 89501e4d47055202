#pragma once

#include "changeset.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <optional>

namespace lockdesk {

// What the journal writes, one record a step (replay.h reads them). They hold codes in clear, to be sealed.

/// The set is planned, with these rows: one record, so that a set is there as a whole or not at all.
QByteArray begunRecord(const ChangeSet &set, const QList<Change> &rows);
/// These rows are added to a set, or stand in the place of those with their ids.
QByteArray addedRecord(ChangeSetId set, const QList<Change> &rows);
/// These rows are no longer wanted.
QByteArray droppedRecord(const QList<ChangeId> &ids);
/// These rows are about to leave; they are as departing() makes them.
QByteArray sendingRecord(const QList<Change> &rows);
/// How far these rows have come: status, reason, attempts, and what a creation has become.
QByteArray movedRecord(const QList<Change> &rows);
/// Nothing more will happen to the set.
QByteArray endedRecord(ChangeSetId set);

/// How often sets have begun or ended, in all journals of the profile.
QByteArray countedRecord(qint64 count);
/// What the last of these says; std::nullopt when there is none.
std::optional<qint64> countIn(const QList<QByteArray> &records);

/// The change as it is once its write has left: Sent, with one more attempt, whose outcome is open. `when` is
/// UTC; `updatedBefore` as in WriteAttempt.
Change departing(Change change, const QDateTime &updatedBefore, const QDateTime &when);

/// What a record says, its step under "step"; std::nullopt when it is none.
std::optional<QJsonObject> contentOf(const QByteArray &record);

// The names of the steps and of what they hold: never renamed, since files of earlier versions have them.
namespace JournalStep {
inline constexpr QLatin1StringView begun("begun");
inline constexpr QLatin1StringView added("added");
inline constexpr QLatin1StringView dropped("dropped");
inline constexpr QLatin1StringView sending("sending");
inline constexpr QLatin1StringView moved("moved");
inline constexpr QLatin1StringView ended("ended");
inline constexpr QLatin1StringView counted("counted");
} // namespace JournalStep

} // namespace lockdesk
