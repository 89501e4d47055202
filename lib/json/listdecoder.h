#pragma once

#include "arraysplitter.h"
#include "jsonfields.h"
#include "listresult.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <optional>

namespace lockdesk {

/// How one element of a list is read; std::nullopt makes it count as unreadable.
template <typename T>
using Decode = std::optional<T> (*)(const QJsonObject &object);

/// Adds an element to a list, which is none when it is no object.
template <typename T>
void addElement(ListResult<T> &list, const std::optional<QJsonObject> &element, Decode<T> decode)
{
    if (std::optional<T> item = element ? decode(*element) : std::nullopt) {
        list.items.append(*std::move(item));
        return;
    }
    ++list.unreadable;
    const QString id = element ? element->value(QLatin1StringView("id")).toString() : QString();
    if (AuthorizationId::fromString(id)) // one that is malformed may be anybody's
        list.unreadableIds.append(id);
}

/// The elements of a parsed array. What is no object is unreadable.
template <typename T>
ListResult<T> listFromJson(const QJsonArray &array, Decode<T> decode)
{
    ListResult<T> list;
    list.items.reserve(array.size());
    for (const QJsonValue value : array) {
        addElement(list, value.isObject() ? std::optional(value.toObject()) : std::nullopt, decode);
    }
    return list;
}

/// A page from the API's PaginatedResponse: `results`, and what `pagination` says of the whole. std::nullopt
/// when it has no array of results.
template <typename T>
std::optional<PageResult<T>> pageFromJson(const QJsonObject &object, Decode<T> decode)
{
    const QJsonValue results = object.value(QLatin1StringView("results"));
    if (!results.isArray())
        return std::nullopt;
    JsonFields pagination = JsonFields(object).object(QLatin1StringView("pagination"));
    return PageResult<T>{listFromJson<T>(results.toArray(), decode),
        pagination.number(QLatin1StringView("totalPages")),
        pagination.integer(QLatin1StringView("totalItems"))};
}

/// Decodes a JSON array of any length while its text arrives: what is held is the values and one element's
/// text.
template <typename T>
class ListDecoder
{
public:
    explicit ListDecoder(Decode<T> decode)
        : m_decode(decode)
    {
    }

    void feed(QByteArrayView piece)
    {
        for (const QByteArray &element : m_splitter.feed(piece)) {
            const QJsonDocument document = QJsonDocument::fromJson(element);
            addElement(
                m_list, document.isObject() ? std::optional(document.object()) : std::nullopt, m_decode);
        }
    }

    /// The list once all is fed; std::nullopt when it was no whole array. Call it once.
    std::optional<ListResult<T>> finish()
    {
        return m_splitter.isComplete() ? std::optional(std::move(m_list)) : std::nullopt;
    }

private:
    Decode<T> m_decode;
    ArraySplitter m_splitter;
    ListResult<T> m_list;
};

} // namespace lockdesk
