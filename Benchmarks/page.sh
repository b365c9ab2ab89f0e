#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Search pages of hakuweb beside hakud on the same machine, under load (wrk, Debian's package):
#     Benchmarks/page.sh PROGRAMS INDEX QUERIES [SECONDS]
# QUERIES is a file with a query a line. Prints requests a second and their times, the bytes of a page, plain and packed,
# the time to the first byte of a search beside hakud's own time for what the page asks, and the memory of hakuweb.
set -euo pipefail
programs=$1
index=$2
queries=$3
seconds=${4:-10}
scratch=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; rm -rf "$scratch"' EXIT
exec {said}< <(exec "$programs/hakud" --index "$index" --socket "$scratch/s")
started+=($!)
IFS= read -r -u "$said"
exec {said}< <(exec "$programs/hakuweb" --socket "$scratch/s" --listen 127.0.0.1:0 --config /dev/null)
web=$!
started+=("$web")
IFS= read -r -u "$said" ready
address=${ready#READY }
python3 - "$queries" >"$scratch/paths.lua" <<'EOF'
import sys, urllib.parse
lines = [line.rstrip("\n").split("\t")[-1] for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
print("local paths = {" + ",".join('"/?q=' + urllib.parse.quote(line) + '"' for line in lines) + "}")
print("local n = 0")
print('request = function() n = n % #paths + 1; return wrk.format("GET", paths[n], {["Accept-Encoding"] = "gzip"}) end')
EOF
wrk -t1 -c16 -d"${seconds}s" --latency -s "$scratch/paths.lua" "$address"
python3 - "$queries" "$address" "$scratch/s" <<'EOF'
import socket, statistics, sys, time, urllib.parse, urllib.request
lines = [line.rstrip("\n").split("\t")[-1] for line in open(sys.argv[1], encoding="utf-8") if line.strip()][:50]
hakud = socket.socket(socket.AF_UNIX); hakud.connect(sys.argv[3]); replies = hakud.makefile("rb")
facets = ["laji", "vuosi", "maakunta", "kunta", "rahoittaja", "kohderyhmä", "tyyppi", "kansio"]
def ask(text):
    requests = [f"SEARCH limit=10 fields=laji,vuosi,kunta,maakunta,rahoitus {text}"]
    requests += [f"FACETS {'sort=value' if f == 'vuosi' else 'limit=8'} {f} {text}" for f in facets]
    hakud.sendall("".join(r + "\n" for r in requests).encode())
    left = len(requests)
    while left:
        line = replies.readline()
        if line.startswith((b"OK", b"ERR")): left -= 1
def get(text, packed):
    request = urllib.request.Request(sys.argv[2].rstrip("/") + "/?q=" + urllib.parse.quote(text), headers={"Accept-Encoding": "gzip" if packed else "identity"})
    answer = urllib.request.urlopen(request); first = time.perf_counter(); return first, len(answer.read())
own, page, sizes, packed = [], [], [], []
for text in lines:
    ask(text); get(text, False)
    start = time.perf_counter(); ask(text); own.append(time.perf_counter() - start)
    start = time.perf_counter(); first, size = get(text, False); page.append(first - start); sizes.append(size)
    packed.append(get(text, True)[1])
ms = lambda values: f"{statistics.median(values) * 1000:.2f} ms"
print(f"first byte {ms(page)}, hakud alone {ms(own)} (medians, kept replies, a connection a page)")
print(f"page {max(sizes)} bytes at most, {max(packed)} packed")
EOF
grep VmRSS "/proc/$web/status"
