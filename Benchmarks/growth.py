#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the costs of indexing, of one file more and of questions grow with the collection: two tables, and a plot as SVG.

usage: growth.py HAKU FOLDER [--megabytes 3,30,300,900] [--tiny 10000,1000000] [--plot FILE.svg] [--scratch DIR]

Indexes, from nothing, so many megabytes of FOLDER's files: every n-th of them, or all of them and copies under other
names. Then so many files of a heading and twelve words each, drawn from FOLDER's. Then one file more, named to
`haku index`; and 500 questions of two words with snippets, and 300 for documents like one drawn by chance, of the
hakud beside HAKU, one at a time and with no replies kept, which holds the way through the socket.
A fifth as many asked before these are not counted. Files and index lie in a folder of their own below DIR (the
system's for such), which is removed. On a busy machine only processor time tells.
"""
import argparse
import math
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

from indexing import run, size


def share_of(folder, megabytes, place):
    """Lays so many megabytes of the files of `folder` into `place`."""
    names = sorted(name for name in os.listdir(folder) if os.path.isfile(os.path.join(folder, name)))
    share = megabytes * 1e6 / size(folder)
    copies = max(1, math.ceil(share))
    every = max(1, round(1 / share))
    left = megabytes * 1e6
    for copy in range(copies):
        below = os.path.join(place, f"osa{copy:02}")
        os.makedirs(below)
        for name in names[::every]:
            if left <= 0:
                break
            left -= os.path.getsize(os.path.join(folder, name))
            shutil.copyfile(os.path.join(folder, name), os.path.join(below, f"{copy:02}-{name}"))


def tiny(folder, count, place):
    """Lays `count` files of a heading and twelve words of `folder` into `place`."""
    names = sorted(os.listdir(folder))
    chance = random.Random(1)
    words = []
    for name in chance.sample(names, min(60, len(names))):
        with open(os.path.join(folder, name), errors="replace") as file:
            words += file.read().split()
    for number in range(count):
        below = os.path.join(place, f"{number % 100:02}")
        os.makedirs(below, exist_ok=True)
        with open(os.path.join(below, f"{number:06}.txt"), "w") as file:
            file.write(f"Muistio {number}\n" + " ".join(chance.choice(words) for _ in range(12)) + "\n")


class Daemon:
    """A hakud that serves one index and keeps no replies, and a connection to it."""

    def __init__(self, program, index, scratch):
        path = os.path.join(scratch, "socket")
        self.process = subprocess.Popen((program, "--index", index, "--socket", path, "--cache", "0"),
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.process.stdout.readline()
        self.connection = socket.socket(socket.AF_UNIX)
        self.connection.connect(path)
        self.lines = self.connection.makefile("rwb")

    def ask(self, request):
        """The lines of the reply, and the milliseconds that it took."""
        start = time.monotonic()
        self.lines.write(request.encode() + b"\n")
        self.lines.flush()
        reply = []
        while not reply or not reply[-1].startswith(("OK", "ERR")):
            line = self.lines.readline().decode()
            if not line:
                sys.exit(f"{request}: hakud is gone")
            reply.append(line)
        if not reply[-1].startswith("OK"):
            sys.exit(f"{request}: {reply[-1]}")
        return reply, 1e3 * (time.monotonic() - start)

    def times(self, requests):
        """The median and the 99th percentile of the milliseconds of `requests`, but for the first sixth of them."""
        times = [self.ask(request)[1] for request in requests]
        times = sorted(times[len(times) // 6:])
        return times[len(times) // 2], times[len(times) * 99 // 100]

    def resident(self):
        """Megabytes of memory that it holds, with and without mapped files."""
        with open(f"/proc/{self.process.pid}/status") as file:
            figures = dict(line.split(":", 1) for line in file)
        return [int(figures[name].split()[0]) / 1024 for name in ("VmRSS", "RssAnon")]

    def stop(self):
        self.connection.close()
        self.process.terminate()
        self.process.wait()


def measure(haku, lay, scratch):
    """The figures of a collection that `lay` lays into a folder: of indexing, and of asking."""
    with tempfile.TemporaryDirectory(dir=scratch) as place:
        docs, index = os.path.join(place, "docs"), os.path.join(place, "index")
        os.makedirs(docs)
        lay(docs)
        paths = [os.path.join(below, name) for below, _, names in os.walk(docs) for name in names]
        text = size(docs)
        wall, processor, resident = run(haku, "index", "--index", index, docs)
        indexing = (len(paths), text, wall, processor, resident, size(index))

        chance = random.Random(2)
        words = []
        for path in chance.sample(sorted(paths), min(400, len(paths))):
            with open(path, errors="replace") as file:
                found = re.findall(r"[^\W\d_]{4,}", file.read(20_000))
            words += chance.sample(found, min(4, len(found)))
        more = os.path.join(docs, "yksi-lisää.txt")
        with open(more, "w") as file:
            file.write("Muistio\n" + " ".join(words[:40]) + "\n")
        one = run(haku, "index", "--index", index, more)

        daemon = Daemon(os.path.join(os.path.dirname(haku), "hakud"), index, place)
        try:
            pairs = [" ".join(chance.choices(words, k=2)) for _ in range(600)]
            searches = daemon.times([f"SEARCH limit=10 -- {pair}" for pair in pairs])
            chosen = chance.choices(sorted(os.path.relpath(path, docs) for path in paths), k=360)
            alike = daemon.times([f"SIMILAR limit=10 -- {name}" for name in chosen])
            return indexing, (one, searches, alike, daemon.resident())
        finally:
            daemon.stop()


HEADS = ("| of | files | text | wall | processors | a MB | a file | resident | index : text |",
         "| of | one file more: wall, processors | search, median | p99 | similar, median | p99 | hakud resident | "
         "without mapped files |")


def rows(name, result):
    """The rows of a collection, one for each of the heads."""
    (files, text, wall, processor, resident, index), (one, searches, alike, held) = result
    return (f"| {name} | {files:,} | {text / 1e6:,.1f} MB | {wall:.1f} s | {processor:.1f} s | "
            f"{1e6 * processor / text:.2f} s | {1e3 * processor / files:.2f} ms | {resident:.0f} MB | "
            f"{index / text:.2f} |".replace(",", " "),
            f"| {name} | {one[0]:.2f} s, {one[1]:.2f} s | {searches[0]:.2f} ms | {searches[1]:.1f} ms | "
            f"{alike[0]:.2f} ms | {alike[1]:.1f} ms | {held[0]:.0f} MB | {held[1]:.0f} MB |")


def plot(points, path):
    """Both axes logarithmic: megabytes of text, seconds; beside the measured curves, a line of constant rate."""
    left, right, top, bottom = 70, 620, 40, 400
    xs = [text / 1e6 for _, text, *_ in points]
    curves = [("#1f4e8c", "processor time", [point[3] for point in points]),
              ("#b3541e", "wall time", [point[2] for point in points])]
    everything = [value for _, _, values in curves for value in values]
    low_x, high_x = math.floor(math.log10(min(xs))), math.ceil(math.log10(max(xs)))
    low_y, high_y = math.floor(math.log10(min(everything))), math.ceil(math.log10(max(everything)))

    def x(value):
        return left + (math.log10(value) - low_x) / (high_x - low_x) * (right - left)

    def y(value):
        return bottom - (math.log10(value) - low_y) / (high_y - low_y) * (bottom - top)

    def text(at_x, at_y, said, anchor="middle", colour="#333"):
        return f'<text x="{at_x:.1f}" y="{at_y:.1f}" text-anchor="{anchor}" fill="{colour}">{said}</text>'

    lines = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 460" font-family="sans-serif" font-size="13">',
             '<rect width="660" height="460" fill="#fff"/>',
             text((left + right) / 2, 22, "haku index, from nothing: time by size of the collection"),
             text((left + right) / 2, 446, "text, MB"), text(left, top - 10, "seconds", "end")]
    for power in range(low_x, high_x + 1):
        at = x(10 ** power)
        lines.append(f'<path d="M{at:.1f} {top}V{bottom}" stroke="#ddd"/>')
        lines.append(text(at, bottom + 18, f"{10 ** power:g}"))
    for power in range(low_y, high_y + 1):
        at = y(10 ** power)
        lines.append(f'<path d="M{left} {at:.1f}H{right}" stroke="#ddd"/>')
        lines.append(text(left - 8, at + 4, f"{10 ** power:g}", "end"))
    # Constant rate: through the first point of processor time, as far as the plot reaches.
    rate = curves[0][2][0] / xs[0]
    ends = [(value, value * rate) for value in (xs[0], min(xs[-1], 10 ** high_y / rate))]
    lines.append("<path d=\"M" + "L".join(f"{x(a):.1f} {y(b):.1f}" for a, b in ends)
                 + '" stroke="#888" stroke-dasharray="5 4" fill="none"/>')
    lines.append(text(left + 12, top + 58, "– – at the rate of the smallest", "start", "#888"))
    for number, (colour, name, values) in enumerate(curves):
        places = [(x(a), y(b)) for a, b in zip(xs, values)]
        lines.append("<path d=\"M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in places)
                     + f'" stroke="{colour}" stroke-width="2" fill="none"/>')
        lines += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="4" fill="{colour}"/>' for a, b in places]
        lines.append(text(left + 12, top + 18 + 20 * number, "— " + name, "start", colour))
    with open(path, "w") as file:
        file.write("\n".join(lines + ["</svg>"]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("haku")
    parser.add_argument("folder")
    parser.add_argument("--megabytes", default="3,30,300,900")
    parser.add_argument("--tiny", default="10000,1000000")
    parser.add_argument("--plot")
    parser.add_argument("--scratch")
    options = parser.parse_args()
    os.environ["HAKU_CONFIG"] = os.devnull
    haku = os.path.abspath(options.haku)
    points, second = [], []

    def take(name, lay):
        result = measure(haku, lay, options.scratch)
        first, other = rows(name, result)
        print(first, flush=True)
        second.append(other)
        return result[0]

    print(HEADS[0] + "\n" + re.sub("[^|]+", " --- ", HEADS[0]), flush=True)
    for megabytes in (float(size) for size in options.megabytes.split(",") if size):
        points.append(take(f"{megabytes:g} MB", lambda place: share_of(options.folder, megabytes, place)))
        if options.plot and len(points) > 1:
            plot(points, options.plot)
    for count in (int(count) for count in options.tiny.split(",") if count):
        take("twelve words", lambda place: tiny(options.folder, count, place))
    print("\n".join(["", HEADS[1], re.sub("[^|]+", " --- ", HEADS[1])] + second))


if __name__ == "__main__":
    sys.exit(main())
