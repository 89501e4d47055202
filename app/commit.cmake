# Writes which commit is being built into a header, and touches the header only when that has changed:
#   cmake -DSOURCE=<top folder> -DOUTPUT=<header> [-DCOMMIT=<given by the builder>] -P commit.cmake
# Asked in this order: the builder, git, and commit.txt, where `git archive` leaves it. "unknown" if none can say.
set(commit "${COMMIT}")
if(NOT commit)
    # Only a repository of the project itself counts, not one that a package is being built in.
    execute_process(COMMAND git -C ${SOURCE} rev-parse --show-toplevel
        OUTPUT_VARIABLE top OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
    file(REAL_PATH ${SOURCE} source)
    if(NOT failed AND top STREQUAL source)
        execute_process(COMMAND git --no-optional-locks -C ${SOURCE} describe --always --abbrev=12 --exclude=* --dirty=+changes
            OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    endif()
endif()
if(NOT commit)
    file(STRINGS ${SOURCE}/app/commit.txt commit LIMIT_COUNT 1)
endif()
if(NOT commit MATCHES "^[0-9A-Za-z.+_~-]+$")
    set(commit "unknown")
endif()

set(text "#define LOCKDESK_COMMIT \"${commit}\"\n")
set(last "")
if(EXISTS ${OUTPUT})
    file(READ ${OUTPUT} last)
endif()
if(NOT last STREQUAL text)
    file(WRITE ${OUTPUT} "${text}")
endif()
