#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts how many (label, value) pairs of labelled papers haku reads into the right field.

    pairs.py HAKU LAYOUTS PAPERS...

LAYOUTS is Sources/ProjectCards/Resources/asettelut; beside it lies kunnat.tsv, the names of municipalities and regions.

HAKU is the program, PAPERS the texts. A paper is labelled by a layout if it has at least four of its labels. A pair is a
label of a layout that has a field, found in the paper as a line of its own or before a colon, and the value behind or
below it. It is right if the document's field of that name holds the value: a day by its day, a sum by its digits, a list
by each of its items, other text by the beginning of a line; a place only where it names a municipality or region. Prints the pairs that are wrong, and a line for each layout of papers.
"""

import collections
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

BEGINNING = 40
FEWEST_LABELS = 4
LISTS = {"kunta", "maakunta", "toteuttaja", "kumppani", "rahoittaja"}
SUMS = {"rahoitus", "rinnakkaisrahoitus", "kokonaiskustannus", "omarahoitus"}


def folded(text):
    return " ".join(re.findall(r"\w+", text.lower()))


def layouts(folder):
    """The fields of labels, by layout."""
    found = {}
    for path in sorted(Path(folder).glob("*.tsv")):
        rows = [line.split("\t") for line in path.read_text().splitlines() if line and line[0] != "#"]
        found[path.stem] = {folded(row[2]): row[1] for row in rows if len(row) >= 3}
    return found


def label_of(line, labels):
    """The label that a line is or begins with, and the value behind it; None where it has none."""
    bare = re.sub(r"^[\d.]+\s+|^[-•*]\s+", "", line.strip())
    head, colon, rest = bare.partition(":")
    for text, value in ((head, rest.strip()), (bare.rstrip("*: "), "")):
        if (colon or not value) and folded(text) in labels:
            return folded(text), value
    return None


def pairs(text, labels):
    lines = text.splitlines()
    for number, line in enumerate(lines):
        found = label_of(line, labels)
        if not found or labels[found[0]] in "!-*":
            continue
        label, value = found
        for below in lines[number + 1 :]:
            if value and not below.strip() or label_of(below, labels):
                break
            if below.strip():
                value += ("\n" if value else "") + below.strip()
        if value:
            yield label, labels[label], value


def days(text):
    return {f"{y}-{int(m):02}-{int(d):02}" for d, m, y in re.findall(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)}


def is_right(field, value, fields, places):
    held = fields.get(field, [])
    # Business ids are numbers of organisations, not their names.
    value = re.sub(r",?\s*\b\d{7}-\d\b", "", value)
    if field == "aika":
        wanted = days(value)
        return wanted <= set(fields.get("alkaa", []) + fields.get("päättyy", [])) and (
            wanted or set(re.findall(r"\b(?:19|20)\d\d\b", value)) <= set(fields.get("vuosi", []))
        )
    if field in ("alkaa", "päättyy"):
        return days(value) <= set(held)
    if field in ("paikka", "kunta", "maakunta") and not any(folded(word) in places for word in re.split(r"[,\s]+", value)):
        return True
    if field == "paikka":
        return any(folded(value)[:4] == folded(item)[:4] for item in fields.get("kunta", []))
    if field in SUMS:
        number = re.search(r"\d[\d\s.]*(?:,\d+)?", value)
        digits = lambda text: re.sub(r"\D", "", text.split(",")[0])
        return not number or any(digits(item) == digits(number.group()) for item in held)
    text = folded(" ".join(held))
    if field in LISTS:
        items = [folded(item) for item in re.split(r"[,;\n]| ja ", value) if folded(item)]
        return all(item[:BEGINNING] in text for item in items) or folded(value)[:BEGINNING] in text
    lines = [folded(line)[:BEGINNING] for line in value.splitlines() if len(line) > BEGINNING] or [folded(value)[:BEGINNING]]
    # A section begins with headings of its own, which tell of which field its text is.
    everywhere = folded(" ".join(item for items in fields.values() for item in items))
    return any(line in text for line in lines) or field == "tavoite" and any(line in everywhere for line in lines)


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    haku, folder, papers = sys.argv[1], sys.argv[2], sys.argv[3:]
    tables = layouts(folder)
    rows = [line.split("\t") for line in (Path(folder).parent / "kunnat.tsv").read_text().splitlines()]
    places = {folded(row[1]) for row in rows if len(row) > 4 and row[0][0] != "#"}
    right, total = collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory() as index:
        subprocess.run([haku, "index", "--quiet", "--index", index, *papers], check=True)
        shown = subprocess.run([haku, "list", "--ids", "--index", index], check=True, capture_output=True, text=True)
        for name in shown.stdout.splitlines():
            reply = subprocess.run(
                [haku, "show", "--format", "json", "--index", index, name], check=True, capture_output=True, text=True
            )
            document = json.loads(reply.stdout)
            fields = collections.defaultdict(list)
            for field in document["fields"]:
                fields[field["name"]].append(field["value"])
            # The layout most of whose labels stand in the paper is its own.
            lines = document["text"].splitlines()
            found = {table: {label_of(line, tables[table]) for line in lines} - {None} for table in tables}
            best = max(tables, key=lambda table: len({label for label, _ in found[table]}))
            if len({label for label, _ in found[best]}) < FEWEST_LABELS:
                continue
            for label, field, value in pairs(document["text"], tables[best]):
                total[best] += 1
                if is_right(field, value, fields, places):
                    right[best] += 1
                else:
                    print(f"{name}\t{label}\t{field}\t{value[:100]!r}\t{fields.get(field, [])!r:.200}")
    for table in sorted(total):
        print(f"{table}: {right[table]} of {total[table]} ({right[table] / total[table]:.3f})")
    if total:
        print(f"all: {sum(right.values())} of {sum(total.values())} ({sum(right.values()) / sum(total.values()):.3f})")


if __name__ == "__main__":
    main()
