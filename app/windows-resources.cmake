# Writes lockdesk.rc and lockdesk.exe.manifest into the build folder, from resources/windows. Sets LOCKDESK_ICO and
# LOCKDESK_MANIFEST. Needs resources/release.cmake.
set(LOCKDESK_ICO ${CMAKE_CURRENT_LIST_DIR}/../resources/lockdesk.ico)
set(LOCKDESK_MANIFEST ${CMAKE_CURRENT_BINARY_DIR}/lockdesk.exe.manifest)
string(REPLACE "." "," LOCKDESK_VERSION_COMMAS ${LOCKDESK_FOUR_PART_VERSION})
configure_file(${CMAKE_CURRENT_LIST_DIR}/../resources/windows/lockdesk.exe.manifest.in ${LOCKDESK_MANIFEST} @ONLY)
configure_file(${CMAKE_CURRENT_LIST_DIR}/../resources/windows/lockdesk.rc.in lockdesk.rc @ONLY)
