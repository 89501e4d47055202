#include "csvtext.h"

#include "csvencoding.h"
#include "csvformula.h"
#include "csvreader.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView delimiters = u",;\t|";

// Not called tr(): lupdate would take its argument for a text, and find none.
QString inWords(const char *words)
{
    return QCoreApplication::translate("Csv", words);
}

// The delimiter that the first record has most of outside quotes; a comma where it has none.
QChar guessedDelimiter(QStringView text)
{
    std::array<int, delimiters.size()> counts{};
    bool isQuoted = false;
    for (const QChar c : text) {
        if (c == u'"')
            isQuoted = !isQuoted;
        if (isQuoted)
            continue;
        if (c == u'\r' || c == u'\n')
            break;
        const qsizetype which = delimiters.indexOf(c);
        if (which >= 0)
            ++counts.at(size_t(which));
    }
    const auto most = std::ranges::max_element(counts); // the first of equals
    return delimiters.at(most - counts.begin());
}

// The delimiter that a first line "sep=;" names, as spreadsheet programs write it; null for none.
QChar namedDelimiter(QStringView text)
{
    const bool isNamed = text.size() > 5 && text.startsWith(u"sep=", Qt::CaseInsensitive)
        && delimiters.contains(text.at(4)) && (text.at(5) == u'\r' || text.at(5) == u'\n');
    return isNamed ? text.at(4) : QChar();
}

bool isBlank(const CsvRow &row)
{
    return std::ranges::all_of(row.fields, &QString::isEmpty);
}

QString written(const QString &field)
{
    QString text = guardedField(field);
    // Whatever delimiter the reader guesses from a header of one column, the field stays one.
    const bool needsQuotes = text.startsWith(u' ') || text.endsWith(u' ')
        || std::ranges::any_of(
            text, [](QChar c) { return c == u'"' || c == u'\r' || c == u'\n' || delimiters.contains(c); });
    return needsQuotes ? u'"' + text.replace(u'"', u"\"\""_s) + u'"' : text;
}

} // namespace

QString countText(qint64 count)
{
    QLocale locale;
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
    return locale.toString(count);
}

Result<CsvTable, CsvProblem> csvFromBytes(const QByteArray &bytes)
{
    if (bytes.size() > maxCsvBytes) {
        return CsvProblem{0,
            inWords(QT_TRANSLATE_NOOP("Csv", "The file has %1 bytes; at most %2 (5 MiB) are read."))
                .arg(countText(bytes.size()), countText(maxCsvBytes))};
    }
    if (bytes.startsWith("PK\x03\x04") || bytes.startsWith("\xD0\xCF\x11\xE0")) {
        return CsvProblem{0,
            inWords(QT_TRANSLATE_NOOP(
                "Csv", "The file is a workbook of a spreadsheet program. Save it there as CSV first."))};
    }
    const std::optional<QString> text = csvTextFromBytes(bytes);
    if (!text)
        return CsvProblem{0,
            inWords(QT_TRANSLATE_NOOP(
                "Csv", "The file is no text, or is damaged. Save it again as CSV in UTF-8."))};
    QStringView rest = *text;
    const QChar named = namedDelimiter(rest);
    if (!named.isNull())
        rest = rest.sliced(rest.sliced(5).startsWith(u"\r\n"_s) ? 7 : 6);

    CsvTable table;
    table.delimiter = named.isNull() ? guessedDelimiter(rest) : named;
    CsvReader reader(rest, table.delimiter, named.isNull() ? 1 : 2);
    qint64 count = 0;
    while (const std::optional<CsvRow> row = reader.next()) {
        if (isBlank(*row))
            continue;
        if (table.header.isEmpty())
            table.header = row->fields;
        else if (++count <= maxCsvRows)
            table.rows.append(*row);
    }
    if (reader.problem())
        return *reader.problem();
    if (table.header.isEmpty())
        return CsvProblem{0, inWords(QT_TRANSLATE_NOOP("Csv", "The file is empty."))};
    if (count > maxCsvRows) {
        return CsvProblem{0,
            inWords(QT_TRANSLATE_NOOP("Csv", "The file has %1 rows; at most %2 are read. Split it."))
                .arg(countText(count), countText(maxCsvRows))};
    }
    return table;
}

QByteArray csvToBytes(const QList<QStringList> &lines, const CsvStyle &style)
{
    QString text;
    for (const QStringList &fields : lines) {
        QStringList cells;
        for (const QString &field : fields)
            cells += written(field);
        text += cells.join(style.delimiter) + u"\r\n"_s;
    }
    return (style.hasByteOrderMark ? QByteArray("\xEF\xBB\xBF") : QByteArray()) + text.toUtf8();
}

} // namespace lockdesk
