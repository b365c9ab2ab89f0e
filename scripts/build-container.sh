#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: build-container.sh PACKAGE.deb [NAME]      makes the image NAME (haku) of packaging/container with buildah. $BASE is the image it
#                                                   stands on (Debian 12); with $ROOT, a folder that debootstrap made, that root is it.
# What buildah is to be told where it cannot do everything: $BUILDAH, such as "buildah --storage-driver vfs".
set -eu
package=$(readlink -f "$1")
name=${2:-haku}
folder=$(cd "$(dirname "$0")/../packaging/container" && pwd)
buildah=${BUILDAH:-buildah}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$folder/Containerfile" "$folder/entrypoint.sh" "$work"
cp "$package" "$work/haku.deb"
if [ -n "${ROOT:-}" ]; then
    base=$($buildah from scratch)
    $buildah add -q "$base" "$ROOT" / >/dev/null
    $buildah commit -q "$base" "$name-base" >/dev/null
    $buildah rm "$base" >/dev/null
    BASE=localhost/$name-base
fi
# Docker's format, for the health check.
$buildah build --format docker ${BASE:+--build-arg "BASE=$BASE"} ${ISOLATION:+--isolation "$ISOLATION"} -t "$name" "$work"
