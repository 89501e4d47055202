#pragma once

#include "simulatedexchange.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

namespace lockdesk {

// The bodies that the service answers with. Errors come in three shapes: a serialised Java Throwable from the
// application, Restlet's from the framework, and an HTML page of nginx (nuki-facts chapter 2).

/// 200 with `object`.
SimulatedResponse answer(const QJsonObject &object);

/// 200 with an array of `records`, written one by one so that hundreds of thousands fit.
SimulatedResponse answerList(const QList<QJsonObject> &records);

/// 204: validated and queued, not done.
SimulatedResponse accepted();

/// The application's refusal. An empty message is left out, as the real 423 does.
SimulatedResponse refused(int status, const QString &message);

/// 401, for a wrong token and for a missing scope alike.
SimulatedResponse notAuthorized();

/// 400 "The supplied value 'x' for parameter 'y' is not valid".
SimulatedResponse badParameter(const QString &parameter, const QJsonValue &value);

/// 404 of the application: no such record, or one of another account.
SimulatedResponse notFound();

/// 423: an operation is pending on this record.
SimulatedResponse pending();

/// The framework's refusal: 404, 405, 415, 422.
SimulatedResponse refusedByFramework(int status, const QString &description);

/// 429 with Retry-After, in whole seconds.
SimulatedResponse tooManyRequests(int retryAfterSeconds);

/// A page of the web server in front.
SimulatedResponse brokenGateway(int status);

/// The reason phrase of an HTTP status: "Not Found".
QByteArray reasonPhrase(int status);

} // namespace lockdesk
