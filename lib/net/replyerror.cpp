#include "replyerror.h"

#include "redact.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

using Kind = ApiError::Kind;

constexpr qsizetype MaxDetail = 200;

Kind kindOfStatus(int status)
{
    switch (status) {
    case 400:
        return Kind::BadRequest;
    case 401:
        return Kind::Unauthorized;
    case 402:
        return Kind::PaymentRequired;
    case 403:
        return Kind::Forbidden;
    case 404:
        return Kind::NotFound;
    case 405:
        return Kind::NotAllowed;
    case 407:
        return Kind::ProxyRefused;
    case 409:
        return Kind::Conflict;
    case 413:
        return Kind::BadRequest;
    case 415:
        return Kind::UnsupportedMedia;
    case 422:
        return Kind::Unprocessable;
    case 423:
        return Kind::Busy;
    case 426:
        return Kind::UpgradeRequired;
    case 429:
        return Kind::TooManyRequests;
    default:
        return status >= 500 && status < 600 ? Kind::ServerError : Kind::Unexpected;
    }
}

// The service repeats refused values ("The supplied value '123456' for parameter 'code' …").
QString withoutCodes(QString text)
{
    static const QRegularExpression code(u"(?<![0-9])[0-9]{6}(?![0-9])|(?<=['\"])[0-9]{4,8}(?=['\"])"_s);
    return text.replace(code, u"••••••"_s);
}

QString detailOf(const QByteArray &contentType, const QByteArray &body)
{
    if (!isJson(contentType))
        return {};
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    for (const auto key : {"detailMessage"_L1, "description"_L1, "reasonPhrase"_L1}) {
        const QString text = object.value(key).toString().trimmed();
        if (!text.isEmpty())
            return forDisplay(withoutCodes(text), MaxDetail);
    }
    return {};
}

QByteArray mediaType(const QByteArray &contentType)
{
    return contentType.split(';').constFirst().trimmed().toLower();
}

} // namespace

bool isJson(const QByteArray &contentType)
{
    const QByteArray type = mediaType(contentType);
    return type == "application/json" || type == "text/json" || type.endsWith("+json");
}

bool isHtml(const QByteArray &contentType)
{
    const QByteArray type = mediaType(contentType);
    return type == "text/html" || type == "application/xhtml+xml";
}

ApiError errorFromStatus(int status, const QByteArray &contentType, const QByteArray &body, bool wasWrite)
{
    ApiError error;
    error.kind = kindOfStatus(status);
    error.httpStatus = status;
    error.detail = detailOf(contentType, body);
    error.wasWrite = wasWrite;
    return error;
}

ApiError errorFromNetwork(QNetworkReply::NetworkError code, const QString &text, bool wasWrite, Sent sent)
{
    bool isProofOfNothingSent = true;
    ApiError error;
    error.wasWrite = wasWrite;
    error.detail = forDisplay(text, MaxDetail);
    switch (code) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
        error.kind = Kind::Unreachable;
        break;
    case QNetworkReply::SslHandshakeFailedError:
        error.kind = Kind::Certificate;
        break;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        error.kind = Kind::ProxyRefused;
        break;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::ProxyTimeoutError:
        error.kind = wasWrite ? Kind::Unreachable : Kind::TimedOut;
        isProofOfNothingSent = false;
        break;
    default:
        error.kind = Kind::Unreachable;
        isProofOfNothingSent = false;
        break;
    }
    const bool mayHaveLeft = sent == Sent::Yes || (sent == Sent::Perhaps && !isProofOfNothingSent);
    if (wasWrite && mayHaveLeft)
        error.kind = Kind::OutcomeUnknown;
    return error;
}

ApiError errorFromRedirect(int status, const QUrl &target, bool wasWrite)
{
    ApiError error;
    error.kind = Kind::Redirected;
    error.httpStatus = status;
    error.wasWrite = wasWrite;
    QString address = target.scheme() + u':';
    if (!target.host().isEmpty())
        address +=
            "//"_L1 + target.host() + (target.port() < 0 ? QString() : u':' + QString::number(target.port()));
    error.detail = forDisplay(address, MaxDetail);
    return error;
}

} // namespace lockdesk
