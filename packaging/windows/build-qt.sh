#!/usr/bin/env bash
# Makes the archives that packaging/windows/dependencies asks for, from Debian's source packages: Qt for Windows x64, cross-built
# (about an hour on two cores, 3 GB of disk), and the sources of QtKeychain and libsodium. On Debian 12; as root or with sudo.
#
#   packaging/windows/build-qt.sh FOLDER [--configure-only]      then: export LOCKDESK_CROSS=FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=packaging/windows/environment.sh
. packaging/windows/environment.sh

folder=$(realpath -m "${1:?"usage: packaging/windows/build-qt.sh FOLDER [--configure-only]"}")
work=$top/build/windows-qt-source
prefix=$work/qt6-mingw
packaging/linux/install-packages build windows
mkdir -p "$folder" "$work"

# Debian's sources without touching the system's list of them. Newer Debian has the QtKeychain that Windows needs.
fetch_source() {
    local suite=$1 package=$2 apt
    apt=$work/apt-$suite
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $suite main" >"$apt/sources.list"
    local options=(-q -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
        -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root)
    apt-get "${options[@]}" update >/dev/null
    (cd "$work" && apt-get "${options[@]}" source "${@:3}" "$package" >/dev/null)
}
fetch_source bookworm qt6-base
fetch_source bookworm libsodium --download-only
fetch_source trixie qtkeychain --download-only
cp "$work"/qtkeychain_*.orig.tar.gz "$work"/libsodium_*.orig.tar.gz "$folder/"

source=$(find "$work" -maxdepth 1 -type d -name 'qt6-base-*')
windows=$source/src/plugins/platforms/windows
# Debian's source leaves out the code for graphics tablets, and Direct2D is off.
sed -i 's/QT_CONFIG(tabletevent)/0/' "$windows"/qwindowscontext.cpp "$windows"/qwindowspointerhandler.{cpp,h}
sed -i 's/CONDITION QT_FEATURE_tabletevent/CONDITION FALSE/' "$windows/CMakeLists.txt"
sed -i 's/QT_CONFIG(directwrite3)/0/' "$windows/qwindowsintegration.cpp"

off=()
for feature in sql dbus printsupport xml opengl opengles2 opengl_dynamic vulkan zstd gssapi sqlmodel testlib_selfcover \
    batch_test_support androiddeployqt qmake system_zlib system_pcre2 system_freetype system_harfbuzz system_png system_jpeg \
    system_doubleconversion fontconfig glib icu brotli openssl dtls ocsp pdf printdialog printer printpreviewdialog \
    printpreviewwidget cups direct2d; do
    off+=("-DFEATURE_$feature=OFF")
done
LOCKDESK_WINDOWS_PREFIX=$prefix cross_cmake -S "$source" -B "$work/build" -DCMAKE_STAGING_PREFIX="$prefix" -DBUILD_SHARED_LIBS=ON \
    -DQT_BUILD_EXAMPLES=OFF -DQT_BUILD_TESTS=OFF -DQT_BUILD_TOOLS_WHEN_CROSSCOMPILING=OFF -DQT_QMAKE_TARGET_MKSPEC=win32-g++ \
    -DFEATURE_pkg_config=OFF -DFEATURE_cxx20=OFF -DINPUT_opengl=no -DFEATURE_schannel=ON -DFEATURE_ssl=ON "${off[@]}"
[ "${2-}" != --configure-only ] || exit 0

cmake --build "$work/build" --parallel "$(nproc)"
cmake --install "$work/build"
find "$prefix" \( -name '*.dll' -o -name '*.exe' \) -exec "$machine-strip" --strip-unneeded {} +
rm -rf "$prefix/doc"
find "$prefix/mkspecs" -mindepth 1 -maxdepth 1 -type d ! -name 'win32-g++' ! -name common ! -name features ! -name modules -exec rm -rf {} +
version=$(sed -n 's/^#define QT_VERSION_STR *"\(.*\)"/\1/p' "$work/build/include/QtCore/qtcoreversion.h" 2>/dev/null || true)
tar cJf "$folder/qt6-mingw-${version:-$(basename "$source" | sed 's/qt6-base-//; s/+.*//')}.tar.xz" -C "$work" qt6-mingw
ls -l "$folder"
