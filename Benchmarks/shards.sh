#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: shards.sh FOLDER-OF-THE-PROGRAMS DOCUMENTS [QUERY…]      as root; needs iproute2 and xapian-tools
#
# An index of three shards on three hosts (network namespaces), beside the whole index on one: what each finds, and how
# fast; then one host is cut off, as by a cable that is pulled, and comes back. Ends with 1 where anything is not as
# haku-shards(7) says.
set -u
programs=$(cd "$1" && pwd); documents=$(cd "$2" && pwd); shift 2
[ $# -gt 0 ] || set -- koira 'suomen kieli' 'kirja lapsille' 'kaupungin historia' runo
haku=$programs/haku hakud=$programs/hakud
scratch=$(mktemp -d); pids=(); failed=0
name=hs$$

cleanup() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done
    wait 2>/dev/null
    for host in 1 2 3; do ip netns del "$name-$host" 2>/dev/null; done
    ip link del "$name-br" 2>/dev/null
    rm -rf "$scratch"
}
trap cleanup EXIT

check() { # WHAT COMMAND…
    local what=$1; shift
    if "$@"; then echo "ok      $what"; else echo "FAILED  $what"; failed=1; fi
}

ip link add "$name-br" type bridge && ip link set "$name-br" up || exit 1
for host in 1 2 3; do
    ip netns add "$name-$host"
    ip link add "$name-$host" type veth peer name eth0 netns "$name-$host"
    ip link set "$name-$host" master "$name-br" up
    ip -n "$name-$host" addr add "10.77.0.$host/24" dev eth0
    ip -n "$name-$host" link set eth0 up
    ip -n "$name-$host" link set lo up
    "$haku" index --quiet --no-repair --index "$scratch/$host" --shard="$host/3" "$documents" >/dev/null
done
"$haku" index --quiet --no-repair --index "$scratch/whole" "$documents" >/dev/null

wait_for() { # PROCESS WORD FILE: until the file holds the word; false where the process has ended
    pids+=("$1")
    until grep -qs "$2" "$3"; do kill -0 "$1" 2>/dev/null || return 1; sleep .1; done
}

for host in 2 3; do
    # A group of its own: on SIGTERM it ends the whole group it is in.
    setsid ip netns exec "$name-$host" xapian-tcpsrv --interface "10.77.0.$host" --port 7900 "$scratch/$host" >"$scratch/tcpsrv$host" 2>&1 &
    wait_for "$!" Listening "$scratch/tcpsrv$host" || exit 1
done

serve() { # NAME OPTION…
    local called=$1; shift
    ip netns exec "$name-1" "$hakud" --socket "$scratch/$called.sock" --cache 0 "$@" >"$scratch/$called.out" 2>"$scratch/$called.log" &
    wait_for "$!" READY "$scratch/$called.out" || { cat "$scratch/$called.log"; exit 1; }
}
serve whole --index "$scratch/whole"
serve shards --index "p=$scratch/1" --index p=xapian://10.77.0.2:7900 --index p=xapian://10.77.0.3:7900

ask() { "$haku" ask --socket "$scratch/$1.sock" "$2" 2>/dev/null; }
of() { ask "$1" "$2" | grep '^OK' | grep -o "$3=[^ ]*"; } # the value of a key
ids() { ask "$1" "SEARCH limit=10 snippet=no $2" | awk -F'\t' '$1 == "hit" { print $4 }' | sort; }

for query; do
    one=$(of whole "COUNT related=no $query" matches) three=$(of shards "COUNT related=no $query" matches)
    check "$query: $one as in one index" [ "$one" = "$three" ]
    same=$(comm -12 <(ids whole "$query") <(ids shards "$query") | wc -l) all=$(ids whole "$query" | wc -l)
    echo "        of the best $all $same are the same; $(of whole "SEARCH $query" ms) in one index, $(of shards "SEARCH $query" ms) in shards"
done
id=$(ids whole "$1" | head -1)
check "a text of any shard" [ "$(ask whole "TEXT $id" | md5sum)" = "$(ask shards "TEXT $id" | md5sum)" ]
check "similar documents" [ "$(ask shards "SIMILAR $id" | grep -c '^hit')" -gt 0 ]

documents_now() { of shards HELLO documents; }
whole=$(documents_now)
ip link set "$name-3" down
start=$(date +%s%N)
answer=$(ask shards "SEARCH $1" | tail -1)
check "cut off: an answer in $(( ($(date +%s%N) - start) / 1000000 )) ms, marked partial" grep -q '^OK .*partial=xapian://10.77.0.3:7900' <<<"$answer"
start=$(date +%s%N)
for _ in 1 2 3 4 5 6 7 8 9 10; do ask shards "COUNT $1" >/dev/null; done
check "then ten in $(( ($(date +%s%N) - start) / 1000000 )) ms" grep -q partial <<<"$(ask shards "COUNT $1")"
ip link set "$name-3" up
start=$(date +%s)
until [ "$(documents_now)" = "$whole" ] && ! ask shards "COUNT $1" | grep -q partial; do
    [ $(($(date +%s) - start)) -lt 30 ] || break
    sleep .2
done
check "back: whole again after $(($(date +%s) - start)) s" [ "$(documents_now)" = "$whole" ]
exit $failed
