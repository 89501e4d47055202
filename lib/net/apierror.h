#pragma once

#include <QString>
#include <chrono>
#include <optional>

namespace lockdesk {

/// Why a request did not give what was asked for: made from the transport's outcome, the HTTP status and the
/// body, whichever of the service's three error shapes it has (nuki-facts chapter 2).
struct ApiError
{
    enum class Kind {
        // nothing reached the service, or nothing came back
        InvalidRequest, ///< refused here: an id or a segment that must not go into a path. Nothing was sent.
        Unreachable, ///< no network, no such host, connection refused
        ProxyRefused, ///< without a status its CONNECT failed; with one, 407 came as if from the service
        Certificate, ///< TLS: the server is not who it must be. Nothing was sent.
        TimedOut,
        Cancelled, ///< of a write: taken back before it left
        Expired, ///< a write that waited longer than it may. Nothing was sent.
        OutcomeUnknown, ///< a write may have gone out and its answer was lost: read back before anything else
        // something came back that is no answer
        Redirected, ///< `detail` is the other address; never followed
        TooLarge, ///< in bytes or in records
        Unreadable, ///< cut, not JSON, HTML of a captive portal
        // the service's own no
        BadRequest, ///< 400
        Unauthorized, ///< 401: bad token or missing scope
        PaymentRequired, ///< 402
        Forbidden, ///< 403
        NotFound, ///< 404
        NotAllowed, ///< 405
        Conflict, ///< 409
        UnsupportedMedia, ///< 415
        Unprocessable, ///< 422
        Busy, ///< 423: another operation is pending on the same record
        UpgradeRequired, ///< 426
        TooManyRequests, ///< 429
        ServerError, ///< 5xx
        Unexpected, ///< any other status
    };

    Kind kind = Kind::Unexpected;
    int httpStatus = 0; ///< 0 when there was none
    QString detail{}; ///< the service's own words or the address, cleaned for display; may be empty
    std::optional<std::chrono::seconds> retryAfter{}; ///< as the service asked; 0 or more
    bool wasWrite = false; ///< decides whether "nothing was changed" may be said

    friend bool operator==(const ApiError &, const ApiError &) = default;
};

/// What happened, whether anything changed, and what to do: for a person.
QString explain(const ApiError &error);

/// Of a write: whether nothing of it reached the service, since the connection, TLS or the proxy's CONNECT
/// failed, or it was not sent at all.
bool neverLeft(const ApiError &error);

/// Of a write of one record: whether the service surely did not do it. It never left, or was refused with
/// 400– 405, 409, 413, 415, 422, 423 or 426. After any other answer (a 429, a 5xx, a page of something
/// between) or none it may have been done (nuki-facts chapter 2). An array may have been carried out in part
/// whatever the refusal: of one, only neverLeft() is sure.
bool surelyNotDone(const ApiError &error);

/// Whether the same GET may succeed later without anybody's doing.
bool isTransient(const ApiError &error);

} // namespace lockdesk
