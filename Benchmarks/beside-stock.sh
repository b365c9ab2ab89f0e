# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by scripts that measure hakud beside stock Xapian, in their folder: makes $scratch, which goes at the end with
# the processes in the list `processes`, and in it the programs `load` (the client that measures) and `stock` (stock Xapian
# in process).
export HAKU_CONFIG=/dev/null
scratch=$(mktemp -d)
processes=()
finish() {
    for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
    rm -rf "$scratch"
}
trap finish EXIT

g++ -O2 -std=c++17 -o "$scratch/load" load/load.cc
# shellcheck disable=SC2046
g++ -O2 -std=c++17 -o "$scratch/stock" stock-xapian/stock.cc $(pkg-config --cflags --libs xapian-core)

# serve [OPTION...]: starts $programs/hakud with the options and waits until it answers; $! is its process.
serve() {
    local ready
    exec {ready}< <(exec "$programs/hakud" "$@")
    processes+=($!)
    read -r -u "$ready" _
}
