#pragma once

#include <QCollator>
#include <QVariant>
#include <variant>

namespace lockdesk {

/// What SortRole says of a cell, made ready to be compared many times: a number, or a text in the locale's
/// order. A default-made key stands for "not asked yet".
class SortKey
{
public:
    SortKey() = default;

    /// From the SortRole of a cell. Whole numbers (to the last digit of 64 bits), fractions, bool, QDateTime,
    /// QDate and QTime sort by value, before any text; everything else as text by `collator`; an invalid,
    /// null or unordered value has no place among them.
    static SortKey fromVariant(const QVariant &value, const QCollator &collator);

    bool isKnown() const { return !std::holds_alternative<std::monostate>(m_value); }

    /// Below 0, 0 or above 0, as `a` comes before, with or after `b` in `order`. A cell without a value comes
    /// last in both orders.
    static int compare(const SortKey &a, const SortKey &b, Qt::SortOrder order);

private:
    struct Nothing
    {
    };
    struct Number
    {
        double rounded; // what decides, until two whole numbers are too large for it
        qint64 exact;
    };

#ifdef Q_OS_WIN
    // Qt's key is not filled to its end there without ICU (Qt 6.4): it differs from itself, and no order
    // holds.
    struct Text
    {
        QString text;
        QCollator collator; // shared by all keys

        int compare(const Text &other) const { return collator.compare(text, other.text); }
    };
    static Text fromText(const QString &text, const QCollator &collator)
    {
        return {text, collator};
    }
#else
    using Text = QCollatorSortKey;
    static Text fromText(const QString &text, const QCollator &collator)
    {
        return collator.sortKey(text);
    }
#endif

    static Number fromWhole(qint64 number)
    {
        return {double(number), number};
    }
    static Number fromFraction(double number);

    std::variant<std::monostate, Number, Text, Nothing> m_value;
};

/// The collator of every table: `locale`'s order, with the numbers in a text by value ("Room 9" before "Room
/// 10"). The C locale, which has no such order, borrows that of English.
QCollator tableCollator(const QLocale &locale);

} // namespace lockdesk

Q_DECLARE_TYPEINFO(lockdesk::SortKey, Q_RELOCATABLE_TYPE);
