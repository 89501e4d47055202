#include "updatefault.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(UpdateFault)
};

QString advice(UpdateFault fault)
{
    switch (fault) {
    case UpdateFault::Unreachable:
        return Words::tr("Check the network connection and try again.");
    case UpdateFault::NotSecure:
        return Words::tr("Check the date of this computer and whether this network inspects connections.");
    case UpdateFault::Redirected:
    case UpdateFault::Refused:
        return Words::tr("A login page of the network may be in the way. Try again later.");
    case UpdateFault::Expired:
    case UpdateFault::TooNew:
        return Words::tr("Check the date of this computer. If it is right, try again later.");
    case UpdateFault::TooLarge:
    case UpdateFault::NotSigned:
    case UpdateFault::OtherKey:
    case UpdateFault::WrongSignature:
    case UpdateFault::Malformed:
    case UpdateFault::ForeignLink:
    case UpdateFault::Older:
        break;
    }
    return Words::tr("Do not install anything that is offered to you because of it. Try again later.");
}

QString what(UpdateFault fault)
{
    switch (fault) {
    case UpdateFault::Unreachable:
        return Words::tr("%1 could not be reached.");
    case UpdateFault::NotSecure:
        return Words::tr("The connection is not secure: the other side could not prove that it is %1.");
    case UpdateFault::Redirected:
        return Words::tr("%1 pointed to another address, which was not followed.");
    case UpdateFault::TooLarge:
        return Words::tr("The answer of %1 was too large and was not read to its end.");
    case UpdateFault::Refused:
        return Words::tr("%1 did not give the list of versions.");
    case UpdateFault::NotSigned:
        return Words::tr("The list of versions at %1 is not signed.");
    case UpdateFault::OtherKey:
        return Words::tr("The list of versions at %1 is signed with a key that is not Lockdesk’s.");
    case UpdateFault::WrongSignature:
        return Words::tr("The list of versions at %1 was altered after it was signed.");
    case UpdateFault::Malformed:
        return Words::tr("The list of versions at %1 could not be read.");
    case UpdateFault::ForeignLink:
        return Words::tr("The list of versions at %1 links to another place, which was not followed.");
    case UpdateFault::Expired:
        return Words::tr("The list of versions at %1 is too old to be believed.");
    case UpdateFault::TooNew:
        return Words::tr("The list of versions at %1 is of a day to come.");
    case UpdateFault::Older:
        return Words::tr("The list of versions at %1 is older than the one seen before.");
    }
    return {};
}

} // namespace

QString explain(UpdateFault fault, const QString &host)
{
    return what(fault).arg(host) + u' ' + advice(fault);
}

QLatin1String toText(UpdateFault fault)
{
    switch (fault) {
    case UpdateFault::Unreachable:
        return "unreachable"_L1;
    case UpdateFault::NotSecure:
        return "not secure"_L1;
    case UpdateFault::Redirected:
        return "redirected"_L1;
    case UpdateFault::TooLarge:
        return "too large"_L1;
    case UpdateFault::Refused:
        return "refused"_L1;
    case UpdateFault::NotSigned:
        return "not signed"_L1;
    case UpdateFault::OtherKey:
        return "other key"_L1;
    case UpdateFault::WrongSignature:
        return "wrong signature"_L1;
    case UpdateFault::Malformed:
        return "malformed"_L1;
    case UpdateFault::ForeignLink:
        return "foreign link"_L1;
    case UpdateFault::Expired:
        return "expired"_L1;
    case UpdateFault::TooNew:
        return "too new"_L1;
    case UpdateFault::Older:
        return "older"_L1;
    }
    return {};
}

} // namespace lockdesk
