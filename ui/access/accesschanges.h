#pragma once

#include "authorizationmodel.h"
#include "manyedits.h"

namespace lockdesk {

class SmartlockStore;
struct Snapshot;

/// A Draft about an authorization of the device `id`, with that device's name and type as they are now.
Change accessChange(const SmartlockStore &devices, SmartlockId id, const ChangeSubject &subject);

/// What many rows are asked to become at once.
enum class ManyAsked { Edit, Enable, Disable, Delete };

/// The draft that makes `row` what the edits say: a Problem with its reason where it cannot be sent as it is,
/// nullopt where it is like that already.
std::optional<Change> draftOf(const AuthorizationRow &row, const ManyEdits &edits,
    const SmartlockStore &devices, const Snapshot &snapshot, const QDateTime &now);

/// What a set of `count` drafts is called: "Disable 214 authorizations", or "Disable Ada Lovelace’s 1,000
/// authorizations" where `rows`, which they are about, are all of one person.
QString setTitle(ManyAsked asked, int count, const QList<AuthorizationRow> &rows);

/// What cannot be brought back once these rows are deleted, in words with counts, a sentence a line; empty
/// when all of it can.
QString lossText(const QList<AuthorizationRow> &rows);

} // namespace lockdesk
