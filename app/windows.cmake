# What Windows is told of lockdesk.exe: its version, its icon, and the manifest (high resolution, long paths, UTF-8).
# Made from resources/windows; compiled by rc.exe or windres.
enable_language(RC)
include(${CMAKE_SOURCE_DIR}/resources/release.cmake)

set(LOCKDESK_ICO ${CMAKE_SOURCE_DIR}/resources/lockdesk.ico)
set(LOCKDESK_MANIFEST ${CMAKE_CURRENT_BINARY_DIR}/lockdesk.exe.manifest)
string(REPLACE "." "," LOCKDESK_VERSION_COMMAS ${LOCKDESK_FOUR_PART_VERSION})
configure_file(${CMAKE_SOURCE_DIR}/resources/windows/lockdesk.exe.manifest.in ${LOCKDESK_MANIFEST} @ONLY)
configure_file(${CMAKE_SOURCE_DIR}/resources/windows/lockdesk.rc.in lockdesk.rc @ONLY)

set(rc ${CMAKE_CURRENT_BINARY_DIR}/lockdesk.rc)
target_sources(lockdesk PRIVATE ${rc})
set_source_files_properties(${rc} PROPERTIES OBJECT_DEPENDS "${LOCKDESK_ICO};${LOCKDESK_MANIFEST}")
# A program has one manifest. MinGW's start files bring one, which the linker drops for a program's own; Microsoft's
# linker makes one, unless it is told not to.
if(MSVC)
    target_link_options(lockdesk PRIVATE /MANIFEST:NO)
endif()
