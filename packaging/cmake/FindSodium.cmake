# Finds libsodium without pkg-config, which Windows and macOS lack.
#
#   find_package(Sodium [version] [REQUIRED])
#
# gives the target Sodium::Sodium, Sodium_FOUND and Sodium_VERSION. A libsodium that lies in no usual place: its folder (that
# with include/ and lib/) goes into CMAKE_PREFIX_PATH, or SODIUM_INCLUDE_DIR and SODIUM_LIBRARY are set.

find_path(SODIUM_INCLUDE_DIR sodium.h)
# Microsoft's tools call the library libsodium, whether it is a DLL's or static.
find_library(SODIUM_LIBRARY NAMES sodium libsodium)
mark_as_advanced(SODIUM_INCLUDE_DIR SODIUM_LIBRARY)

set(Sodium_VERSION "")
if(SODIUM_INCLUDE_DIR AND EXISTS ${SODIUM_INCLUDE_DIR}/sodium/version.h)
    file(STRINGS ${SODIUM_INCLUDE_DIR}/sodium/version.h line REGEX "#define SODIUM_VERSION_STRING ")
    string(REGEX REPLACE ".*\"([^\"]*)\".*" "\\1" Sodium_VERSION "${line}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Sodium
    REQUIRED_VARS SODIUM_LIBRARY SODIUM_INCLUDE_DIR VERSION_VAR Sodium_VERSION
    REASON_FAILURE_MESSAGE "Install libsodium's development files (Debian: libsodium-dev, macOS: brew install libsodium), or add the folder with its include/ and lib/ to CMAKE_PREFIX_PATH.")

if(Sodium_FOUND AND NOT TARGET Sodium::Sodium)
    add_library(Sodium::Sodium UNKNOWN IMPORTED)
    set_target_properties(Sodium::Sodium PROPERTIES
        IMPORTED_LOCATION ${SODIUM_LIBRARY}
        INTERFACE_INCLUDE_DIRECTORIES ${SODIUM_INCLUDE_DIR})
    # On Windows the header takes the library for a DLL, unless it is told otherwise. A static one of Microsoft's tools
    # looks like a DLL's: -DSODIUM_IS_STATIC=ON says so.
    option(SODIUM_IS_STATIC "libsodium is a static library, where its name does not show it" OFF)
    if(SODIUM_LIBRARY MATCHES "\\.a$" AND NOT SODIUM_LIBRARY MATCHES "\\.dll\\.a$")
        set(is_archive TRUE)
    endif()
    if(WIN32 AND (SODIUM_IS_STATIC OR is_archive))
        set_property(TARGET Sodium::Sodium PROPERTY INTERFACE_COMPILE_DEFINITIONS SODIUM_STATIC)
    endif()
endif()
