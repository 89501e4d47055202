#pragma once

#include <QStringList>
#include <QStringMatcher>

namespace lockdesk {

/// Text made fit to be searched: without regard to case, accents, width and ligatures, and with every kind of
/// dash, quotation mark and space as the one on a keyboard, so that "mon-fri" finds "Mon–Fri". Never null.
QString searchText(const QString &text);

/// The words of a filter line. A row matches when each of them is somewhere in its search text.
class FilterWords
{
public:
    FilterWords() = default;
    /// From what a person typed; words are what spaces part.
    explicit FilterWords(const QString &typed);

    bool isEmpty() const { return m_words.isEmpty(); }
    /// `text` as searchText() returns it. No words match everything.
    bool match(const QString &text) const;

    friend bool operator==(const FilterWords &a, const FilterWords &b) { return a.m_words == b.m_words; }

private:
    QStringList m_words;
    QList<QStringMatcher> m_matchers; // one a word
};

} // namespace lockdesk
