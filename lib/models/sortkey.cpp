#include "sortkey.h"

#include <QDateTime>
#include <cmath>
#include <limits>

namespace lockdesk {

SortKey SortKey::fromVariant(const QVariant &value, const QCollator &collator)
{
    SortKey key;
    key.m_value = Nothing{};
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        break;
    case QMetaType::Bool:
    case QMetaType::Short:
    case QMetaType::UShort:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::Long:
    case QMetaType::LongLong:
        key.m_value = fromWhole(value.toLongLong());
        break;
    case QMetaType::ULong:
    case QMetaType::ULongLong:
        if (const auto number = value.toULongLong(); number <= quint64(std::numeric_limits<qint64>::max()))
            key.m_value = fromWhole(qint64(number));
        else
            key.m_value = fromFraction(double(number));
        break;
    case QMetaType::Float:
    case QMetaType::Double:
        if (const double number = value.toDouble(); !std::isnan(number))
            key.m_value = fromFraction(number);
        break;
    case QMetaType::QDateTime:
        if (const QDateTime when = value.toDateTime(); when.isValid())
            key.m_value = fromWhole(when.toMSecsSinceEpoch());
        break;
    case QMetaType::QDate:
        if (const QDate date = value.toDate(); date.isValid())
            key.m_value = fromWhole(date.toJulianDay());
        break;
    case QMetaType::QTime:
        if (const QTime time = value.toTime(); time.isValid())
            key.m_value = fromWhole(time.msecsSinceStartOfDay());
        break;
    default:
        if (const QString text = value.toString(); !text.isNull())
            key.m_value = fromText(text, collator);
        break;
    }
    return key;
}

SortKey::Number SortKey::fromFraction(double number)
{
    constexpr double edge = 9'223'372'036'854'775'808.0; // 2^63
    if (number >= edge)
        return {number, std::numeric_limits<qint64>::max()};
    return {number, number < -edge ? std::numeric_limits<qint64>::min() : qint64(number)};
}

int SortKey::compare(const SortKey &a, const SortKey &b, Qt::SortOrder order)
{
    const bool aIsNothing = std::holds_alternative<Nothing>(a.m_value);
    const bool bIsNothing = std::holds_alternative<Nothing>(b.m_value);
    if (aIsNothing || bIsNothing)
        return int(aIsNothing) - int(bIsNothing);

    int result = int(a.m_value.index()) - int(b.m_value.index());
    if (result == 0) {
        if (const auto *number = std::get_if<Number>(&a.m_value)) {
            const auto *other = std::get_if<Number>(&b.m_value);
            result = int(number->rounded > other->rounded) - int(number->rounded < other->rounded);
            if (result == 0)
                result = int(number->exact > other->exact) - int(number->exact < other->exact);
        } else if (const auto *text = std::get_if<Text>(&a.m_value)) {
            result = text->compare(*std::get_if<Text>(&b.m_value));
        }
    }
    return order == Qt::AscendingOrder ? result : -result;
}

QCollator tableCollator(const QLocale &locale)
{
    QCollator collator(locale.language() == QLocale::C ? QLocale(QLocale::English) : locale);
    collator.setNumericMode(true);
    collator.compare(QString(), QString()); // made ready here, so that threads only read it
    return collator;
}

} // namespace lockdesk
