#include "apierror.h"

#include <QCoreApplication>
#include <QLocale>

namespace lockdesk {

namespace {

using Kind = ApiError::Kind;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ApiError)

public:
    QString what;
    QString advice;

    static Words of(const ApiError &error);
    static QString whatOfServer(const ApiError &error);
    static QString whatChanged(const ApiError &error);
};

// Seconds as a person says them; long waits need no more than the next minute or hour.
QString inWords(std::chrono::seconds time)
{
    const auto seconds = int(std::min<qint64>(time.count(), 366 * 86400));
    if (seconds < 120)
        return QCoreApplication::translate("ApiError", "%n second(s)", nullptr, seconds);
    if (seconds < 7200)
        return QCoreApplication::translate("ApiError", "%n minute(s)", nullptr, (seconds + 59) / 60);
    return QCoreApplication::translate("ApiError", "%n hour(s)", nullptr, (seconds + 3599) / 3600);
}

Words Words::of(const ApiError &error)
{
    switch (error.kind) {
    case Kind::InvalidRequest:
        return {tr("Nothing was sent: the request would have held an id that is not valid."),
            tr("Refresh the list and try again.")};
    case Kind::Unreachable:
        return {
            tr("Nuki’s service could not be reached."), tr("Check the network connection and try again.")};
    case Kind::ProxyRefused:
        return {tr("The proxy of this network refused the connection."), tr("Check the proxy settings.")};
    case Kind::Certificate:
        return {tr("The connection is not secure: the other side could not prove that it is Nuki’s service. "
                   "Your token was not sent."),
            tr("Check the date of this computer and whether this network inspects connections. Do not sign "
               "in "
               "until this is solved.")};
    case Kind::TimedOut:
        return {tr("Nuki’s service did not answer in time."), tr("Try again in a moment.")};
    case Kind::Cancelled:
        return {tr("The request was cancelled."), QString()};
    case Kind::Expired:
        return {
            tr("The command waited too long and was not sent."), tr("Give it again if you still want it.")};
    case Kind::OutcomeUnknown:
        return {tr("The request was sent, but its answer was lost."),
            tr("Look at the current state before you try again.")};
    case Kind::Redirected:
        return {error.detail.isEmpty()
                ? tr("The service pointed to another address, which was not followed.")
                : tr("The service pointed to another address (%1), which was not followed.")
                      .arg(error.detail),
            tr("A login page of the network may be in the way: open any web page in a browser, then try "
               "again.")};
    case Kind::TooLarge:
        return {tr("The answer was too large and was not read to its end."), QString()};
    case Kind::Unreadable:
        return {tr("The answer could not be read."),
            error.detail.isEmpty() ? tr("Try again in a moment.") : QString()};
    case Kind::BadRequest:
        return {tr("Nuki’s service did not accept the values."), tr("Check what you entered.")};
    case Kind::Unauthorized:
        return {tr("Nuki’s service did not accept the token for this."),
            tr("The token may lack a permission, or be no longer valid: check it in Nuki Web under API.")};
    case Kind::PaymentRequired:
        return {tr("The account must be paid before Nuki’s service does this."), tr("Check it in Nuki Web.")};
    case Kind::Forbidden:
        return {tr("This account may not do this."), tr("It may belong to another account.")};
    case Kind::NotFound:
        return {tr("Nuki’s service does not know this entry."),
            tr("It may have been removed: refresh the list.")};
    case Kind::NotAllowed:
        return {tr("This device cannot do this."), QString()};
    case Kind::Conflict:
        return {tr("It conflicts with an entry that exists already."),
            tr("Choose another code. If none is visible, update the device in the Nuki app.")};
    case Kind::UnsupportedMedia:
    case Kind::Unexpected:
        return {tr("Nuki’s service gave an answer that was not expected."), tr("Try again later.")};
    case Kind::Unprocessable:
        return {tr("Nuki’s service could not process the values."),
            tr("Check what you entered, most of all the length of names.")};
    case Kind::Busy:
        return {tr("An earlier change of the same entry is not finished yet."),
            tr("Wait a moment and try again.")};
    case Kind::UpgradeRequired:
        return {tr("The account’s plan does not include this."), tr("Check it in Nuki Web.")};
    case Kind::TooManyRequests:
        return {tr("Nuki’s service asks for fewer requests."),
            error.retryAfter && error.retryAfter->count() > 0
                ? tr("Try again in %1.").arg(inWords(*error.retryAfter))
                : tr("Try again in a moment.")};
    case Kind::ServerError:
        return {tr("Nuki’s service has a problem of its own."), tr("Try again later.")};
    }
    return {};
}

