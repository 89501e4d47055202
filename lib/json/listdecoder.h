#pragma once

#include "arraysplitter.h"
#include "jsonfields.h"
#include "listresult.h"
#include "recordtext.h"

#include <QJsonObject>
#include <limits>
#include <optional>

namespace lockdesk {

/// How one element of a list is read; std::nullopt makes it count as unreadable.
template <typename T>
using Decode = std::optional<T> (*)(const QJsonObject &object);

/// Decodes a JSON array of any length while its text arrives: what is held is the values and one element's
/// text. What is no object, or has no readable id, is counted as unreadable.
template <typename T>
class ListDecoder
{
public:
    /// Of more than `most` elements nothing is kept, and the rest is not looked at.
    explicit ListDecoder(Decode<T> decode, qsizetype most = std::numeric_limits<qsizetype>::max())
        : m_decode(decode)
        , m_most(most)
    {
    }

    void feed(QByteArrayView piece)
    {
        if (m_isTooLong)
            return;
        for (const QByteArray &element : m_splitter.feed(piece))
            add(recordFromText(element));
        m_isTooLong = m_list.elementCount() > m_most;
        if (m_isTooLong)
            m_list = {};
    }

    bool isTooLong() const { return m_isTooLong; }

    /// The list once all is fed; std::nullopt when it was no whole array, or too long. Call it once.
    std::optional<ListResult<T>> finish()
    {
        const bool isGood = m_splitter.isComplete() && !m_isTooLong;
        return isGood ? std::optional(std::move(m_list)) : std::nullopt;
    }

private:
    void add(const std::optional<QJsonObject> &element)
    {
        if (std::optional<T> item = element ? m_decode(*element) : std::nullopt) {
            m_list.items.append(*std::move(item));
            return;
        }
        ++m_list.unreadable;
        const QString id = element ? element->value(QLatin1StringView("id")).toString() : QString();
        if (AuthorizationId::fromString(id)) // one that is malformed may be anybody's
            m_list.unreadableIds.append(id);
    }

    Decode<T> m_decode;
    qsizetype m_most;
    ArraySplitter m_splitter;
    ListResult<T> m_list;
    bool m_isTooLong = false;
};

/// A page from the text of the API's PaginatedResponse: `results`, element by element, and what `pagination`
/// says of the whole. std::nullopt when it has no array of results.
template <typename T>
std::optional<PageResult<T>> pageFromText(QByteArrayView text, Decode<T> decode)
{
    const auto members = membersOf(text);
    if (!members)
        return std::nullopt;
    ListDecoder<T> decoder(decode);
    decoder.feed(members->value("results"));
    std::optional<ListResult<T>> list = decoder.finish();
    if (!list)
        return std::nullopt;
    const auto counts = recordFromText(members->value("pagination").toByteArray());
    JsonFields pagination(counts.value_or(QJsonObject()));
    return PageResult<T>{*std::move(list), pagination.number(QLatin1StringView("totalPages")),
        pagination.integer(QLatin1StringView("totalItems"))};
}

} // namespace lockdesk
