#pragma once

#include "apierror.h"
#include "job.h"
#include "result.h"

#include <QByteArray>
#include <functional>
#include <memory>
#include <optional>

namespace lockdesk {

/// Reads a body as it arrives, piece by piece: feed() and finish() are called one after the other, never two
/// at a time, on a worker thread unless the whole body is short. Made anew for every attempt.
template <typename T>
class BodyReader
{
public:
    virtual ~BodyReader() = default;
    virtual void feed(const QByteArray &piece) = 0;
    /// The value, or why the body could not be read (Kind::Unreadable). Must check that the body is complete:
    /// Qt does not always notice that one without a Content-Length was cut.
    virtual Result<T, ApiError> finish() = 0;
};

/// Keeps the pieces and reads them with a function at the end.
template <typename T>
class WholeBodyReader : public BodyReader<T>
{
public:
    using Decode = std::function<Result<T, ApiError>(const QByteArray &)>;

    explicit WholeBodyReader(Decode decode)
        : m_decode(std::move(decode))
    {
    }
    void feed(const QByteArray &piece) override { m_body += piece; }
    Result<T, ApiError> finish() override { return m_decode(m_body); }

private:
    Decode m_decode;
    QByteArray m_body;
};

/// A reader and the value that it gave, whatever their type: what the transport carries around.
class AnyReader
{
public:
    virtual ~AnyReader() = default;
    virtual void feed(const QByteArray &piece) = 0;
    /// The error, if there was one; else the value waits for deliver().
    virtual std::optional<ApiError> finish() = 0;
    /// Finishes the job, which must be of the reader's type, with the value. On the job's thread, after
    /// finish().
    virtual void deliver(JobBase &job) = 0;
};

/// Makes the reader of an attempt.
using MakeReader = std::function<std::unique_ptr<AnyReader>()>;

template <typename T>
class TypedReader : public AnyReader
{
public:
    explicit TypedReader(std::unique_ptr<BodyReader<T>> reader)
        : m_reader(std::move(reader))
    {
    }

    void feed(const QByteArray &piece) override { m_reader->feed(piece); }

    std::optional<ApiError> finish() override
    {
        m_outcome.emplace(m_reader->finish());
        m_reader.reset();
        return m_outcome->isOk() ? std::nullopt : std::optional(m_outcome->error());
    }

    void deliver(JobBase &job) override { static_cast<Job<T> &>(job).finish(std::move(*m_outcome)); }

private:
    std::unique_ptr<BodyReader<T>> m_reader;
    std::optional<Result<T, ApiError>> m_outcome;
};

} // namespace lockdesk
