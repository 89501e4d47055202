#pragma once

#include <QList>
#include <optional>

namespace lockdesk {

/// A list from the service: what could be read, and how many elements could not. One odd record never hides
/// the rest.
template <typename T>
struct ListResult
{
    QList<T> items;
    int unreadable = 0;
    /// False for a list read page by page whose count of elements moved meanwhile, or was not reached: what
    /// is not in it may still be there, having slipped from one page to one read before.
    bool isWhole = true;

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
