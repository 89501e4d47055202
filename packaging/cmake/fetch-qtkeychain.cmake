# Builds QtKeychain from its source, as a static part of the program, where no installed one fits: with the official Qt on
# Windows and macOS. Included by the top CMakeLists.txt for -DLOCKDESK_FETCH_QTKEYCHAIN=ON; needs a network, or
# FETCHCONTENT_SOURCE_DIR_QTKEYCHAIN or LOCKDESK_QTKEYCHAIN_ARCHIVE on this computer.
#
# The archive is release 0.15.0, which is commit ad7344c45a86a4f66cbafc4b081b5f7b876cb0b7 (it says so itself:
# gzip -dc ARCHIVE | git get-tar-commit-id). Any other bytes are refused.
include(FetchContent)

set(LOCKDESK_QTKEYCHAIN_ARCHIVE https://github.com/frankosterfeld/qtkeychain/archive/refs/tags/0.15.0.tar.gz
    CACHE STRING "Where the archive of QtKeychain 0.15.0 is")
FetchContent_Declare(qtkeychain
    URL ${LOCKDESK_QTKEYCHAIN_ARCHIVE}
    URL_HASH SHA256=f4254dc8f0933b06d90672d683eab08ef770acd8336e44dfa030ce041dc2ca22
    DOWNLOAD_EXTRACT_TIMESTAMP FALSE
    SOURCE_SUBDIR none-of-its-folders) # only unpacked: it is added below, with settings of its own

set(Qt6Keychain_VERSION 0.15.0)

function(add_qtkeychain)
    FetchContent_MakeAvailable(qtkeychain)
    set(CMAKE_AUTOMOC OFF) # it calls moc by itself
    set(CMAKE_POLICY_DEFAULT_CMP0077 NEW) # its options take these variables
    set(BUILD_WITH_QT6 ON)
    set(BUILD_SHARED_LIBS OFF)
    set(BUILD_TRANSLATIONS OFF)
    set(BUILD_TEST_APPLICATION OFF)
    add_subdirectory(${qtkeychain_SOURCE_DIR} ${qtkeychain_BINARY_DIR} EXCLUDE_FROM_ALL)

    # Uninstalled, its header has another path than the installed one, which the program includes. Where Qt's folder has an
    # installed one, too, that must not be taken: on Windows it speaks of a DLL.
    set(headers ${CMAKE_BINARY_DIR}/qtkeychain-headers)
    file(CONFIGURE OUTPUT ${headers}/qt6keychain/keychain.h
        CONTENT "#include \"@qtkeychain_SOURCE_DIR@/qtkeychain/keychain.h\"\n" @ONLY)
    add_library(lockdesk-qtkeychain INTERFACE)
    target_link_libraries(lockdesk-qtkeychain INTERFACE qt6keychain)
    add_library(Qt6Keychain::Qt6Keychain ALIAS lockdesk-qtkeychain)
endfunction()
add_qtkeychain()
include_directories(BEFORE ${CMAKE_BINARY_DIR}/qtkeychain-headers)
