#include "arraysplitter.h"

namespace lockdesk {

namespace {

constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Where the text of a string is interrupted, by its end or a backslash.
qsizetype endOfPlainText(QByteArrayView piece, qsizetype from)
{
    const qsizetype quote = piece.indexOf('"', from);
    const qsizetype end = quote < 0 ? piece.size() : quote;
    const qsizetype backslash = piece.first(end).indexOf('\\', from);
    return backslash < 0 ? end : backslash;
}

} // namespace

QByteArrayList ArraySplitter::feed(QByteArrayView piece)
{
    QByteArrayList elements;
    qsizetype begin = 0; // of the element's part in this piece
    const auto complete = [&](qsizetype end) {
        keep(piece.sliced(begin, end - begin));
        if (m_state != State::Broken)
            elements.append(std::exchange(m_element, {}));
    };
    for (qsizetype i = 0; i < piece.size() && m_state != State::Broken; ++i) {
        if (m_state == State::InString && !m_isEscaped)
            i = endOfPlainText(piece, i);
        if (i == piece.size())
            break;
        switch (take(piece.at(i))) {
        case Step::Goes:
            break;
        case Step::Begins:
            begin = i;
            break;
        case Step::EndsWith:
            complete(i + 1);
            break;
        case Step::EndsBefore:
            complete(i);
            break;
        }
    }
    if (isInElement())
        keep(piece.sliced(begin));
    return elements;
}

ArraySplitter::Step ArraySplitter::take(char c)
{
    switch (m_state) {
    case State::InNested:
        return takeInNested(c);
    case State::InString:
        return takeInString(c);
    case State::InValue:
        if (c != ',' && c != ']' && !isSpace(c))
            return Step::Goes;
        m_state = State::AfterElement;
        takeOutside(c);
        return Step::EndsBefore;
    case State::Broken:
        return Step::Goes;
    default:
        return takeOutside(c);
    }
}

ArraySplitter::Step ArraySplitter::takeOutside(char c)
{
    if (m_state == State::BeforeArray && m_markBytes >= 0) {
        if (m_markBytes < byteOrderMark.size() && c == byteOrderMark.at(m_markBytes)) {
            ++m_markBytes;
            return Step::Goes;
        }
        if (m_markBytes != 0 && m_markBytes != byteOrderMark.size()) {
            m_state = State::Broken;
            return Step::Goes;
        }
        m_markBytes = -1; // it comes first or not at all
    }
    if (isSpace(c))
        return Step::Goes;

    const bool mayEnd = m_state == State::BeforeFirst || m_state == State::AfterElement;
    const bool mayBegin = m_state == State::BeforeFirst || m_state == State::BeforeElement;
    if (m_state == State::BeforeArray && c == '[') {
        m_state = State::BeforeFirst;
    } else if (mayEnd && c == ']') {
        m_state = State::AfterArray;
    } else if (m_state == State::AfterElement && c == ',') {
        m_state = State::BeforeElement;
    } else if (mayBegin && c != ',' && c != ']' && c != '}') {
        const bool opens = c == '{' || c == '[';
        m_depth = opens ? 1 : 0;
        m_state = opens ? State::InNested : c == '"' ? State::InString : State::InValue;
        return Step::Begins;
    } else {
        m_state = State::Broken;
    }
    return Step::Goes;
}

ArraySplitter::Step ArraySplitter::takeInNested(char c)
{
    if (c == '"')
        m_state = State::InString;
    else if (c == '{' || c == '[')
        ++m_depth;
    else if ((c == '}' || c == ']') && --m_depth == 0) {
        m_state = State::AfterElement;
        return Step::EndsWith;
    }
    return Step::Goes;
}

ArraySplitter::Step ArraySplitter::takeInString(char c)
{
    if (m_isEscaped) {
        m_isEscaped = false;
    } else if (c == '\\') {
        m_isEscaped = true;
    } else if (c == '"') {
        m_state = m_depth > 0 ? State::InNested : State::AfterElement;
        return m_depth > 0 ? Step::Goes : Step::EndsWith;
    }
    return Step::Goes;
}

bool ArraySplitter::isInElement() const
{
    return m_state == State::InValue || m_state == State::InNested || m_state == State::InString;
}

void ArraySplitter::keep(QByteArrayView part)
{
    if (m_element.size() + part.size() > maxElementBytes) {
        m_state = State::Broken;
        m_element = {};
        return;
    }
    m_element.append(part);
}

} // namespace lockdesk
