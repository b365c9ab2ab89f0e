#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: install.sh FOLDER-OF-THE-PROGRAMS PREFIX      puts haku and hakud, their data and their manual below PREFIX
#        install.sh --remove PREFIX                    takes them away again
set -eu
cd "$(dirname "$0")/.."
from=$1
prefix=$2

# Each file that is installed: its mode, where it is, where it goes below PREFIX.
files() {
    for program in haku hakud; do echo "755 $from/$program bin/$program"; done
    # Data that a library ships lies in bundles beside the program that uses it; Foundation looks for them there.
    for bundle in "$from"/haku_*.resources; do
        [ -d "$bundle" ] || continue
        find "$bundle" -type f | while IFS= read -r file; do echo "644 $file bin/${file#"$from"/}"; done
    done
    for page in packaging/man/*.[1-8]; do
        [ -f "$page" ] && echo "644 $page share/man/man${page##*.}/${page##*/}"
    done
    for unit in packaging/systemd/*.service packaging/systemd/*.socket; do
        [ -f "$unit" ] && echo "644 $unit lib/systemd/system/${unit##*/}"
    done
    for text in README.md PROTOCOL.md LICENSE; do echo "644 $text share/doc/haku/$text"; done
}

if [ "$from" = --remove ]; then
    from=.build/release
    files | while read -r _ _ to; do rm -f "$prefix/$to"; done
    rmdir "$prefix"/bin/haku_*.resources "$prefix/share/doc/haku" 2>/dev/null || true
else
    files | while read -r mode file to; do
        install -D -m "$mode" "$file" "$prefix/$to"
        echo "$prefix/$to"
    done
fi
