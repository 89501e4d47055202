# What the installed files say of the release, from one source each: the version from project(), its date and its news
# from NEWS.md, whose headings are "## 1.2.3 (2026-01-31)". A version without a date is not released yet: the day of the
# build stands for it (SOURCE_DATE_EPOCH sets that day, too).
#
# Sets LOCKDESK_RELEASE_DATE, LOCKDESK_RELEASES (the content of AppStream's <releases>), LOCKDESK_COPYRIGHT, and
# LOCKDESK_FOUR_PART_VERSION (Windows counts in four parts).

file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/../LICENSE copyright REGEX "^Copyright ")
string(REPLACE "(c)" "©" LOCKDESK_COPYRIGHT "${copyright}")
set(LOCKDESK_FOUR_PART_VERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}.${PROJECT_VERSION_PATCH}.0)

set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/../NEWS.md ${CMAKE_CURRENT_LIST_DIR}/../LICENSE)
file(READ ${CMAKE_CURRENT_LIST_DIR}/../NEWS.md news)
# A list is split at semicolons and mistakes brackets; U+F8FF stands for the former, since no text has it.
string(REPLACE ";" "" news "${news}")
string(REPLACE "[" "(" news "${news}")
string(REPLACE "]" ")" news "${news}")
string(REPLACE "\n" ";" news "${news}")

string(TIMESTAMP today "%Y-%m-%d" UTC)
set(LOCKDESK_RELEASE_DATE ${today})
set(LOCKDESK_RELEASES "")
set(item "")
set(is_open FALSE)

macro(end_item)
    if(item)
        string(APPEND LOCKDESK_RELEASES "          <li>${item}</li>\n")
        set(item "")
    endif()
endmacro()

macro(end_release)
    end_item()
    if(is_open)
        string(APPEND LOCKDESK_RELEASES "        </ul>\n      </description>\n    </release>\n")
        set(is_open FALSE)
    endif()
endmacro()

foreach(line IN LISTS news)
    if(line MATCHES "^## ([0-9.]+)( \\(([0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9])\\))?$")
        set(version ${CMAKE_MATCH_1})
        set(date ${CMAKE_MATCH_3})
        set(kind stable)
        end_release()
        if(NOT date)
            set(date ${today})
            set(kind development)
        endif()
        if(version STREQUAL PROJECT_VERSION)
            set(LOCKDESK_RELEASE_DATE ${date})
            set(is_known TRUE)
        endif()
        string(APPEND LOCKDESK_RELEASES
            "    <release version=\"${version}\" date=\"${date}\" type=\"${kind}\">\n      <description>\n        <ul>\n")
        set(is_open TRUE)
    elseif(is_open)
        string(REGEX REPLACE "[`*]" "" text "${line}")
        string(REPLACE "&" "&amp;" text "${text}")
        string(REPLACE "<" "&lt;" text "${text}")
        string(REPLACE ">" "&gt;" text "${text}")
        if(text MATCHES "^- (.*)$")
            set(text ${CMAKE_MATCH_1})
            end_item()
            set(item "${text}")
        elseif(item AND text MATCHES "^  (.*)$")
            string(APPEND item " ${CMAKE_MATCH_1}")
        endif()
    endif()
endforeach()
end_release()
string(REPLACE "" ";" LOCKDESK_RELEASES "${LOCKDESK_RELEASES}")

if(NOT is_known)
    message(FATAL_ERROR "NEWS.md says nothing of version ${PROJECT_VERSION}. Give it a heading “## ${PROJECT_VERSION}”.")
endif()
