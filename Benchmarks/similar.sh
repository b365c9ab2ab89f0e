#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How fast hakud finds similar documents, beside stock Xapian's query of 40 expansion terms in process, in one run on one
# machine; and how many of the ten that a comparison with every document finds it finds.
#
# usage: similar.sh FOLDER-OF-THE-PROGRAMS FOLDER-OF-DOCUMENTS [DOCUMENTS-ASKED (300)]
#        INDEX=DIR and STOCK=DIR name indexes of the documents that are there already.
set -euo pipefail
programs=$(realpath "$1")
documents=$(realpath "$2")
count=${3:-300}
cd "$(dirname "$0")"
export HAKU_CONFIG=/dev/null
scratch=$(mktemp -d)
daemon=
finish() {
    [ -z "$daemon" ] || kill "$daemon" 2>/dev/null || true
    rm -rf "$scratch"
}
trap finish EXIT

g++ -O2 -std=c++17 -o "$scratch/load" load/load.cc
# shellcheck disable=SC2046
g++ -O2 -std=c++17 -o "$scratch/stock" stock-xapian/stock.cc $(pkg-config --cflags --libs xapian-core)
index=${INDEX:-$scratch/index}
stock=${STOCK:-$scratch/stock-index}
[ -e "$index" ] || "$programs/haku" index --index "$index" "$documents" 2>&1 | tail -n 1
[ -e "$stock" ] || "$scratch/stock" index "$stock" "$documents"
"$programs/haku" list --index "$index" --format tsv | cut -f 2 | shuf -n "$count" --random-source=<(yes) >"$scratch/ids"

exec {ready}< <(exec "$programs/hakud" --index "$index" --socket "$scratch/s" --cache 0)
daemon=$!
read -r -u "$ready" _
sed 's/^/SIMILAR limit=10 -- /' "$scratch/ids" >"$scratch/requests"
"$scratch/load" one "$scratch/s" "$scratch/requests" "$count" >/dev/null
echo "== hakud, SIMILAR, one at a time"
"$scratch/load" one "$scratch/s" "$scratch/requests" "$count"
echo "resident: $(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$daemon/status") MB"

echo "== stock Xapian, 40 terms, in process"
awk '{ n = split($0, part, "/"); print NR "\t" part[n] }' "$scratch/ids" >"$scratch/topics"
"$scratch/stock" similar "$stock" "$scratch/topics" 10 2>"$scratch/times" >/dev/null
grep '^ms' "$scratch/times" | cut -f 3 | sort -n |
    awk '{ v[NR] = $1 } END { printf "median %.3f ms, p99 %.3f ms\n", v[int(NR / 2) + 1], v[int(NR * .99) + 1] }'

python3 similar-recall.py "$index" "$scratch/s" "$scratch/ids"
