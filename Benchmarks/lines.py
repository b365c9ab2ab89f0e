#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much processor time haku takes to put pathological lines in order, by which ways that look back or ahead become quadratic.

    lines.py HAKU [--bytes N] [--random N] [--seed N] [--most SECONDS]

Each line has N bytes (a megabyte) of one piece over and over, or of pieces drawn at random. Prints the seconds of each line,
and of one half as long; ends with status 1 where a line takes more than SECONDS (30), or more than three times its half
and a second.
"""

import argparse
import random
import resource
import subprocess
import sys

PIECES = [
    "k ä ", "k ä k o t i t a l o xx ", "P Ö Y T Ä K I R J A ", "a-b", "ab-", "abc- abd ", "hank-keet ", "palve- lujen ", "abC", "Ab",
    "EteläPohjanmaan", "A ", "- ", "a - b ", "tt ", "ki rja ", "periaa eet ", "ä", "a\ufffdb", "K UNTA ", "1 2 ", "2 0 2 1 ", "a.b ",
    "x" * 99 + "-" + "y" * 99 + " ", "X", "ab- \n", "P Ö \n",
]


def seconds(haku, text):
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([haku, "normalise"], input=text.encode(), stdout=subprocess.DEVNULL, check=True)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime


def line(pieces, size, source):
    text, length = [], 0
    while length < size:
        text.append(source.choice(pieces))
        length += len(text[-1].encode())
    return "".join(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("haku")
    parser.add_argument("--bytes", type=int, default=1 << 20)
    parser.add_argument("--random", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=float, default=30)
    options = parser.parse_args()
    source = random.Random(options.seed)
    kinds = [[piece] for piece in PIECES] + [source.sample(PIECES, 4) for _ in range(options.random)]
    slow = 0
    for pieces in kinds:
        half, whole = (seconds(options.haku, line(pieces, size, source)) for size in (options.bytes // 2, options.bytes))
        isSlow = whole > options.most or whole > 3 * half + 1
        slow += isSlow
        print(f"{half:7.2f} {whole:7.2f} s  {'SLOW ' if isSlow else ''}{'|'.join(pieces)[:80]!r}")
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
