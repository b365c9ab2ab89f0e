#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: install.sh FOLDER-OF-THE-PROGRAMS PREFIX [DESTDIR]     puts haku, hakud and hakuweb, their converters and data, manual, completions and
#                                                               units below DESTDIR/PREFIX; PREFIX is where they will run
#        install.sh --remove PREFIX [DESTDIR]                   takes them away again
set -eu
cd "$(dirname "$0")/.."
from=$1
prefix=$2
root=${3:-}$prefix

# Each file that is installed as it is: its mode, where it is, where it goes below PREFIX. The programs find their data
# in share/haku beside the folder that they lie in.
files() {
    for program in haku hakud hakuweb; do echo "755 $from/$program bin/$program"; done
    echo '755 packaging/haku-replicate bin/haku-replicate'
    # What haku runs, and nobody else.
    for program in haku-office haku-confine; do echo "755 $from/$program libexec/haku/$program"; done
    for file in Sources/HakuData/Data/*; do echo "644 $file share/haku/${file##*/}"; done
    for page in packaging/man/*.[1-8]; do echo "644 $page share/man/man${page##*.}/${page##*/}"; done
    for page in packaging/man/*/*.[1-8]; do
        language=${page%/*}
        echo "644 $page share/man/${language##*/}/man${page##*.}/${page##*/}"
    done
    for text in README.md PROTOCOL.md LICENSE packaging/haku.conf packaging/prometheus/haku.rules.yml; do echo "644 $text share/doc/haku/${text##*/}"; done
    echo '644 packaging/sysusers.d/haku.conf lib/sysusers.d/haku.conf'
}

# What is written on the way: units, which name the programs, and completions, which the programs know best.
units=$(cd packaging/systemd && ls)
completions() {
    for program in haku hakud hakuweb; do
        echo "bash $program share/bash-completion/completions/$program"
        echo "zsh $program share/zsh/site-functions/_$program"
        echo "fish $program share/fish/vendor_completions.d/$program.fish"
    done
}

if [ "$from" = --remove ]; then
    from=.
    files | while read -r _ _ to; do rm -f "$root/$to"; done
    completions | while read -r _ _ to; do rm -f "$root/$to"; done
    for unit in $units; do rm -f "$root/lib/systemd/system/$unit"; done
    rmdir "$root/libexec/haku" "$root/share/haku" "$root/share/doc/haku" 2>/dev/null || true
    exit 0
fi

files | while read -r mode file to; do
    install -D -m "$mode" "$file" "$root/$to"
    echo "$root/$to"
done
for unit in $units; do
    to=lib/systemd/system/$unit
    install -D -m 644 /dev/null "$root/$to"
    sed "s|@PREFIX@|$prefix|g" "packaging/systemd/$unit" >"$root/$to"
    echo "$root/$to"
done
completions | while read -r shell program to; do
    install -D -m 644 /dev/null "$root/$to"
    LC_ALL=C "$from/$program" --generate-completion-script "$shell" >"$root/$to"
    echo "$root/$to"
done
