# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by tests of packages, as root, with $work a folder of their own and `fail` what ends them: makes $work/root, a
# minimal root of Debian 12, by debootstrap or as a copy of $ROOT.
if [ -n "${ROOT:-}" ]; then
    cp -a "$ROOT" "$work/root"
else
    debootstrap --variant=minbase bookworm "$work/root" >"$work/log" 2>&1 || fail "debootstrap: $(tail -3 "$work/log")"
fi
