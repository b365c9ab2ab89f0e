#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-reproducible.sh [FOLDER]      builds the package of the last commit in two clones, from nothing, and compares the bytes;
#                                           the clones are below FOLDER (a temporary one), 6 GB, and go at the end. Their paths differ,
#                                           but are as long: the compiler puts the length of a file's path into a program where the
#                                           file has withoutActuallyEscaping, as one of Hummingbird's has.
set -eu
repository=$(cd "$(dirname "$0")/.." && git rev-parse --show-toplevel)
commit=$(git -C "$repository" rev-parse HEAD)
work=$(mktemp -d "${1:-${TMPDIR:-/tmp}}/reproducible.XXXXXX")
trap 'rm -rf "$work"' EXIT

for clone in first later; do
    git clone -q "$repository" "$work/$clone"
    git -C "$work/$clone" checkout -q "$commit"
    make -C "$work/$clone" deb >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    mv "$work/$clone"/.build-deb/package/haku_*.deb "$work/$clone.deb"
    rm -rf "${work:?}/$clone"
done
if cmp "$work/first.deb" "$work/later.deb"; then
    echo "the same bytes twice: $(sha256sum <"$work/first.deb" | cut -d' ' -f1)"
else
    for package in first later; do dpkg-deb -x "$work/$package.deb" "$work/$package"; done
    diff -rq "$work/first" "$work/later" >&2 || true
    echo "test-reproducible: two builds of $commit differ" >&2
    exit 1
fi
