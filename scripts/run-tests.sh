#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: run-tests.sh OPTION...     runs `swift test` with the options; one that hangs is ended after $MINUTES (60), and the tests are
#                                   named that had begun and not ended, but for those whose end was not printed yet
set -uo pipefail
minutes=${MINUTES:-60}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
timeout --kill-after=30 "${minutes}m" "${SWIFT:-swift}" test "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
if [ "$status" -ge 124 ]; then
    echo "run-tests: not done after $minutes minutes; begun and not ended:" >&2
    comm -23 <(sed -nE 's/^.* Test ([^ ]*[(][^ ]*) started\.$/\1/p' "$log" | sort -u) \
        <(sed -nE 's/^.* Test ([^ ]+) (with .* )?(passed|failed) after .*/\1/p' "$log" | sort -u) >&2
fi
exit "$status"
