#include "pastfinds.h"

namespace lockdesk {

const PastFind pastFinds[] = {
};

const int pastFindCount = int(sizeof pastFinds / sizeof *pastFinds);

} // namespace lockdesk
