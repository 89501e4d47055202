# shellcheck shell=bash
# Fresh Debian systems in folders, for building and for trying packages. Sourced after common.sh. Needs root and
# debootstrap. What was downloaded is kept in build/chroots/cache, so only the first run waits for the network.
chroots=$PWD/build/chroots
mkdir -p "$chroots/cache"
mirror=${LOCKDESK_MIRROR-http://deb.debian.org/debian}

# Goes on in namespaces of its own for mounts and processes: what is mounted and started in there ends with the script,
# however that ends.
in_own_namespaces() {
    need_root
    [ -z "${LOCKDESK_NAMESPACES-}" ] || return 0
    command -v unshare >/dev/null || fail "unshare (Debian: util-linux) is missing."
    LOCKDESK_NAMESPACES=1 unshare --mount --pid --fork --kill-child --mount-proc "$0" "$@" &
    # unshare heeds no other signal.
    # shellcheck disable=SC2064 # the number is known now
    trap "kill -KILL $!" INT TERM HUP
    local status=0
    wait $! || status=$?
    exit "$status"
}

# The minimal system of SUITE as an archive, made anew when it is older than a day, so that what is tried is today's.
base_system() {
    local suite=$1 archive=$chroots/cache/$1.tar folder
    if [ -z "$(find "$archive" -mmin -1440 2>/dev/null)" ]; then
        mkdir -p "$chroots/cache/base"
        folder=$(mktemp -d "$chroots/base.XXXXXX")
        debootstrap --variant=minbase --cache-dir="$chroots/cache/base" "$suite" "$folder" "$mirror" \
            >"$chroots/debootstrap-$suite.log" 2>&1 || {
            tail -20 "$chroots/debootstrap-$suite.log" >&2
            fail "debootstrap could not make a minimal $suite from $mirror."
        }
        rm -f "$folder"/var/cache/apt/archives/*.deb
        tar -C "$folder" --one-file-system -cf "$archive.new" .
        mv "$archive.new" "$archive"
        rm -rf --one-file-system "$folder"
    fi
}

# fresh_chroot SUITE NAME: a minimal system of that suite, up to date and alone; its folder is in `root` from then on.
# Packages that were fetched are kept in `kept`, which outlives it.
fresh_chroot() {
    local suite=$1
    kept=$chroots/cache/packages-$1
    root=$chroots/$2
    base_system "$suite"
    rm -rf --one-file-system "$root"
    mkdir -p "$root" "$kept"
    tar -C "$root" -xf "$chroots/cache/$suite.tar"
    chmod 755 "$root"
    mount -t proc proc "$root/proc"
    # Links, as two chroots of a suite may be at it at the same time.
    find "$kept" -name '*.deb' -exec cp --link --target-directory="$root/var/cache/apt/archives" {} +
    mkdir -p "$root/tmp/.X11-unix" "$root/dev/shm"
    mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    # No service is started in there, and nothing waits for the disk: the folder is thrown away.
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod +x "$root/usr/sbin/policy-rc.d"
    echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/unsafe-io"
    printf 'APT::Sandbox::User "root";\nAPT::Keep-Downloaded-Packages "true";\nAcquire::Languages "none";\n' \
        >"$root/etc/apt/apt.conf.d/90lockdesk"
    echo "deb $mirror $suite main" >"$root/etc/apt/sources.list"
    in_chroot apt-get -qq update || fail "apt-get update failed in the minimal $suite."
    in_chroot useradd --create-home --uid 1000 --shell /bin/sh tester
    in_chroot install -d -o tester -g tester -m 700 /home/tester/.run
}

# Ends the chroot whose folder is in `root`. No-op when there is none.
leave_chroot() {
    local mounted
    [ -n "${root-}" ] && [ -d "$root" ] || return 0
    while read -r mounted; do
        umount -l "$mounted"
    done < <(awk -v root="$root/" 'index($2, root) == 1 { print $2 }' /proc/self/mounts | sort -r)
    rm -rf --one-file-system "$root"
    root=
}

# As root, with nothing of this system's environment.
in_chroot() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive HOME=/root \
        ${SOURCE_DATE_EPOCH:+SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH"} chroot "$root" "$@" </dev/null
}

# As a person without rights; NAME=VALUE before the command adds to the environment.
as_tester() {
    chroot --userspec=1000:1000 --groups= "$root" /usr/bin/env -i -C /home/tester PATH=/usr/bin:/bin LC_ALL=C.UTF-8 \
        HOME=/home/tester XDG_RUNTIME_DIR=/home/tester/.run "$@" </dev/null
}

apt_install() {
    in_chroot apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install "$@" || return
    find "$root/var/cache/apt/archives" -maxdepth 1 -name '*.deb' -exec cp --link --no-clobber --target-directory="$kept" {} +
}
