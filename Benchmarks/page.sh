#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Search pages of hakuweb beside hakud on the same machine, under load (wrk, Debian's package):
#     Benchmarks/page.sh PROGRAMS INDEX QUERIES [SECONDS]
# QUERIES is a file with a query a line. Prints requests a second and the processor time of one in either program, of pages that
# hakuweb has kept and of pages that it makes anew (an address that was never asked for); the time to the first byte of a search
# beside hakud's own time for what the page asks; the bytes of a page, plain and packed; and the memory of hakuweb.
set -euo pipefail
programs=$1
index=$2
queries=$3
seconds=${4:-10}
scratch=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; rm -rf "$scratch"' EXIT
# Two of them: one answers hakuweb, the other is asked the same by itself, so that neither has kept the other's replies.
for name in page alone; do
    exec {said}< <(exec "$programs/hakud" --index "$index" --socket "$scratch/$name")
    started+=($!)
    IFS= read -r -u "$said"
done
hakud=${started[0]}
exec {said}< <(exec "$programs/hakuweb" --socket "$scratch/page" --listen 127.0.0.1:0 --config /dev/null)
web=$!
started+=("$web")
IFS= read -r -u "$said" ready
address=${ready#READY }
python3 - "$queries" "$address" "$scratch/alone" <<'EOF'
import socket, statistics, sys, time, urllib.parse, urllib.request
lines = [line.rstrip("\n").split("\t")[-1] for line in open(sys.argv[1], encoding="utf-8") if line.strip()][:200]
hakud = socket.socket(socket.AF_UNIX); hakud.connect(sys.argv[3]); replies = hakud.makefile("rb")
facets = ["laji", "maakunta", "kunta", "rahoittaja", "kohderyhmä", "tyyppi", "kansio"]
def ask(text):
    requests = [f"SEARCH limit=10 fields=laji,vuosi,kunta,maakunta,rahoitus {text}"]
    requests += [f"FACETS sort=value vuosi {text}", f"FACETS limit=8 {','.join(facets)} {text}"]
    start = time.perf_counter()
    hakud.sendall("".join(r + "\n" for r in requests).encode())
    left = len(requests)
    while left:
        line = replies.readline()
        if line.startswith((b"OK", b"ERR")): left -= 1
    return time.perf_counter() - start
def get(text, packed=True, anew=""):
    address = sys.argv[2].rstrip("/") + "/?q=" + urllib.parse.quote(text) + anew
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip" if packed else "identity"})
    start = time.perf_counter()
    answer = urllib.request.urlopen(request)
    return time.perf_counter() - start, len(answer.read())
ask("ensimmäinen"); get("ensimmäinen")
# Pages are kept once a state of the index has been served for a second.
time.sleep(1.1)
ms = lambda values: f"{statistics.median(values) * 1000:.2f} ms"
for name, anew in [("asked for the first time", ""), ("asked again, page made anew", "&n=1"), ("asked again, page kept", "")]:
    own, page = [], []
    for text in lines:
        own.append(ask(text)); page.append(get(text, anew=anew)[0])
    late = sum(p > 1.3 * o + 0.002 for o, p in zip(own, page))
    print(f"first byte, {name}: {ms(page)}, hakud alone {ms(own)}; {late} of {len(lines)} over 1.3 x that + 2 ms")
sizes = [get(text, False)[1] for text in lines]
packed = [get(text)[1] for text in lines]
print(f"page {max(sizes)} bytes at most, {max(packed)} packed")
EOF
python3 - "$queries" >"$scratch/paths.lua" <<'EOF'
import sys, urllib.parse
lines = [line.rstrip("\n").split("\t")[-1] for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
print("local paths = {" + ",".join('"/?q=' + urllib.parse.quote(line) + '"' for line in lines) + "}")
print("local n, headers, anew = 0, {[\"Accept-Encoding\"] = \"gzip\"}, os.getenv(\"ANEW\")")
print("request = function()\n n = n + 1\n local path = paths[n % #paths + 1]")
print(" if anew then path = path .. \"&n=\" .. n end\n return wrk.format(\"GET\", path, headers)\nend")
EOF
ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
load() {
    local before=("$(ticks "$hakud")" "$(ticks "$web")")
    wrk -t1 -c16 -d"${seconds}s" --latency -s "$scratch/paths.lua" "$address" >"$scratch/wrk"
    python3 - "$1" "$scratch/wrk" "${before[@]}" "$(ticks "$hakud")" "$(ticks "$web")" "$(getconf CLK_TCK)" <<'EOF'
import re, sys
name, text = sys.argv[1], open(sys.argv[2]).read()
h0, w0, h1, w1, hz = (float(value) for value in sys.argv[3:])
count = int(re.search(r"(\d+) requests in", text)[1])
rate = re.search(r"Requests/sec:\s+([\d.]+)", text)[1]
times = ", ".join(part + " " + re.search(r"(?m)^\s*" + part + r"%\s+(\S+)", text)[1] for part in ("50", "99"))
bad = re.search(r"Non-2xx.*", text)
print(f"{name}: {rate} requests/s (per cent {times}); processor time of one: hakud {(h1 - h0) / hz / count * 1e3:.2f} ms, "
      f"hakuweb {(w1 - w0) / hz / count * 1e3:.2f} ms" + (f"; {bad[0]}" if bad else ""))
EOF
}
ANEW=1 load "made anew"
load "kept"
grep -E "VmRSS|VmHWM" "/proc/$web/status"
