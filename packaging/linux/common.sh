# shellcheck shell=bash
# What the scripts beside this file share; they source it. Sets `version`, `commit`, `commit_time` and SOURCE_DATE_EPOCH,
# goes to the top folder, and makes build/ and dist/.
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
umask 022
export LC_ALL=C.UTF-8

# shellcheck disable=SC2034 # for who sources it
version=$(packaging/version)
# The same sources make the same bytes: every date in a package is that of the last commit.
commit_time=${SOURCE_DATE_EPOCH-$(git -c safe.directory="$PWD" log -1 --format=%ct 2>/dev/null || stat -c %Y CMakeLists.txt)}
export SOURCE_DATE_EPOCH=$commit_time
# Where git cannot look, in a chroot, it is told.
commit=${LOCKDESK_COMMIT-$(git -c safe.directory="$PWD" describe --always --abbrev=12 '--exclude=*' --dirty=+changes 2>/dev/null || true)}
mkdir -p build dist/pictures

# What is made and what is proven of another distribution must not take the display, bus or style of who runs it.
unset DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS XDG_RUNTIME_DIR
unset QT_LOGGING_RULES QT_PLUGIN_PATH QT_QPA_PLATFORM QT_QPA_PLATFORMTHEME QT_SCALE_FACTOR QT_STYLE_OVERRIDE
unset QTKEYCHAIN_BACKEND LD_LIBRARY_PATH LD_PRELOAD

fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

need_root() {
    [ "$(id -u)" -eq 0 ] || fail "this installs into a root folder of its own and so needs root. Nothing was done."
}

usage() {
    sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
}

# The name a suite has in a package's version: deb12 sorts before deb13, so an upgrade of Debian upgrades Lockdesk.
suite_tag() {
    case "$1" in
    host) (. /etc/os-release && case "$ID" in debian) echo "deb$VERSION_ID" ;; *) echo "$ID$VERSION_ID" ;; esac) ;;
    bookworm) echo deb12 ;;
    trixie) echo deb13 ;;
    *) fail "the suite $1 is not known here; bookworm and trixie are." ;;
    esac
}

# build_release FOLDER [cmake argument…]: the program for /usr, as every package for Linux has it. Without link-time
# optimisation, which makes it a fifth smaller and every build more than a minute longer.
build_release() {
    local folder=$1
    shift
    # shellcheck disable=SC2015 # either may fail
    cmake --preset release -B "$folder" -DBUILD_TESTING=OFF -DCMAKE_INTERPROCEDURAL_OPTIMIZATION=OFF \
        -DCMAKE_INSTALL_PREFIX=/usr -DLOCKDESK_COMMIT="$commit" -DCMAKE_CXX_FLAGS="-ffile-prefix-map=$PWD=. ${more_flags-}" "$@" >"$folder.log" 2>&1 &&
        cmake --build "$folder" --parallel "$(nproc)" >>"$folder.log" 2>&1 || {
        tail -40 "$folder.log" >&2
        fail "the program could not be built; all of it is in $folder.log."
    }
}

# The lines that the checks print. A check goes on after a failure, so that one run tells all; `verdict` ends it.
proven=0
failures=()

holds() {
    printf '   ok   %s\n' "$*"
    proven=$((proven + 1))
}

breaks() {
    printf ' FAILS  %s\n' "$*"
    failures+=("$*")
}

# prove WHAT COMMAND…: what the command prints is shown when it fails.
prove() {
    local what=$1 said
    shift
    if said=$("$@" 2>&1); then
        holds "$what"
    else
        breaks "$what"
        printf '%s\n' "$said" | sed 's/^/        | /' | tail -40
        return 1
    fi
}

verdict() {
    printf '%s: %d proofs hold, %d fail\n' "${0##*/}" "$proven" "${#failures[@]}"
    [ ${#failures[@]} -eq 0 ]
}
