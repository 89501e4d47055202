# shellcheck shell=bash disable=SC2154 # root: of chroot.sh
# A display, and a person who looks at it: starts the program in the chroot of chroot.sh, waits for its window, takes its
# picture and closes it. Sourced after chroot.sh. Needs Xvfb, xdotool and ImageMagick on this side of the chroot.

# Starts a display; its name is in `display` from then on. The socket's abstract name is known in every chroot.
open_display() {
    local number_file
    number_file=$(mktemp)
    exec 7>"$number_file"
    Xvfb -displayfd 7 -screen 0 1280x800x24 -nolisten tcp -ac >/dev/null 2>&1 </dev/null &
    display_pid=$!
    exec 7>&-
    for _ in $(seq 100); do
        [ ! -s "$number_file" ] || break
        sleep 0.1
    done
    display=:$(cat "$number_file")
    rm -f "$number_file"
    [ "$display" != : ] || fail "Xvfb did not start."
}

close_display() {
    [ -z "${display_pid-}" ] || kill "$display_pid" 2>/dev/null || true
    display_pid=
}

# Whether a picture shows a window full of things, rather than one colour or two.
is_rich() {
    local colours
    colours=$(identify -format %k "$1")
    echo "$1 has $colours colours."
    [ "$colours" -gt 100 ]
}

# show_window PICTURE COMMAND…: COMMAND, run by the tester, must open a window named Lockdesk within 60 seconds, stay, and
# end with 0 when it is told to quit. The picture is taken when two looks a second apart saw the same.
show_window() {
    local picture=$1 said status pid window='' now last=''
    shift
    said=$(mktemp)
    as_tester DISPLAY="$display" QT_QPA_PLATFORM=xcb "$@" >"$said" 2>&1 &
    pid=$!
    for _ in $(seq 120); do
        window=$(DISPLAY=$display xdotool search --onlyvisible --name Lockdesk 2>/dev/null | head -1) || true
        [ -z "$window" ] || break
        if ! kill -0 "$pid" 2>/dev/null; then
            cat "$said"
            echo "It ended before its window was there."
            return 1
        fi
        sleep 0.5
    done
    if [ -z "$window" ]; then
        cat "$said"
        echo "There was no window within a minute."
        kill "$pid" 2>/dev/null || true
        return 1
    fi
    for _ in $(seq 30); do
        sleep 1
        import -display "$display" -window root "$picture"
        # But for the status line, which counts seconds.
        now=$(convert "$picture" -gravity North -crop 100%x85%+0+0 -format '%#' info:)
        [ "$now" != "$last" ] || break
        last=$now
    done
    DISPLAY=$display xdotool windowfocus --sync "$window" key --clearmodifiers ctrl+q
    for _ in $(seq 60); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.25
    done
    if kill -0 "$pid" 2>/dev/null; then
        kill "$pid" 2>/dev/null || true
        echo "It did not quit within 15 seconds."
        return 1
    fi
    status=0
    wait "$pid" || status=$?
    cat "$said"
    rm -f "$said"
    [ "$status" -eq 0 ] || echo "It ended with $status."
    [ "$status" -eq 0 ] && is_rich "$picture"
}

# misses_the_keychain COMMAND…: COMMAND --self-test must say with status 1 that there is none.
misses_the_keychain() {
    local status=0
    as_tester QT_QPA_PLATFORM=offscreen timeout 120 "$@" --self-test || status=$?
    [ "$status" -eq 1 ]
}

# keychain_round_trip COMMAND…: COMMAND --self-test, with GNOME Keyring on a session bus of its own; both must be installed.
keychain_round_trip() {
    cp tests/support/keyring.sh "$root/tmp/keyring.sh"
    chmod 755 "$root/tmp/keyring.sh"
    # shellcheck disable=SC2016
    as_tester QT_QPA_PLATFORM=offscreen timeout 120 dbus-run-session -- \
        sh -c '/tmp/keyring.sh kept-for-one-test && exec "$@"' - "$@" --self-test
}
