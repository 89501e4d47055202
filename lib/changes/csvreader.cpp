#include "csvreader.h"

#include "csvformula.h"

#include <QCoreApplication>

namespace lockdesk {

namespace {

// Not called tr(): lupdate would take its argument for a text, and find none.
QString inWords(const char *words)
{
    return QCoreApplication::translate("Csv", words);
}

} // namespace

std::optional<CsvRow> CsvReader::next()
{
    if (m_problem || isAtEnd())
        return std::nullopt;
    CsvRow row;
    row.line = m_line;
    while (takeField(row)) {
        if (row.fields.size() > maxCsvColumns) {
            m_problem = CsvProblem{row.line,
                inWords(QT_TRANSLATE_NOOP("Csv", "It has more than %1 columns."))
                    .arg(countText(maxCsvColumns))};
        }
    }
    if (m_problem)
        return std::nullopt;
    takeLineEnd();
    return row;
}

// Whether another field follows in the same record.
bool CsvReader::takeField(CsvRow &row)
{
    if (m_problem)
        return false;
    QString field;
    if (!isAtEnd() && here() == u'"') {
        if (!takeQuoted(field))
            return false;
    } else {
        const qsizetype start = m_at;
        while (!isAtEnd() && here() != m_delimiter && !isLineEnd())
            ++m_at;
        field = m_text.sliced(start, m_at - start).toString();
    }
    row.fields.append(unguardedField(field));
    if (isAtEnd() || isLineEnd())
        return false;
    ++m_at; // the delimiter
    return true;
}

bool CsvReader::takeQuoted(QString &field)
{
    const int openedAt = m_line;
    ++m_at;
    while (true) {
        const qsizetype start = m_at;
        while (!isAtEnd() && here() != u'"' && !isLineEnd())
            ++m_at;
        field += m_text.sliced(start, m_at - start);
        if (isAtEnd()) {
            m_problem = CsvProblem{openedAt,
                inWords(QT_TRANSLATE_NOOP("Csv", "A quotation mark (\") is opened and never closed."))};
            return false;
        }
        if (isLineEnd()) {
            const qsizetype lineEnd = m_at;
            takeLineEnd();
            field += m_text.sliced(lineEnd, m_at - lineEnd);
            continue;
        }
        ++m_at; // the quote
        if (isAtEnd() || here() != u'"')
            break;
        field += u'"';
        ++m_at;
    }
    if (isAtEnd() || here() == m_delimiter || isLineEnd())
        return true;
    m_problem = CsvProblem{m_line,
        inWords(QT_TRANSLATE_NOOP("Csv",
            "There is text after a closing quotation mark (\"). Within quotes, a quotation mark is "
            "doubled."))};
    return false;
}

void CsvReader::takeLineEnd()
{
    if (isAtEnd())
        return;
    const bool isReturn = here() == u'\r';
    ++m_at;
    if (isReturn && !isAtEnd() && here() == u'\n')
        ++m_at;
    ++m_line;
}

} // namespace lockdesk
