#include "bodies.h"

namespace lockdesk {

ApiError unreadableBody()
{
    ApiError error;
    error.kind = ApiError::Kind::Unreadable;
    return error;
}

} // namespace lockdesk
