# Compiles on Debian for Windows x64, with mingw-w64 in its posix thread model, as the cross-built Qt was.
# LOCKDESK_WINDOWS_PREFIX names the folder with that Qt, QtKeychain and libsodium (packaging/windows/dependencies).
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_SYSTEM_VERSION 10.0)

set(machine x86_64-w64-mingw32)
set(CMAKE_C_COMPILER ${machine}-gcc-posix)
set(CMAKE_CXX_COMPILER ${machine}-g++-posix)
set(CMAKE_RC_COMPILER ${machine}-windres)
set(CMAKE_AR ${machine}-gcc-ar-posix CACHE FILEPATH "")
set(CMAKE_RANLIB ${machine}-gcc-ranlib-posix CACHE FILEPATH "")

set(CMAKE_FIND_ROOT_PATH $ENV{LOCKDESK_WINDOWS_PREFIX} /usr/${machine})
list(PREPEND CMAKE_PREFIX_PATH $ENV{LOCKDESK_WINDOWS_PREFIX})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
