#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the cost of indexing grows with the collection: a table, and a plot as SVG.

usage: growth.py HAKU FOLDER [--shares 0.01,0.1,1,10] [--tiny 1000,10000,100000] [--plot FILE.svg] [--scratch DIR]

Indexes, from nothing, every n-th file of FOLDER for a share below 1, and for a share above 1 so many copies of all
files under other names. Then so many files of some ten words each, drawn from FOLDER's. Files and index lie in a
folder of their own below DIR (the system's for such), which is removed. On a busy machine only processor time tells.
"""
import argparse
import math
import os
import random
import shutil
import sys
import tempfile

from indexing import run, size


def share_of(folder, share, place):
    """Lays the share of the files of `folder` into `place`."""
    names = sorted(name for name in os.listdir(folder) if os.path.isfile(os.path.join(folder, name)))
    for copy in range(max(1, round(share))):
        below = os.path.join(place, f"osa{copy:02}")
        os.makedirs(below)
        for name in names[::max(1, round(1 / share))]:
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


def measure(haku, lay, scratch):
    """Files, bytes, wall and processor seconds, resident megabytes and bytes of the index."""
    with tempfile.TemporaryDirectory(dir=scratch) as place:
        docs, index = os.path.join(place, "docs"), os.path.join(place, "index")
        os.makedirs(docs)
        lay(docs)
        files = sum(len(names) for _, _, names in os.walk(docs))
        text = size(docs)
        wall, processor, resident = run(haku, "index", "--index", index, docs)
        return files, text, wall, processor, resident, size(index)


def row(name, result):
    files, text, wall, processor, resident, index = result
    print(f"| {name} | {files:,} | {text / 1e6:,.1f} MB | {wall:.1f} s | {processor:.1f} s | "
          f"{1e6 * processor / text:.2f} s | {1e3 * processor / files:.2f} ms | {resident:.0f} MB | "
          f"{index / text:.2f} |".replace(",", " "), flush=True)


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
    parser.add_argument("--shares", default="0.01,0.1,1,10")
    parser.add_argument("--tiny", default="1000,10000,100000")
    parser.add_argument("--plot")
    parser.add_argument("--scratch")
    options = parser.parse_args()
    os.environ["HAKU_CONFIG"] = os.devnull
    haku = os.path.abspath(options.haku)
    print("| of the files | files | text | wall | processors | a MB | a file | resident | index : text |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    points = []
    for share in (float(share) for share in options.shares.split(",") if share):
        points.append(measure(haku, lambda place: share_of(options.folder, share, place), options.scratch))
        row(f"{100 * share:g} %", points[-1])
        if options.plot and len(points) > 1:
            plot(points, options.plot)
    for count in (int(count) for count in options.tiny.split(",") if count):
        row("twelve words", measure(haku, lambda place: tiny(options.folder, count, place), options.scratch))


if __name__ == "__main__":
    sys.exit(main())
