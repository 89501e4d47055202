#!/bin/sh
# Runs a test on a desktop session of its own: withkeychain.sh KIND PROGRAM [ARGUMENT...]
#   keyring    gnome-keyring, unlocked with the password "pw"
#   nobus      no D-Bus
#   noservice  D-Bus, and nobody on it
#   fail, hang, kwallet   D-Bus with what fakekeychain plays (its path is in LOCKDESK_FAKE_KEYCHAIN)
set -e
kind=$1
shift
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache"
export XDG_RUNTIME_DIR="$home/run"
unset DBUS_SESSION_BUS_ADDRESS DISPLAY WAYLAND_DISPLAY XDG_CURRENT_DESKTOP KDE_FULL_SESSION
cat > "$home/bus.conf" <<CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=$home/run</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
CONF
session() { dbus-run-session --config-file="$home/bus.conf" -- "$@"; }
case $kind in
keyring)
    session sh -c '"$0" pw && exec "$@"' "$(dirname "$0")/../support/keyring.sh" "$@" ;;
nobus) "$@" ;;
noservice) session "$@" ;;
kwallet) XDG_CURRENT_DESKTOP=KDE KDE_SESSION_VERSION=5 session "$LOCKDESK_FAKE_KEYCHAIN" kwallet "$@" ;;
fail | hang) session "$LOCKDESK_FAKE_KEYCHAIN" "$kind" "$@" ;;
*) echo "unknown kind of keychain: $kind" >&2; exit 2 ;;
esac
