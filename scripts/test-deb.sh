#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-deb.sh OLD.deb NEW.deb      as root: in a fresh Debian root installs OLD, indexes the sample documents, searches through hakud
#                                         as an ordinary user, upgrades to NEW, purges, and tells what is left. $ROOT names a root
#                                         that debootstrap made, which is copied; without it one is made.
set -eu
old=$(readlink -f "$1")
new=$(readlink -f "$2")
scripts=$(cd "$(dirname "$0")" && pwd)
seeds=$scripts/../seeds
work=$(mktemp -d)
root=$work/root
daemon=
finish() {
    [ -z "$daemon" ] || kill "$daemon" 2>/dev/null || true
    umount "$root/proc" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
fail() {
    echo "test-deb: $*" >&2
    exit 1
}

. "$scripts/debian-root.sh"
mount -t proc proc "$root/proc"
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as() { user=$1 && shift && inside setpriv --reuid="$user" --regid="$user" --init-groups "$@"; }

inside apt-get update -qq >/dev/null
cp "$old" "$root/srv/old.deb"
cp "$new" "$root/srv/new.deb"
inside apt-get install -qq --no-install-recommends -y /srv/old.deb >"$work/log" 2>&1 || fail "install: $(tail -5 "$work/log")"
inside haku --version
inside dpkg -V haku || fail 'the installed files are not those of the package'

cp -r "$seeds" "$root/srv/seeds"
as haku haku index /srv/seeds
inside install -d -o haku -g haku -m 0755 /run/haku
inside adduser --disabled-password --gecos '' --quiet matti >/dev/null
as matti haku search kyläyhdistys >"$work/out" 2>&1 && fail 'who is not of the group was let in'
grep -q 'group haku' "$work/out" || echo "    (without hakud: $(head -1 "$work/out"))"
start() {
    chroot "$root" setpriv --reuid=haku --regid=haku --init-groups hakud >"$work/ready" 2>"$work/hakud" &
    daemon=$!
    # READY is the first line that it prints.
    while ! grep -q READY "$work/ready"; do
        kill -0 "$daemon" 2>/dev/null || fail "hakud: $(cat "$work/hakud")"
        inside perl -e 'select(undef, undef, undef, 0.05)'
    done
}
start
as matti haku count kyläyhdistys >"$work/out" 2>&1 && fail 'who is not of the group was let in'
grep -q 'group haku' "$work/out" || fail "the refusal does not name the group: $(cat "$work/out")"
inside adduser --quiet matti haku
[ "$(as matti haku count kyläyhdistys)" = 2 ] || fail 'an ordinary user of the group does not find two documents'
as matti haku search --limit 1 kyläyhdistys

kill "$daemon"
wait "$daemon" || true
echo '# changed by hand' >>"$root/etc/haku/haku.conf"
inside apt-get install -qq --no-install-recommends -y /srv/new.deb >"$work/log" 2>&1 || fail "upgrade: $(tail -5 "$work/log")"
grep -q 'changed by hand' "$root/etc/haku/haku.conf" || fail 'the upgrade overwrote the settings'
start
[ "$(as matti haku count kyläyhdistys)" = 2 ] || fail 'after the upgrade two documents are not found'
kill "$daemon"
wait "$daemon" || true
daemon=

inside apt-get purge -qq -y haku >"$work/log" 2>&1 || fail "purge: $(tail -5 "$work/log")"
left=$(cd "$root" && find etc usr lib var run -path '*haku*' ! -type d ! -path 'var/lib/haku/index/*' ! -path 'var/log/*' \
    ! -path 'var/cache/*' | LC_ALL=C sort)
[ -z "$left" ] || fail "purging leaves $left"
[ -e "$root/var/lib/haku/index/current" ] || fail 'purging took the index'
echo 'test-deb: installed, searched, upgraded, purged; nothing left but the index'
