#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-container.sh PACKAGE.deb        as root: makes the container of the package and tries it: it indexes what is mounted, answers
#                                             its health check and a search, is not root, ends on SIGTERM and keeps its index. $ROOT names a
#                                             root that debootstrap made; without it one is made.
set -eu
cd "$(dirname "$0")/.."
package=$(readlink -f "$1")
work=$(mktemp -d)
export BUILDAH="buildah --storage-driver vfs --root $work/store --runroot $work/run"
running=
finish() {
    [ -z "$running" ] || kill "$running" 2>/dev/null || true
    $BUILDAH rm --all >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT
fail() {
    echo "test-container: $*" >&2
    exit 1
}

. scripts/debian-root.sh
ROOT=$work/root ISOLATION=chroot scripts/build-container.sh "$package" haku-test >"$work/log" 2>&1 || fail "build: $(tail -5 "$work/log")"
container=$($BUILDAH from haku-test)
inside() { $BUILDAH run --isolation chroot "$container" -- "$@"; }
mkdir -p "$work/index"
# The folder is the container's user's, as a volume of its own would be.
chown "$(inside id -u):$(inside id -g)" "$work/index"
serve() {
    mkfifo "$work/said"
    $BUILDAH run --isolation chroot -v "$PWD/seeds:/documents:ro" -v "$work/index:/var/lib/haku/index" "$container" -- \
        /usr/libexec/haku/entrypoint hakud >"$work/said" 2>"$work/errors" &
    running=$!
    # Its lines are read to the end, so that it can go on.
    exec 3<"$work/said"
    rm "$work/said"
    while IFS= read -r line <&3; do
        case $line in READY*) return ;; esac
    done
    fail "the container ended before it was ready: $(cat "$work/errors")"
}
stop() {
    pid=$(pgrep -P "$(pgrep -P "$running")")
    kill -TERM "$pid"
    wait "$running" || true
    running=
    exec 3<&-
}

serve
[ "$(inside id -u)" != 0 ] || fail 'it runs as root'
[ "$(inside haku ask --timeout 4 PING)" = OK ] || fail 'the health check failed'
[ "$(inside haku ask 'COUNT kyläyhdistys')" = 'OK matches=2 exact=yes' ] || fail 'two documents are not found'
stop
if inside haku ask --timeout 4 PING 2>/dev/null; then fail 'the health check succeeds without hakud'; fi
[ -e "$work/index/current" ] || fail 'the index is not in its volume'
serve
grep -q documents "$work/errors" && fail 'the second start indexed anew'
[ "$(inside haku ask 'COUNT kyläyhdistys')" = 'OK matches=2 exact=yes' ] || fail 'after a new start two documents are not found'
stop
echo 'test-container: built, indexed, healthy, searched, stopped, started anew with its index; not root'
