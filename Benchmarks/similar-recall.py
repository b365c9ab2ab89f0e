#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of the ten most similar documents that hakud finds, when every document is compared.

usage: similar-recall.py INDEX SOCKET IDS

Reads the index's file of vectors (Sources/DocumentVectors/VectorLayout.swift) with numpy and scipy, compares each of the
documents in the file IDS, an id a line, with all others as SIMILAR does, and asks hakud. A document of the same cosine as
the tenth counts as one of the ten.
"""
import json
import os
import socket
import sys

import numpy
import scipy.sparse

NEIGHBOURS, PULL, DRAWN = 20, 0.6, 800


def sections(path):
    """The header's numbers, and a function that gives the next array of so many elements of a type."""
    data = numpy.memmap(path, dtype=numpy.uint8, mode="r")
    header = numpy.frombuffer(data[:64].tobytes(), dtype="<u8")
    place = 64

    def take(count, kind):
        nonlocal place
        size = count * numpy.dtype(kind).itemsize
        array = numpy.frombuffer(data[place:place + size].tobytes(), dtype=kind)
        place += (size + 7) // 8 * 8
        return array

    return [int(number) for number in header], take


def best(scores, count):
    return [int(row) for row in numpy.lexsort((numpy.arange(len(scores)), -scores))[:count] if scores[row] > 0]


def exact(matrix, row):
    """The cosine of every row to the document of `row`, drawn to its neighbours."""
    own = numpy.asarray(matrix[row].todense()).ravel()
    scores = matrix @ own
    scores[row] = 0
    sums = numpy.zeros(matrix.shape[1], numpy.float32)
    for other in best(scores, NEIGHBOURS):
        sums += numpy.asarray(matrix[other].todense()).ravel() * scores[other]
    length = numpy.linalg.norm(sums)
    drawn = own + (sums * PULL / length if length > 0 else 0)
    weights = numpy.sort(drawn[drawn > 0])[::-1]
    if len(weights) > DRAWN:
        drawn[drawn < weights[DRAWN - 1]] = 0
    scores = matrix @ (drawn / numpy.linalg.norm(drawn))
    scores[row] = 0
    return scores


def main():
    index, address, ids = sys.argv[1:]
    generation = open(os.path.join(index, "current")).read().strip()
    header, take = sections(os.path.join(index, generation, "vectors"))
    rows, terms, entries = header[3:6]
    take(rows, "<u4")
    starts = take(rows + 1, "<u8").astype(numpy.int64)
    columns = take(entries, "<u4").astype(numpy.int32)
    values = take(entries, "<u2").astype(numpy.float32) / 65535
    matrix = scipy.sparse.csr_matrix((values, columns, starts), shape=(rows, terms))
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(address)
    lines = connection.makefile("rw", encoding="utf-8", newline="\n")

    def ask(request):
        lines.write(request + "\n")
        lines.flush()
        answer = []
        while True:
            row = json.loads(lines.readline())
            if row["kind"] in ("ok", "error"):
                return answer
            answer.append(row)

    ask("HELLO format=json")
    # Documents stand in the file by their numbers, as LIST gives them.
    names = [row["id"] for row in ask("LIST")]
    if len(names) != rows:
        sys.exit(f"similar-recall: {len(names)} documents, and {rows} in the file")
    number = {name: row for row, name in enumerate(names)}
    found = wanted = 0
    for name in open(ids, encoding="utf-8").read().splitlines():
        scores = exact(matrix, number[name])
        ten = best(scores, 10)
        hits = [number[hit["id"]] for hit in ask(f"SIMILAR limit=10 -- {name}")]
        least = scores[ten[-1]] if ten else 0
        wanted += len(ten)
        found += min(len(ten), sum(scores[row] >= least * 0.9999 for row in hits))
    print(f"recall of the exact ten: {found / max(wanted, 1):.4f}")


if __name__ == "__main__":
    main()
