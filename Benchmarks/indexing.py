#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast haku indexes, beside a C++ program with Xapian's TermGenerator, Snowball and positions on the same files.

usage: indexing.py HAKU FOLDER... [--rounds N]

Both programs index each FOLDER in turn, N times (3), and the fastest round of each counts, so that what else runs on
the machine falls on both. Then a run of haku with nothing changed, and one with one changed file, on a copy of the
files. Wall time is what counts, but on a busy machine only processor time says something.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def run(*command):
    """Wall and processor seconds and the most resident megabytes of `command`."""
    start = time.monotonic()
    with open(os.devnull, "w") as null:
        child = subprocess.Popen(command, stdout=null, stderr=subprocess.PIPE, text=True)
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(command)}: {said}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def size(folder):
    return sum(os.path.getsize(os.path.join(place, name)) for place, _, names in os.walk(folder) for name in names)


def show(name, figures):
    print(f"  {name:34} {figures[0]:7.2f} s wall {figures[1]:7.2f} s of processors {figures[2]:6.0f} MB", flush=True)


def measure(haku, stock, folder, rounds, scratch):
    docs = shutil.copytree(folder, os.path.join(scratch, "docs"), ignore_dangling_symlinks=True)
    index, other = os.path.join(scratch, "index"), os.path.join(scratch, "stock")
    text = size(docs)
    print(f"{folder}: {text / 1e6:.1f} MB, load {os.getloadavg()[0]:.1f}", flush=True)
    best = {}
    for _ in range(rounds):
        for name, command in (("haku index", (haku, "index", "--index", index, docs)),
                              ("stock Xapian", (stock, "index", other, docs))):
            shutil.rmtree(index if command[0] == haku else other, ignore_errors=True)
            figures = run(*command)
            best[name] = min(best.get(name, figures), figures)
    for name, figures in best.items():
        show(name, figures)
    ours, theirs = best["haku index"], best["stock Xapian"]
    print(f"  haku by wall time {theirs[0] / ours[0]:.2f} times as fast, processor time {ours[1] / theirs[1]:.2f} times "
          f"its; index {size(index) / text:.2f} times the text (stock, without texts, {size(other) / text:.2f})")
    again = min(run(haku, "index", "--index", index, docs) for _ in range(rounds))
    show("again, nothing changed", again)
    first = next(os.path.join(place, name) for place, _, names in os.walk(docs) for name in sorted(names))
    changed = []
    for number in range(rounds):
        with open(first, "a") as file:
            file.write(f"\nMuuttunut {number}.\n")
        changed.append(run(haku, "index", "--index", index, docs))
    show("again, one file changed", min(changed))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("haku")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    os.environ["HAKU_CONFIG"] = os.devnull
    with tempfile.TemporaryDirectory() as scratch:
        stock = os.path.join(scratch, "stock-xapian")
        flags = subprocess.check_output(["pkg-config", "--cflags", "--libs", "xapian-core"], text=True).split()
        subprocess.check_call(["g++", "-O2", "-std=c++17", "-o", stock, HERE + "/stock-xapian/stock.cc"] + flags)
        for folder in options.folders:
            with tempfile.TemporaryDirectory(dir=scratch) as place:
                measure(os.path.abspath(options.haku), stock, folder, options.rounds, place)


if __name__ == "__main__":
    main()
