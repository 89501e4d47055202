#pragma once

#include "apierror.h"
#include "result.h"

#include <QObject>
#include <optional>

namespace lockdesk {

/// What every Job<T> has in common: it finishes exactly once, always from the event loop, and deleting it
/// before cancels the request and with it the signal. Owned by its parent.
class JobBase : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// For whoever carries the job out: finishes it with an error, whatever its type. As Job::finish().
    virtual void fail(ApiError error) = 0;

Q_SIGNALS:
    /// The result is there.
    void finished();
};

/// The answer to a write: the service has accepted it. Not: done.
struct Accepted
{
    friend bool operator==(Accepted, Accepted) = default;
};

/// One request under way and then its result.
template <typename T>
class Job : public JobBase
{
public:
    using Outcome = Result<T, ApiError>;
    using JobBase::JobBase;

    bool isFinished() const { return m_outcome.has_value(); }

    /// Only after finished().
    const Outcome &outcome() const { return *m_outcome; }

    /// Calls `handle(const Outcome &)` once finished, unless `context` is gone by then, and deletes the job
    /// after.
    template <typename Handle>
    Job *then(QObject *context, Handle handle)
    {
        connect(this, &JobBase::finished, this, &QObject::deleteLater);
        connect(this, &JobBase::finished, context,
            [this, handle = std::move(handle)]() mutable { handle(*m_outcome); });
        return this;
    }

    /// For whoever carries the job out: sets the outcome and emits finished(). Call it once, from the event
    /// loop.
    void finish(Outcome outcome)
    {
        m_outcome = std::move(outcome);
        Q_EMIT finished();
    }

    void fail(ApiError error) override { finish(Outcome(std::move(error))); }

private:
    std::optional<Outcome> m_outcome;
};

} // namespace lockdesk
