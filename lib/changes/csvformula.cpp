#include "csvformula.h"

namespace lockdesk {

namespace {

bool startsFormula(QChar c)
{
    constexpr QStringView starters = u"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    return c.isNull() || starters.contains(c);
}

// What a spreadsheet program may overlook on its way to a formula.
bool isOverlooked(QChar c)
{
    constexpr QStringView quotes = u"'\"`\u2018\u2019\u201C\u201D";
    return c.isSpace() || c.category() == QChar::Other_Format || quotes.contains(c);
}

bool needsGuard(QStringView field)
{
    for (const QChar c : field) {
        if (startsFormula(c))
            return true;
        if (!isOverlooked(c))
            return false;
    }
    return false;
}

} // namespace

QString guardedField(const QString &field)
{
    return needsGuard(field) ? u'\'' + field : field;
}

QString unguardedField(const QString &field)
{
    return field.startsWith(u'\'') && needsGuard(QStringView(field).sliced(1)) ? field.sliced(1) : field;
}

} // namespace lockdesk
