#!/bin/sh
# Starts gnome-keyring on this session bus, unlocked with the password given, and returns once it answers by its name:
# the daemon goes into the background before it has one.
printf %s "$1" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
tries=0
until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
    string:org.freedesktop.secrets | grep -q 'boolean true'; do
    tries=$((tries + 1))
    [ "$tries" -lt 200 ] || { echo "gnome-keyring does not answer." >&2; exit 1; }
    sleep 0.05
done
