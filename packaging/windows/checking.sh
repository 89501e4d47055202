# shellcheck shell=bash
# What the checks of packages for Windows share: a Windows of their own in Wine, a display, and one line a proof.
# Sourced after environment.sh. What is proven here is proven under Wine, not on Windows.

export WINEPREFIX=$top/build/windows-check
unset WINEPATH QT_PLUGIN_PATH QT_QPA_PLATFORM
work=$(mktemp -d)
broken=0
display_pid=
c_drive=$WINEPREFIX/drive_c

clean_up() {
    wineserver -k 2>/dev/null || true
    [ -z "$display_pid" ] || kill "$display_pid" 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT

# A new Windows, and a display for it.
begin() {
    packaging/linux/install-packages windows test
    packaging/windows/wine-prefix
    wineserver -k 2>/dev/null || true
    rm -rf "$WINEPREFIX"
    cp -a "${LOCKDESK_WINE_PREFIX:-$top/build/windows-wine}" "$WINEPREFIX"
    # What every Windows has, and Wine only once somebody needs it.
    local user='HKEY_CURRENT_USER\Software' computer='HKEY_LOCAL_MACHINE\Software' microsoft='Microsoft\Windows\CurrentVersion'
    {
        printf 'REGEDIT4\n'
        printf '\n[%s]\n' "$user\\Classes" "$user\\$microsoft\\Uninstall" \
            "$computer\\Classes\\Installer\\"{Features,Products,UpgradeCodes} \
            "$computer\\$microsoft\\Installer\\"{UpgradeCodes,'UserData\S-1-5-18\'{Components,Products}} \
            {"$user","$computer"}'\Microsoft\SystemCertificates\'{CA,My,Root,Trust}'\'{Certificates,CRLs,CTLs}
    } >"$work/present.reg"
    wine reg import "$(windows_path "$work/present.reg")"
    mkdir -p "$c_drive/users/$(whoami)/AppData/Local/Programs" "$c_drive/windows/Installer"
    mkfifo "$work/display"
    Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
    display_pid=$!
    DISPLAY=:$(head -n 1 "$work/display")
    export DISPLAY
}

# proof WORDS COMMAND…: one line that says whether it holds.
proof() {
    local words=$1
    shift
    if "$@" >"$work/output" 2>&1; then
        printf 'ok      %s\n' "$words"
    else
        printf 'FAILED  %s\n' "$words"
        tail -n 20 "$work/output" | sed 's/^/        /'
        broken=$((broken + 1))
    fi
}

finish() {
    [ "$broken" -eq 0 ] || fail "$broken proof(s) failed."
    echo "All of it under Wine $(wine --version | sed 's/^wine-//'), not on Windows."
}

# Every file of the disk, and every key and value of the registry, at rest.
snapshot() {
    wineserver -w
    (cd "$c_drive" && find . -type f -o -type d | LC_ALL=C sort) >"$1.files"
    local hive
    for hive in system user; do
        awk -v hive="$hive" '/^\[/ { sub(/ [0-9]+$/, ""); key = $0; print hive " " key; next } /^#|^$/ { next } { print hive " " key " " $0 }' \
            "$WINEPREFIX/$hive.reg"
    done | LC_ALL=C sort >"$1.registry"
}

# What is there now and was not before; Wine's own housekeeping aside, and what Windows deletes at its next start, where an
# uninstaller lists its own copy in Temp.
added() {
    LC_ALL=C comm -13 "$1" "$2" | grep -vE '/Temp(/|$)|/temp(/|$)|\\\\(Explorer|Fonts|Cryptography|Sessions|UserAssist)|Wine\\\\|DriverDateData|PendingFileRenameOperations|Enum\\\\DISPLAY|\[Console\]' || true
}

nothing_added() {
    added "$1" "$2"
    [ -z "$(added "$1" "$2")" ]
}

# A window with these words in its title, within half a minute.
window_titled() {
    timeout 30 xdotool search --sync --onlyvisible --name "$1" | tail -n 1
}

# picture_of PROGRAM PICTURE: starts the demo in a real window, takes its picture, and leaves it running as $program_pid.
picture_of() {
    wine "$1" --demo >"$work/program" 2>&1 &
    program_pid=$!
    window_titled 'Lockdesk – Demo' >/dev/null || return 1
    sleep 6 # until the demo's data have been painted
    mkdir -p "${2%/*}"
    import -window root "$2"
    local colours
    colours=$(identify -format %k "$2")
    echo "$colours colours"
    [ "$colours" -gt 100 ]
}

# As its person would: Windows asks the window to close.
close_window() {
    wine taskkill /IM lockdesk.exe
    timeout 20 tail --pid="$program_pid" -f /dev/null
}

prints() {
    local wanted=$1
    shift
    { "$@" 2>&1 || true; } | tee /dev/stderr | tr -d '\r' | grep -qE -- "$wanted"
}

# ASLR over the whole address space, and no execution of data.
is_hardened() {
    local file
    for file in "$@"; do
        echo "$file"
        "$machine-objdump" -p "$file" >"$work/headers"
        grep -q HIGH_ENTROPY_VA "$work/headers" && grep -q DYNAMIC_BASE "$work/headers" && grep -q NX_COMPAT "$work/headers" || return 1
    done
}
