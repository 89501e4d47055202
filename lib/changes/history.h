#pragma once

#include "historyline.h"
#include "privatefile.h"

#include <QList>
#include <functional>

namespace lockdesk {

/// Every change that was ever sent, in a text file that only grows: one line of JSON a change, chained by
/// hashes (hashchain.h), the file its owner's alone. Beside it a small file, *.head, says how many lines
/// there are and what the last one's hash is, so that lines missing at the end show, too. Without codes, so
/// it need not be sealed.
class History
{
public:
    enum class State {
        Intact,
        Torn, ///< ends within a line, as a power cut leaves it; all that was said to be written is there
        Shortened, ///< lines are missing at the end, or nothing says how many there were
        Broken, ///< lines were altered, inserted or taken out
    };

    /// What the chain says of the file.
    struct Verdict
    {
        State state = State::Intact;
        qint64 line = 0; ///< Broken: the first that does not follow from the one before it; else the last one

        friend bool operator==(const Verdict &, const Verdict &) = default;
    };

    struct Reading
    {
        QList<HistoryLine> lines; ///< oldest first; also those behind a break, as far as they are lines
        Verdict verdict;
    };

    /// In the file at `path`, which append() makes.
    explicit History(const QString &path)
        : m_path(path)
    {
    }

    /// Behind all others, on the disk when it returns; all of them or, after an error, none. A history that
    /// is not intact still grows, and stays recognisable as such.
    [[nodiscard]] Writing append(const QList<HistoryLine> &lines) const;

    /// How many lines there are, by the file beside it where that is up to date, else by a look at them all.
    /// Lines that cannot be read are none.
    qint64 lineCount() const;

    /// Line by line, so that a large file needs little memory. Takes a second for 100,000 lines: not for the
    /// thread of the windows. The error says in words why it cannot be read; no file is an empty history.
    Result<Verdict, QString> visit(const std::function<void(const HistoryLine &)> &visitor) const;

    /// All at once.
    Result<Reading, QString> read() const;

private:
    QString m_path;
};

/// The verdict in words for a person; empty when it is Intact.
QString explain(const History::Verdict &verdict);

} // namespace lockdesk
