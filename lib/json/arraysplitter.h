#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

namespace lockdesk {

/// Cuts a JSON array that arrives in pieces of any size into its elements, without parsing them: each element
/// comes out whole, as text, as soon as its last byte is there. Strings, escapes and nesting are followed; a
/// byte-order mark and white space are skipped. Memory is one element and one piece.
class ArraySplitter
{
public:
    /// An element longer than this breaks the list: no record of the service comes near.
    static constexpr qsizetype maxElementBytes = 32 * 1024 * 1024;

    /// The elements completed by this piece. What is inside an element is not checked: a bad one is the
    /// parser's to refuse, alone.
    QByteArrayList feed(QByteArrayView piece);

    /// The closing bracket has come and nothing but white space after it.
    bool isComplete() const { return m_state == State::AfterArray; }

    /// What was fed is no JSON array. Nothing comes out any more.
    bool isBroken() const { return m_state == State::Broken; }

private:
    enum class State {
        BeforeArray,
        BeforeFirst, ///< after the opening bracket: an element, or the end
        BeforeElement, ///< after a comma: an element
        InValue, ///< a number or word: ends before white space, a comma or the closing bracket
        InNested, ///< an object or array: ends with the bracket that closes it
        InString, ///< a string, as an element or inside one
        AfterElement,
        AfterArray,
        Broken,
    };

    /// What a byte means for the element around it.
    enum class Step { Goes, Begins, EndsWith, EndsBefore };

    Step take(char c);
    Step takeOutside(char c);
    Step takeInNested(char c);
    Step takeInString(char c);
    bool isInElement() const;
    void keep(QByteArrayView part);

    State m_state = State::BeforeArray;
    int m_markBytes = 0; // of the byte-order mark, seen so far
    qint64 m_depth = 0; // open brackets inside the element
    bool m_isEscaped = false; // the last byte of a string was a backslash
    QByteArray m_element; // the part that has come so far
};

} // namespace lockdesk
