#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Pictures of the page's main views, by chromium without a window, over the sample documents:
#     scripts/make-screenshots.sh PROGRAMS FOLDER
# PROGRAMS holds haku, hakud and hakuweb; FOLDER gets search.png, paper.png, similar.png, map.png, timeline.png, graph.png.
set -euo pipefail
programs=$1
folder=$2
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; rm -rf "$scratch"' EXIT
mkdir -p "$folder"
"$programs/haku" index --index "$scratch/index" seeds
exec {said}< <(exec "$programs/hakud" --index "$scratch/index" --socket "$scratch/s")
started+=($!)
IFS= read -r -u "$said"
exec {said}< <(exec "$programs/hakuweb" --socket "$scratch/s" --listen 127.0.0.1:0 --documents seeds)
started+=($!)
IFS= read -r -u "$said" ready
address=${ready#READY }
paper=002_82ede7701b56c462.txt
while read -r name path; do
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --accept-lang=fi --lang=fi --user-data-dir="$scratch/chromium" \
        --window-size=1100,850 --screenshot="$folder/$name.png" "${address%/}$path" 2>/dev/null
done <<EOF
search /?q=ty%C3%B6tt%C3%B6m%C3%A4t+nuoret
paper /paperi?id=$paper&q=kyl%C3%A4yhdistys
similar /samat?id=$paper
map /kartta
timeline /aikajana
graph /lahipiiri?id=$paper
EOF
ls -l "$folder"
