#pragma once

#include <QString>

namespace lockdesk {

/// The commit that was built, "+changes" behind it where the files differ from it; "unknown" where the build
/// could not tell.
QString builtCommit();

} // namespace lockdesk
