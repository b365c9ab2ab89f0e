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
. ./beside-stock.sh
index=${INDEX:-$scratch/index}
stock=${STOCK:-$scratch/stock-index}
[ -e "$index" ] || "$programs/haku" index --index "$index" "$documents" 2>&1 | tail -n 1
[ -e "$stock" ] || "$scratch/stock" index "$stock" "$documents"
"$programs/haku" list --index "$index" --format tsv | cut -f 2 | shuf -n "$count" --random-source=<(yes) >"$scratch/ids"

serve --index "$index" --socket "$scratch/socket" --cache 0
daemon=$!
sed 's/^/SIMILAR limit=10 -- /' "$scratch/ids" >"$scratch/requests"
"$scratch/load" one "$scratch/socket" "$scratch/requests" "$count" >/dev/null
echo "== hakud, SIMILAR, one at a time"
"$scratch/load" one "$scratch/socket" "$scratch/requests" "$count"
echo "resident: $(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$daemon/status") MB"

echo "== stock Xapian, 40 terms, in process"
awk '{ n = split($0, part, "/"); print NR "\t" part[n] }' "$scratch/ids" >"$scratch/topics"
"$scratch/stock" similar "$stock" "$scratch/topics" 10 2>"$scratch/times" >/dev/null
grep '^ms' "$scratch/times" | cut -f 3 | sort -n |
    awk '{ v[NR] = $1 } END { printf "median %.3f ms, p99 %.3f ms\n", v[int(NR / 2) + 1], v[int(NR * .99) + 1] }'

python3 similar-recall.py "$index" "$scratch/socket" "$scratch/ids"
