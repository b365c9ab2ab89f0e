#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks a running hakud with options of all kinds drawn together, and holds its answers to each other.

usage: options.py SOCKET TOPICS [COUNT] [--seed N]

TOPICS has "topic<TAB>query" lines; questions are made of their words, with operators between some. COUNT requests (2,000) of
all verbs that read are sent over one connection. None may be answered by an error that is not its own fault (400, 404, 422), and hakud must be there at the end; a page
of hits that begins later must be that part of the page that begins at the first hit, whatever the other options are. Prints
each that breaks this, and the number of answers by verb; status 1 where one did.
"""
import argparse
import collections
import random
import re
import socket
import sys

OPTIONS = {
    "SEARCH": {"snippet": ["yes", "no"], "related": ["yes", "no", "auto"], "collapse": ["project"], "copies": ["yes"],
               "sort": ["otsikko", "-vuosi", "muokattu", "-rahoitus"], "fields": ["otsikko,laji", "kunta"],
               "exact": ["no"], "since": ["2020-01-01"]},
    "COUNT": {"related": ["yes", "no", "auto"], "since": ["2020-01-01"]},
    "LINES": {"limit": ["1", "20"], "related": ["yes", "no"], "context": ["2"], "counts": ["yes"], "page": ["1"]},
    "EXPLAIN": {}, "LIST": {"related": ["yes", "no"], "sort": ["otsikko", "-muokattu"], "fields": ["laji"]},
    "FACETS": {"limit": ["1", "10"], "sort": ["count", "value"], "related": ["yes", "no"]},
    "SIMILAR": {"limit": ["1", "10"], "offset": ["0", "3", "9"], "same-project": ["yes"], "passages": ["yes"],
                "copies": ["yes"], "fields": ["otsikko"], "by": ["otsikko", "menetelmä"], "elsewhere": ["yes"]},
    "COMPARE": {}, "SHOW": {"repairs": ["yes"]}, "SUGGEST": {"limit": ["1", "5"]},
    "TEXT": {"query": ["kunta", "hanke"], "matching": ["yes"], "original": ["yes"], "from": ["3"], "lines": ["2"],
             "repairs": ["yes"]},
    "REPAIRS": {"below": ["0.9", "1"], "limit": ["0", "5"]}, "ANALYSE": {}, "NORMALISE": {},
}
FACETS = ["laji", "vuosi", "tyyppi", "kunta,maakunta"]


class Connection:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.file = self.socket.makefile("rb")

    def ask(self, line):
        """The rows of the answer and its last line."""
        self.socket.sendall(line.encode() + b"\n")
        rows = []
        while True:
            reply = self.file.readline()
            if not reply:
                raise ConnectionError(f"hakud is gone after: {line}")
            text = reply.decode().rstrip("\n")
            if re.match(r"(OK|ERR)\b", text):
                return rows, text
            rows.append(text)


def question(draw, words):
    parts = [draw.choice(words) for _ in range(draw.choice([1, 1, 2, 2, 3, 5]))]
    kind = draw.randrange(12)
    if kind == 0:
        parts[0] = parts[0][:4] + "*"
    elif kind == 1 and len(parts) > 1:
        parts = ['"' + " ".join(parts[:2]) + '"'] + parts[2:]
    elif kind == 2 and len(parts) > 1:
        parts.insert(1, draw.choice(["OR", "AND", "NOT", "NEAR", "NEAR/5"]))
    elif kind == 3:
        parts[-1] = "=" + parts[-1]
    elif kind == 4 and len(parts) > 1:
        parts[-1] = "-" + parts[-1]
    return " ".join(parts)


def request(verb, options, rest):
    return " ".join([verb] + [f"{name}={value}" for name, value in options.items()] + (["--", rest] if rest else []))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("socket")
    parser.add_argument("topics")
    parser.add_argument("count", nargs="?", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    draw = random.Random(told.seed)
    text = open(told.topics, encoding="utf-8").read()
    words = sorted({word for line in text.split("\n") for word in re.findall(r"[^\W\d_]{3,}", line.split("\t", 1)[-1])})
    connection = Connection(told.socket)
    ids = [row.split("\t")[1] for row in connection.ask("LIST")[0]]
    answered, faults = collections.Counter(), []
    for _ in range(told.count):
        verb = draw.choice(["SEARCH"] * 6 + list(OPTIONS))
        options = {name: draw.choice(values) for name, values in OPTIONS[verb].items() if draw.random() < 0.4}
        rest = draw.choice(ids) if verb in ("SIMILAR", "SHOW", "TEXT") else question(draw, words)
        if verb in ("EXPLAIN", "COMPARE"):
            rest = f"{draw.choice(ids)} {rest if verb == 'EXPLAIN' else draw.choice(ids)}"
        if verb == "REPAIRS":
            rest = ""
        if verb == "SUGGEST":
            rest = draw.choice(words)[:draw.randrange(1, 8)]
        if verb == "FACETS":
            rest = draw.choice(FACETS) + " " + rest
        line = request(verb, options, rest)
        rows, last = connection.ask(line)
        answered[f"{verb} {last.split()[0]}"] += 1
        # Some options don't go together, and a word may have too many forms.
        if last.startswith("ERR") and last.split()[1] not in ("400", "404", "422"):
            faults.append(f"{line}: {last}")
        if verb == "SEARCH" and last.startswith("OK"):
            whole, _ = connection.ask(request(verb, {**options, "limit": 40}, rest))
            offset, limit = draw.randrange(0, 30), draw.randrange(0, 11)
            page, last = connection.ask(request(verb, {**options, "offset": offset, "limit": limit}, rest))
            # Which line of two snippets shows may depend on the page's other hits.
            same = [row.split("\t")[:4] for row in page] == [row.split("\t")[:4] for row in whole[offset:offset + limit]]
            if not same or last.startswith("ERR"):
                faults.append(f"{line}, from {offset} on {limit}: not that part of the first page: {last}")
    print(", ".join(f"{name} {count}" for name, count in sorted(answered.items())))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


try:
    sys.exit(main())
except ConnectionError as error:
    print(error)
    sys.exit(1)
