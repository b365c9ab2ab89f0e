#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Speed on the seeds, which need nothing but this package: indexing, start-up, and look-ups in one thread. Figures on
# real collections come from `make eval EVAL=DIR`.
#
# usage: bench.sh FOLDER-OF-THE-PROGRAMS
set -euo pipefail
cd "$(dirname "$0")/.."
haku=$1/haku
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

echo 'haku index seeds:'
"$haku" index --index "$scratch/index" seeds

echo 'twenty times haku search, each a process of its own:'
time for _ in {1..20}; do "$haku" search --index "$scratch/index" kyläyhdistys >"$scratch/out" 2>&1; done

words=(kyläyhdistys kalajoki työkyky osallisuus nuoret kunta työllistyminen hanke)
for i in {1..1000}; do printf 't%d\t%s\n' "$i" "${words[i % ${#words[@]}]}"; done >"$scratch/topics"
for snippets in '' --snippets; do
    # shellcheck disable=SC2086
    "$haku" batch --index "$scratch/index" --limit 10 --timings $snippets "$scratch/topics" 2>"$scratch/times" >"$scratch/out"
    grep '^ms' "$scratch/times" | cut -f 3 | sort -g | awk -v what="${snippets:-no snippets}" '
        { ms[NR] = $1 }
        END { printf "1000 look-ups, ten hits, %s: median %.2f ms, p99 %.2f ms\n", what, ms[int(NR / 2)], ms[int(NR * 0.99)] }'
done
