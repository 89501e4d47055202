# On macOS the program is Lockdesk.app, with its Info.plist from packaging/macos and its icon.
include(${CMAKE_SOURCE_DIR}/resources/release.cmake)

set(LOCKDESK_MINIMUM_MACOS 12.0) # Qt 6.8's
if(CMAKE_OSX_DEPLOYMENT_TARGET)
    set(LOCKDESK_MINIMUM_MACOS ${CMAKE_OSX_DEPLOYMENT_TARGET})
endif()
set(icon ${CMAKE_SOURCE_DIR}/resources/lockdesk.icns)
target_sources(lockdesk PRIVATE ${icon})
set_source_files_properties(${icon} PROPERTIES MACOSX_PACKAGE_LOCATION Resources)
set_target_properties(lockdesk PROPERTIES
    OUTPUT_NAME Lockdesk
    MACOSX_BUNDLE ON
    MACOSX_BUNDLE_INFO_PLIST ${CMAKE_SOURCE_DIR}/packaging/macos/Info.plist.in)
