#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares TREC runs by topic: whether one ranks better than another, by how much, and how likely that is chance.

usage: compare-runs.py QRELS RUN OTHER... [--measure map|ndcg|recall] [--topics N] [--seed N]

Prints the mean of each run, then for each other one the mean difference to the first, how many topics gained and lost,
p of a paired randomisation test (10,000 sign flips; Smucker, Allan, Carterette, CIKM 2007), and the N topics (5) whose
measure changed most either way. QRELS and runs are as `haku batch` and trec_eval have them.
"""
import argparse
import collections
import math
import random
import sys


def read(path, columns):
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            words = line.split()
            if not words:
                continue
            if len(words) < columns:
                sys.exit(f"{path}:{number}: {len(words)} columns; a line has {columns}")
            yield words


def read_qrels(path):
    gains = collections.defaultdict(dict)
    for words in read(path, 4):
        gains[words[0]][words[2]] = float(words[3])
    return gains


def read_run(path):
    """Documents of each topic, best first: by score, and ties by id as trec_eval has them, falling."""
    topics = collections.defaultdict(list)
    for words in read(path, 6):
        topics[words[0]].append((float(words[4]), words[2]))
    return {topic: [name for _, name in sorted(rows, reverse=True)] for topic, rows in topics.items()}


def average_precision(ranked, gains):
    relevant = sum(1 for gain in gains.values() if gain > 0)
    found = total = 0
    for rank, name in enumerate(ranked, 1):
        if gains.get(name, 0) > 0:
            found += 1
            total += found / rank
    return total / relevant if relevant else 0.0


def ndcg(ranked, gains):
    def dcg(values):
        return sum(value / math.log2(rank + 1) for rank, value in enumerate(values, 1))

    best = dcg(sorted((gain for gain in gains.values() if gain > 0), reverse=True)[:10])
    return dcg([max(gains.get(name, 0), 0) for name in ranked[:10]]) / best if best else 0.0


def recall(ranked, gains):
    relevant = {name for name, gain in gains.items() if gain > 0}
    return len(relevant.intersection(ranked[:100])) / len(relevant) if relevant else 0.0


MEASURES = {"map": average_precision, "ndcg": ndcg, "recall": recall}


def chance(differences, seed, rounds=10000):
    """The share of random signs that make the mean difference as large as it is, either way."""
    source = random.Random(seed)
    observed = abs(sum(differences))
    changed = [difference for difference in differences if difference]
    as_large = sum(
        abs(sum(value if source.random() < 0.5 else -value for value in changed)) >= observed - 1e-12
        for _ in range(rounds))
    return (as_large + 1) / (rounds + 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("qrels")
    parser.add_argument("run")
    parser.add_argument("others", nargs="+")
    parser.add_argument("--measure", choices=sorted(MEASURES), default="map", help="map, ndcg (at 10) or recall (at 100)")
    parser.add_argument("--topics", type=int, default=5, metavar="N", help="topics to name either way (5)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    qrels = read_qrels(given.qrels)
    # A topic without an answer that counts says nothing.
    topics = sorted(topic for topic, gains in qrels.items() if any(gain > 0 for gain in gains.values()))
    if not topics:
        sys.exit(f"{given.qrels}: no topic has a relevant document")
    measure = MEASURES[given.measure]

    def values(path):
        run = read_run(path)
        return {topic: measure(run.get(topic, []), qrels[topic]) for topic in topics}

    first = values(given.run)
    print(f"{given.run}\t{given.measure} {sum(first.values()) / len(topics):.4f}\t{len(topics)} topics")
    for path in given.others:
        other = values(path)
        differences = {topic: other[topic] - first[topic] for topic in topics}
        total = sum(differences.values())
        print(
            f"{path}\t{given.measure} {sum(other.values()) / len(topics):.4f}\t{total / len(topics):+.4f}\t"
            f"{sum(value > 1e-9 for value in differences.values())} gained, "
            f"{sum(value < -1e-9 for value in differences.values())} lost\tp {chance(list(differences.values()), given.seed):.4f}")
        ordered = sorted(topics, key=lambda topic: differences[topic])
        for topic in ordered[: given.topics] + ordered[::-1][: given.topics][::-1]:
            if abs(differences[topic]) > 1e-9:
                print(f"  {topic}\t{first[topic]:.4f} → {other[topic]:.4f}\t{differences[topic]:+.4f}")


if __name__ == "__main__":
    main()
