# What Windows is told of lockdesk.exe: its version, its icon, and the manifest (high resolution, long paths, UTF-8). Compiled by
# rc.exe or windres.
enable_language(RC)
include(${CMAKE_SOURCE_DIR}/resources/release.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/windows-resources.cmake)

set(rc ${CMAKE_CURRENT_BINARY_DIR}/lockdesk.rc)
target_sources(lockdesk PRIVATE ${rc})
set_source_files_properties(${rc} PROPERTIES OBJECT_DEPENDS "${LOCKDESK_ICO};${LOCKDESK_MANIFEST}")
# A program has one manifest. MinGW's start files bring one, which the linker drops for a program's own; Microsoft's
# linker makes one, unless it is told not to.
if(MSVC)
    target_link_options(lockdesk PRIVATE /MANIFEST:NO)
endif()
