#pragma once

#include "csvtext.h"

#include <optional>

namespace lockdesk {

/// Takes the records from the front of a CSV text, one by one. The text must outlive it.
class CsvReader
{
public:
    CsvReader(QStringView text, QChar delimiter, int firstLine = 1)
        : m_text(text)
        , m_delimiter(delimiter)
        , m_line(firstLine)
    {
    }

    /// The next record, also a blank one; nothing at the end, and where problem() tells why it goes no
    /// further.
    std::optional<CsvRow> next();
    const std::optional<CsvProblem> &problem() const { return m_problem; }

private:
    bool takeField(CsvRow &row);
    bool takeQuoted(QString &field);
    void takeLineEnd();
    bool isAtEnd() const { return m_at >= m_text.size(); }
    QChar here() const { return m_text.at(m_at); }
    bool isLineEnd() const { return here() == u'\r' || here() == u'\n'; }

    QStringView m_text;
    QChar m_delimiter;
    qsizetype m_at = 0;
    int m_line;
    std::optional<CsvProblem> m_problem;
};

} // namespace lockdesk
