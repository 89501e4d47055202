#pragma once

#include "result.h"

#include <QList>
#include <QStringList>

namespace lockdesk {

/// One record of a CSV file.
struct CsvRow
{
    int line = 0; ///< where it begins in the file, from 1
    QStringList fields; ///< without quotes and guards

    friend bool operator==(const CsvRow &, const CsvRow &) = default;
};

/// A CSV file that was read: a header and rows of any width.
struct CsvTable
{
    QStringList header;
    QList<CsvRow> rows; ///< blank ones left out
    QChar delimiter;
};

/// Why a CSV file cannot be read, in words for people.
struct CsvProblem
{
    int line = 0; ///< from 1; 0 where it is the file as a whole
    QString words;
};

/// The most that is read at once (ASVS 5.2.1, CSV-3).
constexpr qsizetype maxCsvBytes = 5 * 1024 * 1024;
constexpr int maxCsvRows = 10'000;
constexpr int maxCsvColumns = 100;

/// Reads a CSV file as RFC 4180 and spreadsheet programs write it: encoding as csvTextFromBytes(), delimiter
/// the one of , ; tab and | that the header has most of (or that a first line "sep=;" names), lines ended by
/// CR LF, LF or CR, quoted fields with doubled quotes. A guard against formulas is taken away. Refused: more
/// than the most bytes, rows or columns, a quote that is never closed, text after a closing quote, no header.
Result<CsvTable, CsvProblem> csvFromBytes(const QByteArray &bytes);

/// How a CSV file is written. A byte order mark makes spreadsheet programs see UTF-8.
struct CsvStyle
{
    QChar delimiter = u',';
    bool hasByteOrderMark = true;
};

/// The lines as UTF-8 with CR LF, quoted where needed, each field guarded against formulas. csvFromBytes()
/// gives the same fields back, without blank lines. The delimiter is one of those that it knows.
QByteArray csvToBytes(const QList<QStringList> &lines, const CsvStyle &style);

/// "10,001": a count in words for people.
QString countText(qint64 count);

} // namespace lockdesk
