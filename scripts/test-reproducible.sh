#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: test-reproducible.sh [FOLDER]      builds the package of the last commit in two clones whose paths differ, from nothing, and
#                                           compares the bytes; the clones are below FOLDER (a temporary one), 6 GB, and go at the end.
set -eu
repository=$(cd "$(dirname "$0")/.." && git rev-parse --show-toplevel)
commit=$(git -C "$repository" rev-parse HEAD)
work=$(mktemp -d "${1:-${TMPDIR:-/tmp}}/reproducible.XXXXXX")
trap 'rm -rf "$work"' EXIT

for clone in one another/much/deeper; do
    mkdir -p "$(dirname "$work/$clone")"
    git clone -q "$repository" "$work/$clone"
    git -C "$work/$clone" checkout -q "$commit"
    make -C "$work/$clone" deb >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    mv "$work/$clone"/.build-deb/package/haku_*.deb "$work/$(basename "$clone").deb"
    rm -rf "${work:?}/${clone%%/*}"
done
if cmp "$work/one.deb" "$work/deeper.deb"; then
    echo "the same bytes twice: $(sha256sum <"$work/one.deb" | cut -d' ' -f1)"
else
    for package in one deeper; do dpkg-deb -x "$work/$package.deb" "$work/$package"; done
    diff -rq "$work/one" "$work/deeper" >&2 || true
    echo "test-reproducible: two builds of $commit differ" >&2
    exit 1
fi
