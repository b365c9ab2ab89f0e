#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Search pages of hakuweb beside hakud on the same machine, under load (wrk, Debian's package):
#     Benchmarks/page.sh PROGRAMS INDEX QUERIES [SECONDS]
# QUERIES is a file with a query a line. Prints requests a second and the processor time of one in either program, of pages that
# hakuweb has kept and of pages that it makes anew (an address that was never asked for); the time to the first byte of a search
# beside hakud's own time for what the page asks (first-byte.py); the bytes of a page, plain and packed; and the memory of hakuweb.
set -euo pipefail
programs=$1
index=$2
queries=$3
seconds=${4:-10}
scratch=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; rm -rf "$scratch"' EXIT
here=$(dirname "$0")
"$here/first-byte.py" "$programs" "$index" "$queries"
exec {said}< <(exec "$programs/hakud" --index "$index" --socket "$scratch/page")
started+=($!)
IFS= read -r -u "$said"
hakud=${started[0]}
exec {said}< <(exec "$programs/hakuweb" --socket "$scratch/page" --listen 127.0.0.1:0 --config /dev/null)
web=$!
started+=("$web")
IFS= read -r -u "$said" ready
address=${ready#READY }
python3 - "$queries" "$address" <<'EOF'
import sys, urllib.parse, urllib.request
lines = [line.rstrip("\n").split("\t")[-1] for line in open(sys.argv[1], encoding="utf-8") if line.strip()][:200]
def length(text, encoding):
    address = sys.argv[2].rstrip("/") + "/?q=" + urllib.parse.quote(text)
    return len(urllib.request.urlopen(urllib.request.Request(address, headers={"Accept-Encoding": encoding})).read())
plain, packed = (max(length(text, encoding) for text in lines) for encoding in ("identity", "gzip"))
print(f"page {plain} bytes at most, {packed} packed")
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
