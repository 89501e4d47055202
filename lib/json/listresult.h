#pragma once

#include <QList>
#include <QStringList>
#include <optional>

namespace lockdesk {

/// A list from the service: what could be read, and how many elements could not. One odd record never hides
/// the rest.
template <typename T>
struct ListResult
{
    QList<T> items;
    int unreadable = 0; ///< all of them, those with a readable id included
    /// The ids of elements that could not be read but for these: such a list says nothing of them, and all of
    /// others.
    QStringList unreadableIds{};
    /// False for a list put together from more than one page, and for one shorter than its count: what is not
    /// in it may still be there, since nothing keeps the list still between two pages (nuki-facts 9b).
    bool isOneAnswer = true;

    qsizetype elementCount() const { return items.size() + unreadable; }

    friend bool operator==(const ListResult &, const ListResult &) = default;
};

/// A page of a list: how many pages and elements there are in all, as the service counts, or nullopt where it
/// does not say.
template <typename T>
struct PageResult
{
    ListResult<T> list;
    std::optional<int> totalPages;
    std::optional<qint64> totalItems;

    friend bool operator==(const PageResult &, const PageResult &) = default;
};

} // namespace lockdesk
