#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes Tests/Fixtures/schema-N, a small index that tests open and upgrade, with the haku whose schema is N.
#
# usage: scripts/make-fixture.sh HAKU N
#
# HAKU is a program that writes schema N: of this checkout for the newest, else built of a commit of that time
# (git log -S'version = N' -- Sources/SearchIndex names the first). It has to be done before the schema becomes another,
# and never again after: what is kept is what the program of that time wrote. schema-1 was made in the same way, of the
# first three texts.
set -eu

haku=$1
number=$2
fixture=$(cd "$(dirname "$0")/.." && pwd)/Tests/Fixtures/schema-$number
# The index remembers its roots, so they have the same name everywhere.
place=/tmp/haku-fixture
rm -rf "$place"
mkdir -p "$place/docs"
printf 'Kyläyhdistyksen hanke\n\nPitkäaikaistyöttömät saivat työtä kylätalolta. Työ- ja toimintakyky parani.\n' \
    > "$place/docs/a.txt"
printf 'Kalajoen kaupunki\n\nNuorten työpajan tulokset olivat hyviä.\n' > "$place/docs/ä b.txt"
printf 'Päätös\n\nVaikeassa asemassa olevat nuoret saivat rahoitusta hankkeesta S20059.\n' > "$place/docs/c.txt"
# A misread text, for its repair, and one that two papers share.
printf 'Kylayhdistys.\n' > "$place/docs/d.txt"
cp "$place/docs/c.txt" "$place/docs/e.txt"
touch -d 2026-11-30T12:00:00Z "$place"/docs/*
"$haku" index --index "$place/index" "$place/docs"
rm -rf "$fixture"
mkdir -p "$fixture"
cp -r "$place/index/." "$fixture/"
rm -f "$fixture/writer.lock" "$fixture"/generation-*/flintlock "$fixture"/generation-*/verified
rm -rf "$place"
tar -cz -C "$fixture" . | wc -c
