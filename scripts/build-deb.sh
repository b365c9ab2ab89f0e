#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: build-deb.sh FOLDER-OF-THE-PROGRAMS OUTPUT-FOLDER      makes haku_VERSION_ARCHITECTURE.deb of programs that need no Swift
#                                                               libraries. $VERSION replaces the version. The same programs make
#                                                               the same bytes: times are those of the last commit.
set -eu
cd "$(dirname "$0")/.."
from=$(readlink -f "$1")
mkdir -p "$2"
output=$(cd "$2" && pwd)
number=$(sed -n 's/.*hakuVersion = "\(.*\)".*/\1/p' Sources/Answering/Version.swift)
version=${VERSION:-$number+$(git rev-list --count HEAD)}
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
architecture=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
umask 022

scripts/install.sh "$from" /usr "$root" >/dev/null
doc=$root/usr/share/doc/haku

# Where Debian has what is elsewhere on other systems.
mkdir -p "$root/lib/systemd" "$root/usr/share/zsh" "$root/usr/share/lintian/overrides"
mv "$root/usr/lib/systemd/system" "$root/lib/systemd/system"
rmdir "$root/usr/lib/systemd"
mv "$root/usr/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"
install -D -m 644 packaging/haku.conf "$root/etc/haku/haku.conf"
# Shells read completions, and do not run them.
sed -i '1{/^#!/d}' "$root"/usr/share/bash-completion/completions/*
rm "$doc/LICENSE" "$doc/haku.conf"
install -m 644 packaging/debian/copyright packaging/debian/README.Debian "$doc"
install -m 644 packaging/debian/lintian-overrides "$root/usr/share/lintian/overrides/haku"
gzip -9n "$root"/usr/share/man/man*/* "$root"/usr/share/man/*/man*/*
# The compiler's hashes of its modules (which nothing reads) and the linker's of the whole program (which is taken before strip,
# over the debugging information) tell the folder of the build apart.
for program in "$root"/usr/bin/* "$root"/usr/libexec/haku/*; do
    [ "$(head -c 2 "$program")" = '#!' ] ||
        strip --strip-unneeded --remove-section=.swift_modhash --remove-section=.note.gnu.build-id "$program"
done
{
    printf 'haku (%s) unstable; urgency=medium\n\n  * CHANGELOG.md beside this file tells what is new.\n\n' "$version"
    printf ' -- The haku developers <haku@example.org>  %s\n' "$(date -uRd "@$SOURCE_DATE_EPOCH")"
} | gzip -9n >"$doc/changelog.gz"
install -m 644 CHANGELOG.md "$doc"

# The libraries that the programs need, by the packages that have them.
mkdir "$work/debian"
printf 'Source: haku\n\nPackage: haku\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/* root/usr/libexec/haku/* | sed 's/^shlibs:Depends=//')

mkdir "$root/DEBIAN"
# What the programs are made of, where the folder of their build tells.
checkouts=$from/../../checkouts
if [ -f Package.resolved ] && [ -d "$checkouts" ]; then
    scripts/make-sbom.py "$version" "$checkouts" "$depends, adduser, voikko-fi" | gzip -9n >"$doc/haku.cdx.json.gz"
fi
sed -e "s|@VERSION@|$version|; s|@ARCHITECTURE@|$architecture|; s|@DEPENDS@|$depends|" \
    -e "s|@SIZE@|$(du -sk "$root" | cut -f1)|" packaging/debian/control.in >"$root/DEBIAN/control"
echo /etc/haku/haku.conf >"$root/DEBIAN/conffiles"
for script in postinst prerm postrm; do install -m 755 "packaging/debian/$script" "$root/DEBIAN/$script"; done
(cd "$root" && find . -type f ! -path './DEBIAN/*' ! -path './etc/*' -printf '%P\0' | LC_ALL=C sort -z | xargs -0 md5sum) \
    >"$root/DEBIAN/md5sums"
find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
file=$output/haku_${version}_$architecture.deb
dpkg-deb --build --root-owner-group "$root" "$file" >/dev/null
echo "$file"
