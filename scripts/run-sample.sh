#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Indexes seeds/ into index/, starts hakud on it, asks it one look-up of each kind over its socket, and prints request
# and answer. Then it serves, the page of hakuweb too (at WEB=HOST:PORT), until Ctrl-C; with ONCE=1 it stops the daemon and ends.
#
# usage: run-sample.sh FOLDER-OF-THE-PROGRAMS
set -euo pipefail
cd "$(dirname "$0")/.."
programs=$1
index=index
socket=$index/hakud.sock

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold=$'\e[1m'; plain=$'\e[0m'; else bold=; plain=; fi

echo "${bold}\$ haku index --index $index seeds${plain}"
"$programs/haku" index --index "$index" seeds

# hakud says READY on its standard output once it can answer.
exec {ready}< <(exec "$programs/hakud" --index "$index")
daemon=$!
web=
stop() {
    trap - EXIT INT TERM
    [ -z "$web" ] || kill -TERM "$web" 2>/dev/null || true
    kill -TERM "$daemon" 2>/dev/null || true
    wait "$daemon" 2>/dev/null || true
}
trap stop EXIT
trap 'stop; exit 0' INT TERM

said=
until [[ $said == READY* ]]; do
    IFS= read -r -u "$ready" said || { echo 'run-sample: hakud ended before it was ready; see above' >&2; exit 1; }
done
echo
echo "${bold}\$ hakud --index $index${plain}"
echo "$said"

# Sends one line, prints it and what came back.
ask() {
    echo
    echo "${bold}$1${plain}"
    # Status 1 is an ERR reply: it is shown, and the other look-ups still asked.
    "$programs/haku" ask --socket "$socket" -- "$1" || [ $? = 1 ]
}

ask 'HELLO'
ask 'PING'
ask 'SEARCH limit=3 kyläyhdistys'
ask 'SEARCH limit=3 "pitkäaikaistyöttömät"'
ask 'COUNT työkyky'
ask 'SIMILAR limit=3 S20602'
ask 'FACETS kunta'
ask 'SHOW 002_82ede7701b56c462.txt'
ask 'TEXT from=1 lines=6 002_82ede7701b56c462.txt'
ask 'SUGGEST limit=5 kylä'
ask 'EXPLAIN 002_82ede7701b56c462.txt kyläyhdistys'
ask 'ANALYSE kyläyhdistysten työ- ja toimintakyky'
ask 'NORMALISE Tyo6ttémat tydnhakijat, erityisesti pitkdaikaisty6ttémat ja nuoret'
ask 'STATS'
ask 'HELP'
echo

if [ "${ONCE:-}" = 1 ]; then
    stop
    if [ -e "$socket" ]; then echo "run-sample: hakud left $socket behind" >&2; exit 1; fi
    exit 0
fi
exec {page}< <(exec "$programs/hakuweb" --socket "$socket" --listen "${WEB:-127.0.0.1:7780}")
web=$!
IFS= read -r -u "$page" said || said='READY nowhere: hakuweb ended; see above'
echo "The page: ${said#READY }"
echo "hakud goes on serving on $socket until Ctrl-C. From another terminal, for instance:"
echo "    printf 'SEARCH kalajoki\\n' | nc -N -U $socket"
echo "    $programs/haku search --index $index kalajoki"
# A signal ends the wait; the trap then stops the daemon. If the daemon ends by itself, its status is ours.
wait "$daemon"
