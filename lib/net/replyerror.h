#pragma once

#include "apierror.h"

#include <QNetworkReply>

namespace lockdesk {

/// What an answer other than 2xx means: the kind by its status, the detail from whichever of the service's
/// error shapes the body has (nuki-facts chapter 2): a serialised Throwable (`detailMessage`), Restlet's
/// (`description`, `reasonPhrase`), or HTML, which has nothing to say. Digits that may be a code or a PIN are
/// masked.
ApiError errorFromStatus(int status, const QByteArray &contentType, const QByteArray &body, bool wasWrite);

/// What it means that no answer came. `wasSent`: the request, or a part of it, may have reached the service;
/// a write is then OutcomeUnknown whatever the error (safety finding 1).
ApiError errorFromNetwork(
    QNetworkReply::NetworkError error, const QString &text, bool wasWrite, bool wasSent);

/// An answer that pointed elsewhere. Only the host is told: the rest of an address may hold anything.
ApiError errorFromRedirect(int status, const QUrl &target, bool wasWrite);

/// Whether a Content-Type header says JSON.
bool isJson(const QByteArray &contentType);

/// Whether a Content-Type header says HTML: never the service's own word on a 2xx.
bool isHtml(const QByteArray &contentType);

} // namespace lockdesk
