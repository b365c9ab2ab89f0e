#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How fast hakud searches, beside stock Xapian in process, in one run on one machine: questions of one, two and five words,
# without and with snippets, as a table in Markdown.
#
# usage: search.sh FOLDER-OF-THE-PROGRAMS TEXTS TOPICS [SECONDS]
#        TEXTS is a folder of texts, or the folder of an index, whose texts are taken out of it
#        TOPICS has "topic<TAB>query" lines; questions are made of their words
#        SECONDS is how long each measurement takes (3)
#
# Stock Xapian (stock-xapian/stock.cc) asks in one thread; hakud, which keeps no replies (--cache 0), is asked over one
# connection: pipelined for its rate, one question at a time for its median and p99.
set -euo pipefail
programs=$(realpath "$1")
texts=$(realpath "$2")
topics=$(realpath "$3")
seconds=${4:-3}
cd "$(dirname "$0")"
. ./beside-stock.sh
index=$texts
if [ -f "$texts/current" ]; then
    "$programs/haku" export --index "$texts" --output "$scratch/export"
    mkdir "$scratch/texts"
    python3 - "$scratch/export" "$scratch/texts" <<'PYTHON'
import json, sys
for number, line in enumerate(open(sys.argv[1], encoding='utf-8')):
    entry = json.loads(line)
    if entry.get('kind') == 'document':
        with open(f'{sys.argv[2]}/{number:07}.txt', 'w', encoding='utf-8') as file:
            file.write(entry['text'])
PYTHON
    texts=$scratch/texts
else
    index=$scratch/index
    "$programs/haku" index --no-repair --index "$index" "$texts" >"$scratch/log" 2>&1
fi
"$scratch/stock" index "$scratch/stock-index" "$texts" texts

python3 - "$topics" "$scratch" <<'PYTHON'
import re, sys
words = []
for line in open(sys.argv[1], encoding='utf-8'):
    words += [word for word in re.findall(r'[^\W\d_]{4,}', line.split('\t', 1)[-1])]
for count in (1, 2, 5):
    groups = [words[place:place + count] for place in range(0, len(words) - count + 1, count)]
    with open(f'{sys.argv[2]}/topics.{count}', 'w', encoding='utf-8') as file:
        file.writelines(f'{number}\t{" ".join(group)}\n' for number, group in enumerate(groups))
PYTHON

serve --index "$index" --socket "$scratch/socket" --cache 0
echo '| words | snippets | stock a second | p50, p99 ms | hakud | a second | ratio | p50, p99 ms | ratio of p99 |'
echo '| --- | --- | --- | --- | --- | --- | --- | --- | --- |'
for snippets in no yes; do
    for count in 1 2 5; do
        with=()
        [ $snippets = no ] || with=(snippets)
        "$scratch/stock" time "$scratch/stock-index" "$scratch/topics.$count" "$seconds" "${with[@]}" >"$scratch/stock-times"
        for related in no auto; do
            cut -f 2 "$scratch/topics.$count" |
                sed "s/^/SEARCH limit=10 snippet=$snippets related=$related -- /" >"$scratch/requests"
            "$scratch/load" pipelined "$scratch/socket" "$scratch/requests" "$seconds" >/dev/null
            "$scratch/load" pipelined "$scratch/socket" "$scratch/requests" "$seconds" >"$scratch/rate"
            "$scratch/load" one "$scratch/socket" "$scratch/requests" 2000 >"$scratch/times"
            rate=$(sed -E 's/.*: ([0-9]+) a second.*/\1/' "$scratch/rate")
            times=$(sed -E 's/.*: median ([0-9.]+) ms, p99 ([0-9.]+) ms; above.*/\1 \2/' "$scratch/times")
            read -r median p99 <<<"$times"
            awk -v words="$count" -v snippets="$snippets" -v related="$related" -v rate="$rate" -v median="$median" \
                -v p99="$p99" '{ printf "| %d | %s | %.0f | %.3f, %.3f | related=%s | %d | %.2f | %.3f, %.3f | %.1f |\n",
                    words, snippets, $1, $2, $3, related, rate, rate / $1, median, p99, p99 / $3 }' "$scratch/stock-times"
        done
    done
done
