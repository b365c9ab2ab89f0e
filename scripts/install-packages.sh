#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs the system packages that building haku needs, where they are missing: as root, or through sudo. On a machine
# without apt it names what is missing and stops. What is there already is found by what it does, not by its package's
# name, so that libraries built by hand or by another distribution will do.
#
# With the argument `converters` also the programs that haku runs, where they are there, to read PDF and office files:
# the tests need them all.
set -eu

has_headers() { command -v pkg-config >/dev/null 2>&1 && pkg-config --exists "$1"; }

# The Finnish dictionary, in the places where libvoikko looks for it.
has_dictionary() {
    for folder in "${VOIKKO_DICTIONARY_PATH:-}" "$HOME/.voikko" /etc/voikko /usr/lib/voikko /usr/share/voikko \
        /usr/local/lib/voikko /usr/local/share/voikko; do
        for file in "$folder"/5/mor-*/mor.vfst; do
            if [ -r "$file" ]; then return 0; fi
        done
    done
    return 1
}

# The C++ standard library's headers, as the compiler of the Swift toolchain finds them.
has_cxx() {
    compiler=$(command -v clang++ || true)
    if swift=$(command -v swift); then
        beside=$(dirname "$(readlink -f "$swift")")/clang++
        if [ -x "$beside" ]; then compiler=$beside; fi
    fi
    [ -n "$compiler" ] && echo '#include <string>' | "$compiler" -x c++ -fsyntax-only - 2>/dev/null
}

missing=
need() { missing="$missing $1"; }
command -v pkg-config >/dev/null 2>&1 || need pkg-config
has_headers xapian-core || need libxapian-dev
has_headers libvoikko || need libvoikko-dev
has_dictionary || need voikko-fi
has_headers libzstd || need libzstd-dev
has_headers zlib || need zlib1g-dev
has_headers libdeflate || need libdeflate-dev
has_headers readline || need libreadline-dev
has_headers libxml-2.0 || need libxml2-dev
has_cxx || need g++
if [ "${1:-}" = converters ]; then
    for program in pdfinfo pdftotext pdfimages pdftoppm pdfdetach; do
        command -v $program >/dev/null 2>&1 || { need poppler-utils; break; }
    done
    languages=$(tesseract --list-langs 2>/dev/null || true)
    command -v tesseract >/dev/null 2>&1 || need tesseract-ocr
    for language in fin swe; do
        echo "$languages" | grep -qx $language || need tesseract-ocr-$language
    done
    for program in bsdtar bsdcat; do
        command -v $program >/dev/null 2>&1 || { need libarchive-tools; break; }
    done
    command -v catdoc >/dev/null 2>&1 || need catdoc
    # The tests write archives and office documents with them.
    command -v zip >/dev/null 2>&1 || need zip
    command -v pandoc >/dev/null 2>&1 || need pandoc
    # The tests look at the page in a browser.
    command -v chromium >/dev/null 2>&1 || need chromium
    command -v chromedriver >/dev/null 2>&1 || need chromium-driver
    # It serves shards to the tests.
    command -v xapian-tcpsrv >/dev/null 2>&1 || need xapian-tools
    # The house is checked by it.
    command -v python3 >/dev/null 2>&1 || need python3
    python3 -m pip --version >/dev/null 2>&1 || need python3-pip
fi

[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "haku needs these packages, and this machine has no apt to install them (the names are Debian's):$missing" >&2
    echo "Install them (Xapian 1.4, libvoikko 4 with its Finnish dictionary, zstd, zlib, libdeflate, Readline, libxml2, pkg-config, a C++ library) and run make again." >&2
    exit 69
fi

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1; then
    as_root=sudo
    # Nobody can type a password where there is no terminal.
    if [ ! -t 0 ]; then as_root='sudo -n'; fi
else
    echo "haku needs these packages, and only root may install them:$missing" >&2
    echo "As root, say: apt-get install$missing" >&2
    exit 77
fi

echo "Installing what is missing:$missing" >&2
apt() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" </dev/null >&2; }
# Package lists that are missing or old make the first try fail; then they are fetched.
# shellcheck disable=SC2086
apt install -y --no-install-recommends $missing 2>/dev/null || {
    apt update
    apt install -y --no-install-recommends $missing
} || {
    echo "The packages could not be installed; see above. By hand: apt-get install$missing" >&2
    exit 69
}
