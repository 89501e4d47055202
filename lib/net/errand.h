#pragma once

#include "attempt.h"
#include "request.h"

#include <QUrl>

namespace lockdesk {

/// A request on its way from send() to the result of its job.
struct Errand
{
    Request request;
    QUrl url;
    JobBase *job = nullptr; ///< takes the errand with it when it is destroyed
    MakeReader makeReader; ///< empty when the body is not wanted
    qint64 order = 0; ///< of arrival
    int repeats = 0; ///< of a read, so far
    std::chrono::milliseconds notBefore{}; ///< uptime; the end of a back-off
    std::optional<std::chrono::milliseconds> deadline; ///< uptime; set when it first leaves the queue
    std::unique_ptr<Attempt> attempt; ///< while it is under way

    bool isWrite() const { return request.method != Method::Get; }
};

} // namespace lockdesk
