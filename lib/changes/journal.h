#pragma once

#include "journaledset.h"
#include "sealedlog.h"

#include <QSet>
#include <algorithm>
#include <memory>
#include <optional>

namespace lockdesk {

/// Remembers what of the change sets has been sent, so that after a crash or a power cut nothing is sent
/// twice and nothing is lost: planned → about to send → moved … → ended (safety 4.1). A sealed file, since
/// changes hold codes; gone once no set is left. Every call is on the disk when it returns, but moved(). One
/// thread at a time; a call lasts as long as the disk takes.
///
/// Without a key it keeps nothing: then every call succeeds, and isKept() says so.
class Journal
{
public:
    /// Keeps nothing. `why`, in words, for problem().
    explicit Journal(const QString &why);
    /// In the file at `path`. Where it cannot be opened, nothing is kept.
    Journal(const QString &path, SecretKey key);
    ~Journal();

    /// Whether sets can be taken up again after the program was stopped.
    bool isKept() const { return m_log != nullptr; }

    /// Why nothing is kept, or what became of a file that could not be used, in words; empty when all is
    /// well.
    const QString &problem() const { return m_problem; }

    /// The sets that an earlier session had not finished, as replay() gives them; none after takeUp().
    const QList<JournaledSet> &unfinished() const { return m_unfinished; }

    /// Puts these in the place of all that was found, at once: what an earlier session left goes on under the
    /// ids of this one, or not at all. To be called before the first begin(), also with none; before it has
    /// been done nothing else is written.
    [[nodiscard]] Writing takeUp(const QList<JournaledSet> &sets);
    bool isTakenUp() const { return m_unfinished.isEmpty(); }

    /// A set is to be sent. Its rows have their ids, of which no two in the journal are the same.
    [[nodiscard]] Writing begin(const ChangeSet &set, const QList<Change> &rows);
    /// Rows come to a set, or take the place of those with their ids: asked for anew, with `sentAt` only
    /// where they may have left as they are now.
    [[nodiscard]] Writing added(ChangeSetId set, const QList<Change> &rows);
    /// These rows of a set are no longer wanted.
    [[nodiscard]] Writing dropped(ChangeSetId set, const QList<ChangeId> &ids);

    /// Whether it has all that it was told of the set. Where it has not, since a writing failed, nothing of
    /// the set may leave before begin() has told it anew, with all its rows.
    bool isWhole(ChangeSetId set) const { return !m_lacking.contains(set); }
    /// The same of every set.
    bool isWhole() const { return m_lacking.isEmpty(); }

    /// These, as departing() makes them, are about to leave: before the request does. After an error they
    /// must not.
    [[nodiscard]] Writing aboutToSend(const QList<Change> &rows);

    /// How far these, of one set, have come, as they are now. Not synced: should the power cut take it, less
    /// is known, which costs one more reading.
    [[nodiscard]] Writing moved(const QList<Change> &rows);

    /// Nothing more will happen to the set. With the last one the file goes.
    [[nodiscard]] Writing end(ChangeSetId set);

    /// How often sets have begun or ended in all journals of the profile, as the file says it or countFrom()
    /// has; std::nullopt while neither does. begin() and end() count.
    std::optional<qint64> count() const { return m_count; }
    /// It was so often at least.
    void countFrom(qint64 least) { m_count = std::max(m_count.value_or(least), least); }

private:
    Writing count(ChangeSetId set);
    Writing append(const QByteArray &record, SealedLog::Sync sync = SealedLog::Sync::Now);
    Writing tell(ChangeSetId set, const QByteArray &record, SealedLog::Sync sync = SealedLog::Sync::Now);

    std::unique_ptr<SealedLog> m_log;
    QString m_problem;
    QList<JournaledSet> m_unfinished;
    QSet<ChangeSetId> m_open;
    std::optional<qint64> m_count;
    QSet<ChangeSetId> m_lacking; // sets of which a record could not be written
};

} // namespace lockdesk
