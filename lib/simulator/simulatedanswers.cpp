#include "simulatedanswers.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

SimulatedResponse json(int status, const QByteArray &body)
{
    return {status, "application/json;charset=UTF-8", body, {}};
}

} // namespace

SimulatedResponse answer(const QJsonObject &object)
{
    return json(200, compact(object));
}

SimulatedResponse answerList(const QList<QJsonObject> &records)
{
    QByteArray body = "[";
    for (const QJsonObject &record : records) {
        if (body.size() > 1)
            body += ',';
        body += compact(record);
    }
    return json(200, body + ']');
}

SimulatedResponse accepted()
{
    return {204, {}, {}, {}};
}

SimulatedResponse refused(int status, const QString &message)
{
    QJsonObject throwable{{u"stackTrace"_s, QJsonArray()}, {u"suppressedExceptions"_s, QJsonArray()}};
    if (!message.isEmpty())
        throwable.insert("detailMessage"_L1, message);
    return json(status, compact(throwable));
}

SimulatedResponse notAuthorized()
{
    return refused(401, u"Your access token is not authorized"_s);
}

SimulatedResponse badParameter(const QString &parameter, const QJsonValue &value)
{
    QString text = u"null"_s;
    if (value.isString() || value.isDouble() || value.isBool())
        text = value.toVariant().toString();
    else if (value.isArray() || value.isObject())
        text = value.isArray() ? u"[…]"_s : u"{…}"_s;
    return refused(400, u"The supplied value '%1' for parameter '%2' is not valid"_s.arg(text, parameter));
}

SimulatedResponse notFound()
{
    return refused(404, u"Not found"_s);
}

SimulatedResponse pending()
{
    return refused(423, {});
}

SimulatedResponse refusedByFramework(int status, const QString &description)
{
    return json(status,
        compact({{u"code"_s, status}, {u"description"_s, description},
            {u"reasonPhrase"_s, QString::fromLatin1(reasonPhrase(status))}, {u"homeRef"_s, u"/"_s},
            {u"uri"_s, u"http://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html"_s}}));
}

SimulatedResponse tooManyRequests(int retryAfterSeconds)
{
    SimulatedResponse response = refused(429, u"Too many requests"_s);
    response.headers.append({"Retry-After", QByteArray::number(retryAfterSeconds)});
    return response;
}

SimulatedResponse brokenGateway(int status)
{
    const QByteArray title = QByteArray::number(status) + ' ' + reasonPhrase(status);
    return {status, "text/html",
        "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
            + "</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
        {}};
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 402:
        return "Payment Required";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 409:
        return "Conflict";
    case 411:
        return "Length Required";
    case 413:
        return "Payload Too Large";
    case 415:
        return "Unsupported Media Type";
    case 422:
        return "Unprocessable Entity";
    case 423:
        return "Locked";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    default:
        return "Status";
    }
}

} // namespace lockdesk
