# shellcheck shell=bash
# What the scripts of this folder share; they source this file.
#
# LOCKDESK_CROSS       folder with the archives that `dependencies` needs (packaging/README.md says which)
# LOCKDESK_WINE_PREFIX Wine's folder; build/windows-wine unless set

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$top/build/windows
machine=x86_64-w64-mingw32
export LC_ALL=C.UTF-8 # a window's title is not ASCII
export LOCKDESK_WINDOWS_PREFIX=$top/build/windows-prefix/qt6-mingw
export PKG_CONFIG_LIBDIR=$LOCKDESK_WINDOWS_PREFIX/lib/pkgconfig

# Host and target Qt are of one version: moc, rcc and lrelease come from the host's.
cross_cmake() {
    cmake -G Ninja -DCMAKE_TOOLCHAIN_FILE="$top/packaging/windows/toolchain.cmake" -DCMAKE_BUILD_TYPE=Release \
        -DQT_HOST_PATH=/usr -DQT_HOST_PATH_CMAKE_DIR=/usr/lib/x86_64-linux-gnu/cmake "$@"
}

fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

windows_path() {
    printf 'Z:%s' "${1//\//\\}"
}

# Wine with a Windows of our own: nothing of the person's, no dialog about Mono, no menu entries on this desktop.
export WINEPREFIX=${LOCKDESK_WINE_PREFIX:-$top/build/windows-wine}
export WINEARCH=win64 WINEDEBUG=${WINEDEBUG--all} WINEDLLOVERRIDES='mscoree=;mshtml=;winemenubuilder.exe=d'
