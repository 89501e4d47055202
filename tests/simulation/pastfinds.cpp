#include "pastfinds.h"

namespace lockdesk {

const PastFind pastFinds[] = {
    {"left before the journal was open", "seed=14 knobs=lateKeychain steps=deletions(1,807768) send(0,0)"},
    {"the journal's refusal is forgotten",
        "seed=15 knobs=none steps=mixed(4,312300) diskFull(1,267) send(0,0) edits(3,70955) send(0,0)"},
    {"the journal's refusal is forgotten, and there is room again",
        "seed=140 knobs=none steps=diskFull(1,92) deletions(2,317931) send(0,0) wait(324,0) diskWell(1,240) "
        "creations(1,349353) send(0,0) wait(4885,0) undo(66,869)"},
    {"confirmed by an updateDate of before", "seed=24 knobs=noOperationId steps=edits(3,362082) send(0,0)"},
    {"another clock's synchronisation", "seed=12 knobs=serviceClock steps=wait(109970,0) synchronise(1,151)"},
    {"synchronised on a clock that was set back",
        "seed=288 knobs=none steps=jump(-5698,0) wait(67786,0) synchronise(1,216)"},
    {"one of two sets for one record waits for ever",
        "seed=69 knobs=none steps=edits(1,645161) send(0,0) edits(5,774330) send(0,0) kill(1,249)"},
    {"an edit and a deletion of one record, resumed",
        "seed=276 knobs=none steps=edits(1,896405) send(0,0) deletions(1,754392) send(0,0) kill(1,681)"},
    {"resumed, and nothing is looked after",
        "seed=26 knobs=noUpdateDate steps=edits(1,128386) send(0,0) wait(920,0) kill(1,352) start(0,0) "
        "wait(20,0) undo(1,934) send(126,297)"},
    {"a set of one is not paused",
        "seed=131 knobs=none steps=deletions(1,676092) send(0,0) pause(1,851) wait(79339,0)"},
    {"crash when a paused change is discarded",
        "seed=224 knobs=none steps=deletions(1,710730) pause(1,866) send(0,0) discardSet(1,53)"},
    {"done and answered with 429, and then failed",
        "seed=228 knobs=lostBefore,slowAccept,hiddenCodes,throttled steps=mixed(1,91713) send(0,0) "
        "wait(431,0)"},
    {"half an array is done twice",
        "seed=244 knobs=arrayHalfDone steps=creations(12,259211) send(0,0) wait(975,0)"},
    {"discarded while the disk is full, and back",
        "seed=86 knobs=lostAfter steps=edits(20,57550) send(0,0) wait(408,0) diskFull(1,17) wait(263,0) "
        "discardSet(1,252) quit(1,824)"},
    {"the same of what may have left",
        "seed=310 knobs=lostBefore steps=creations(5,316106) send(0,0) wait(65251,0) wait(41782,0) "
        "diskFull(1,97) wait(18381,0) discardSet(1,876) quit(1,588)"},
};

const int pastFindCount = int(sizeof pastFinds / sizeof *pastFinds);

} // namespace lockdesk