QString Words::whatOfServer(const ApiError &error)
{
    if (error.detail.isEmpty() || error.kind == Kind::Redirected)
        return {};
    if (error.kind == Kind::Unreadable || error.kind == Kind::TooLarge) // our own words already
        return error.detail;
    return error.httpStatus == 0 ? tr("(%1)").arg(error.detail) : tr("It says: “%1”").arg(error.detail);
}

QString Words::whatChanged(const ApiError &error)
{
    if (!error.wasWrite || error.kind == Kind::InvalidRequest || error.kind == Kind::Expired)
        return {};
    return surelyNotDone(error) ? tr("Nothing was changed.")
                                : tr("It is not known whether anything was changed.");
}

} // namespace

QString explain(const ApiError &error)
{
    const Words words = Words::of(error);
    QStringList sentences{words.what, Words::whatOfServer(error), Words::whatChanged(error), words.advice};
    sentences.removeAll(QString());
    QString text = sentences.join(u' ');
    if (error.httpStatus >= 400)
        text += Words::tr(" (Error %1)").arg(error.httpStatus);
    return text;
}

bool neverLeft(const ApiError &error)
{
    switch (error.kind) {
    case Kind::InvalidRequest:
    case Kind::Unreachable:
    case Kind::ProxyRefused:
    case Kind::Certificate:
    case Kind::Cancelled:
    case Kind::Expired:
    case Kind::TooManyRequests: // without a status, held back here since the service had asked to wait
        return error.httpStatus == 0;
    case Kind::TimedOut:
    case Kind::OutcomeUnknown:
    case Kind::Redirected:
    case Kind::TooLarge:
    case Kind::Unreadable:
    case Kind::BadRequest:
    case Kind::Unauthorized:
    case Kind::PaymentRequired:
    case Kind::Forbidden:
    case Kind::NotFound:
    case Kind::NotAllowed:
    case Kind::Conflict:
    case Kind::UnsupportedMedia:
    case Kind::Unprocessable:
    case Kind::Busy:
    case Kind::UpgradeRequired:
    case Kind::ServerError:
    case Kind::Unexpected:
        return false;
    }
    return false;
}

bool surelyNotDone(const ApiError &error)
{
    switch (error.kind) {
    case Kind::BadRequest:
    case Kind::Unauthorized:
    case Kind::PaymentRequired:
    case Kind::Forbidden:
    case Kind::NotFound:
    case Kind::NotAllowed:
    case Kind::Conflict:
    case Kind::UnsupportedMedia:
    case Kind::Unprocessable:
    case Kind::Busy:
    case Kind::UpgradeRequired:
        return true;
    case Kind::InvalidRequest:
    case Kind::Unreachable:
    case Kind::ProxyRefused:
    case Kind::Certificate:
    case Kind::TimedOut:
    case Kind::Cancelled:
    case Kind::Expired:
    case Kind::OutcomeUnknown:
    case Kind::Redirected:
    case Kind::TooLarge:
    case Kind::Unreadable:
    case Kind::TooManyRequests:
    case Kind::ServerError:
    case Kind::Unexpected:
        return neverLeft(error);
    }
    return false;
}

bool isTransient(const ApiError &error)
{
    switch (error.kind) {
    case Kind::Unreachable:
    case Kind::TimedOut:
    case Kind::Unreadable:
    case Kind::Busy:
    case Kind::TooManyRequests:
    case Kind::ServerError:
        return true;
    case Kind::InvalidRequest:
    case Kind::ProxyRefused:
    case Kind::Certificate:
    case Kind::Cancelled:
    case Kind::Expired:
    case Kind::OutcomeUnknown:
    case Kind::Redirected:
    case Kind::TooLarge:
    case Kind::BadRequest:
    case Kind::Unauthorized:
    case Kind::PaymentRequired:
    case Kind::Forbidden:
    case Kind::NotFound:
    case Kind::NotAllowed:
    case Kind::Conflict:
    case Kind::UnsupportedMedia:
    case Kind::Unprocessable:
    case Kind::UpgradeRequired:
    case Kind::Unexpected:
        return false;
    }
    return false;
}

} // namespace lockdesk
