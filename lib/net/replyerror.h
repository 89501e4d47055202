#pragma once

#include "apierror.h"

#include <QNetworkReply>

namespace lockdesk {

/// What an answer other than 2xx means: the kind by its status, the detail from whichever of the service's
/// error shapes the body has (nuki-facts chapter 2): a serialised Throwable (`detailMessage`), Restlet's
/// (`description`, `reasonPhrase`), or HTML, which has nothing to say. Digits that may be a code or a PIN are
/// masked.
ApiError errorFromStatus(int status, const QByteArray &contentType, const QByteArray &body, bool wasWrite);

/// Whether a request, or a part of it, may have reached the service. Perhaps: as far as is known it did not,
/// and the error decides.
enum class Sent { No, Perhaps, Yes };

/// What it means that no answer came. A write that may have been sent is OutcomeUnknown (safety finding 1).
ApiError errorFromNetwork(QNetworkReply::NetworkError error, const QString &text, bool wasWrite, Sent sent);

/// An answer that pointed elsewhere. Only the host is told: the rest of an address may hold anything.
ApiError errorFromRedirect(int status, const QUrl &target, bool wasWrite);

/// Whether a Content-Type header says JSON.
bool isJson(const QByteArray &contentType);

/// Whether a Content-Type header says HTML: never the service's own word on a 2xx.
bool isHtml(const QByteArray &contentType);

} // namespace lockdesk
