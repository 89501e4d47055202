#include "commit.h"

#include "builtcommit.h" // written anew at each commit: included here alone

using namespace Qt::StringLiterals;

namespace lockdesk {

QString builtCommit()
{
    return u"" LOCKDESK_COMMIT ""_s;
}

} // namespace lockdesk
