#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QStringList>
#include <QUrlQuery>
#include <chrono>
#include <functional>
#include <optional>

namespace lockdesk {

enum class Method { Get, Post, Put, Delete };

/// The moment after which a request must not leave any more, on both clocks: a laptop that sleeps with an
/// unlock pending must not send it hours later (safety D3), nor an edit of a record read before (D15).
struct Expiry
{
    QDateTime now; ///< UTC
    std::chrono::milliseconds uptime{};
};

/// When a write may still leave, as Request::expiry and Request::mayLeave.
struct LeavePermit
{
    Expiry expiry;
    std::function<bool()> mayLeave{};
};

/// One request to the service, before the token and the address are put to it.
struct Request
{
    Method method = Method::Get;
    QStringList path{}; ///< raw segments; each is checked and percent-encoded by Transport
    QUrlQuery query{};
    std::optional<QByteArray>
        body{}; ///< JSON; without one no body and no Content-Type is sent (415 otherwise)
    /// Writes that share a key are never in flight together, and leave in the order in which they were asked
    /// for. Empty for reads.
    QStringList exclusiveKeys{};
    qint64 maxBytes = 32 * 1024 * 1024; ///< of the decoded answer
    /// From leaving the queue to the last byte, with all repeats of a read; a wait that the service asked for
    /// starts it anew.
    std::chrono::milliseconds deadline = std::chrono::seconds(30);
    std::optional<Expiry> expiry{}; ///< of writes that must leave soon or not at all
    bool isUrgent = false; ///< goes before what waits: a person is waiting for it
    /// An action on a door, which need not wait for a place in flight that something slower holds.
    bool isAction = false;
    /// Of writes: whether it may leave still, asked at the last moment, and again while it connects. False:
    /// nothing is sent, and the job ends with ApiError::Kind::Cancelled. It must be quick, and not touch the
    /// transport.
    std::function<bool()> mayLeave{};
    /// Asks for an answer without compression, since a very long one would be inflated on the thread of the
    /// transport.
    bool isUncompressed = false;
    /// Takes an answer of any type but HTML, such as a signature; otherwise only JSON is one.
    bool isAnyType = false;
};

} // namespace lockdesk
