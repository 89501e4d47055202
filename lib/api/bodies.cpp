#include "bodies.h"

#include <QCoreApplication>

namespace lockdesk {

ApiError unreadableBody()
{
    ApiError error;
    error.kind = ApiError::Kind::Unreadable;
    return error;
}

ApiError tooLongList(qsizetype most)
{
    ApiError error;
    error.kind = ApiError::Kind::TooLarge;
    error.detail =
        QCoreApplication::translate("ApiError", "It lists more than %L1 entries.").arg(qint64(most));
    return error;
}

} // namespace lockdesk
