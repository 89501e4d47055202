#pragma once

#include "bodies.h"
#include "job.h"
#include "listresult.h"

#include <QSet>
#include <functional>

namespace lockdesk {

/// Where a list that is fetched page by page stands.
struct PagePosition
{
    int page = 0; ///< from 0
    qint64 offset = 0; ///< elements received so far
};

/// Fetches a list page after page and finishes a job with the whole. Owned by that job: deleting the job ends
/// it.
///
/// The end is an empty page, or the last one by the service's count of pages, if all elements that it counts
/// have come; without a count also a page with nothing new, as from a service that does not page as asked. An
/// element that moves to the next page meanwhile comes once. A failed page fails the whole: a list with a
/// hole in it would look as if records had been deleted. So does what comes to more than `most` elements,
/// those that come again included: a service that never ends is not followed for ever.
template <typename T, typename Id>
class Pager : public QObject
{
public:
    using FetchPage = std::function<Job<PageResult<T>> *(const PagePosition &position, QObject *parent)>;
    using IdOf = std::function<Id(const T &)>;

    Pager(FetchPage fetchPage, IdOf idOf, qsizetype most, Job<ListResult<T>> *job)
        : QObject(job)
        , m_job(job)
        , m_fetchPage(std::move(fetchPage))
        , m_idOf(std::move(idOf))
        , m_most(most)
    {
        fetchNext();
    }

private:
    void fetchNext()
    {
        m_fetchPage(m_position, this)->then(this, [this](const Result<PageResult<T>, ApiError> &page) {
            if (!page)
                m_job->finish(page.error());
            else if (m_position.offset + page->list.elementCount() > m_most)
                m_job->finish(tooLongList(m_most));
            else if (take(*page))
                fetchNext();
            else
                finish();
        });
    }

    // Whether more may follow.
    bool take(const PageResult<T> &page)
    {
        m_list.isOneAnswer = m_position.page == 0;
        m_totalItems = page.totalItems;
        const qsizetype known = m_ids.size();
        for (const T &item : page.list.items) {
            const Id id = m_idOf(item);
            if (!m_ids.contains(id)) {
                m_ids.insert(id);
                m_list.items.append(item);
            }
        }
        m_list.unreadable += page.list.unreadable;
        m_list.unreadableIds += page.list.unreadableIds;
        m_position.offset += page.list.elementCount();
        ++m_position.page;
        if (!page.totalPages)
            return m_ids.size() > known;
        const bool isLast =
            m_position.page >= *page.totalPages && m_position.offset >= page.totalItems.value_or(0);
        return page.list.elementCount() > 0 && !isLast;
    }

    void finish()
    {
        if (m_totalItems && m_list.elementCount() < *m_totalItems)
            m_list.isOneAnswer = false;
        m_job->finish(std::move(m_list));
    }

    Job<ListResult<T>> *m_job;
    FetchPage m_fetchPage;
    IdOf m_idOf;
    qsizetype m_most;
    PagePosition m_position;
    std::optional<qint64> m_totalItems; // of the newest page
    QSet<Id> m_ids;
    ListResult<T> m_list;
};

} // namespace lockdesk
