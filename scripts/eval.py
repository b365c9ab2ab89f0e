#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures haku's retrieval on judged collections, beside stock Xapian in the same run.

usage: eval.py [--haku PROGRAM] [--only SET[,SET]] [--reuse] [--no-stock] FOLDER

A collection is any folder below FOLDER with docs/ (a document a file), queries.tsv ("topic<TAB>query" lines) and qrels
(TREC's "topic 0 document gain"). Where it also has docs-ocr/ (the same documents, read by an OCR program), these are
indexed too, repaired on the way in; where it has similar.topics.tsv and similar.qrels ("topic<TAB>document"), similar
documents are measured. One configuration serves all of them.

Prints one table: mean average precision, nDCG at 10 and recall at 100 (a topic without answers counts 0), stock
Xapian's beside them, milliseconds a query (ten hits, one thread), and the change since the last run with the p of a
two-sided paired randomisation test over the topics' average precision. The figures of each topic go to
.eval/topics/SET.tsv, the runs to .eval/runs/. --reuse asks the indexes of the last run instead of building them anew.
"""
import argparse
import collections
import math
import os
import random
import shutil
import subprocess
import sys
import time

HOME = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), '.eval')
STOCK_SOURCE = os.path.join(os.path.dirname(HOME), 'Benchmarks', 'stock-xapian', 'stock.cc')
MEASURES = ('MAP', 'nDCG@10', 'R@100')


def fail(message):
    sys.exit('eval: ' + message)


# What is measured

def read_qrels(path):
    """-> {topic: {document: gain}}"""
    judged = collections.defaultdict(dict)
    with open(path, encoding='utf8') as lines:
        for line in lines:
            topic, _, document, gain = line.split()
            judged[topic][document] = int(gain)
    return judged


def read_run(path):
    """-> {topic: [document, best first]}"""
    run = collections.defaultdict(list)
    with open(path, encoding='utf8') as lines:
        for line in lines:
            topic, _, document, rank, _, _ = line.split()
            run[topic].append((int(rank), document))
    for topic, rows in run.items():
        run[topic] = [document for _, document in sorted(rows)]
        if len(set(run[topic])) != len(rows):
            fail(f'{path}: topic {topic} has a document twice')
    return run


def average_precision(found, judged):
    hits = total = 0
    for rank, document in enumerate(found[:1000], 1):
        if judged.get(document, 0) > 0:
            hits += 1
            total += hits / rank
    return total / len(judged)


def gain(gains):
    """Discounted cumulative gain of the first ten, log base 2 (Järvelin & Kekäläinen 2002)."""
    return sum(value / math.log2(rank + 2) for rank, value in enumerate(gains[:10]))


def score_topics(judged, run):
    """-> {topic: (average precision, nDCG at 10, recall at 100)}, every judged topic"""
    scores = {}
    for topic, relevant in judged.items():
        found = run.get(topic, [])
        best = gain(sorted(relevant.values(), reverse=True))
        scores[topic] = (
            average_precision(found, relevant),
            gain([relevant.get(document, 0) for document in found]) / best if best else 0.0,
            sum(relevant.get(document, 0) > 0 for document in found[:100]) / len(relevant))
    return scores


def mean(scores):
    return tuple(sum(values) / len(scores) for values in zip(*scores.values()))


def randomisation(differences, rounds=5000):
    """The two-sided p of a paired randomisation test: how often random signs make as large a sum."""
    moved = [value for value in differences if abs(value) > 1e-12]
    if not moved:
        return 1.0
    observed = abs(sum(moved)) - 1e-12
    total = sum(moved)
    chance = random.Random(1)
    larger = 0
    for _ in range(rounds):
        bits = chance.getrandbits(len(moved))
        turned = sum(value for index, value in enumerate(moved) if bits >> index & 1)
        larger += abs(total - 2 * turned) >= observed
    return (larger + 1) / (rounds + 1)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float('nan')


# Who is measured

def run_program(arguments, out=None):
    """Runs a program, its standard output to the file `out`. -> (seconds, {topic: milliseconds})"""
    start = time.monotonic()
    with open(out or os.devnull, 'w', encoding='utf8') as output:
        done = subprocess.run(arguments, stdout=output, stderr=subprocess.PIPE, text=True, errors='replace')
    took = time.monotonic() - start
    if done.returncode != 0:
        fail(f'{" ".join(arguments)} ended with status {done.returncode}:\n{done.stderr[-2000:]}')
    times = {}
    for line in done.stderr.splitlines():
        columns = line.split('\t')
        if len(columns) == 3 and columns[0] == 'ms':
            times[columns[1]] = float(columns[2])
    return took, times


class Haku:
    name = 'haku'

    def __init__(self, program):
        self.program = program

    def index(self, database, folder):
        return run_program([self.program, 'index', '--index', database, folder])[0]

    def batch(self, database, topics, out, similar):
        kind = ['--similar'] if similar else []
        run_program([self.program, 'batch', '--index', database, '--limit', '1000', *kind, topics], out)
        # Ten hits, as a person asks.
        return run_program([self.program, 'batch', '--index', database, '--limit', '10', '--timings', *kind, topics])[1]


class Stock:
    name = 'stock'

    def __init__(self):
        os.makedirs(HOME, exist_ok=True)
        self.program = os.path.join(HOME, 'stock')
        flags = subprocess.run(['pkg-config', '--cflags', '--libs', 'xapian-core'], capture_output=True, text=True)
        if flags.returncode != 0:
            fail('pkg-config does not find xapian-core: ' + flags.stderr.strip())
        compiler = os.environ.get('CXX') or next(filter(shutil.which, ('g++', 'clang++', 'c++')), 'g++')
        built = subprocess.run([compiler, '-O2', '-std=c++17', '-o', self.program, STOCK_SOURCE, *flags.stdout.split()])
        if built.returncode != 0:
            fail(f'{STOCK_SOURCE} does not build')

    def index(self, database, folder):
        return run_program([self.program, 'index', database, folder])[0]

    def batch(self, database, topics, out, similar):
        verb = 'similar' if similar else 'batch'
        run_program([self.program, verb, database, topics, '1000'], out)
        return run_program([self.program, verb, database, topics, '10'])[1]


# The sets

Set = collections.namedtuple('Set', 'name folder documents topics qrels similar clean')


def find_sets(root):
    sets = []
    for folder, folders, files in os.walk(root):
        folders.sort()
        if 'docs' not in folders or not {'queries.tsv', 'qrels'} <= set(files):
            continue
        name = os.path.basename(folder)
        path = lambda part: os.path.join(folder, part)
        sets.append(Set(name, folder, path('docs'), path('queries.tsv'), path('qrels'), False, None))
        if 'docs-ocr' in folders:
            sets.append(Set(name + '-ocr', folder, path('docs-ocr'), path('queries.tsv'), path('qrels'), False, name))
        if {'similar.topics.tsv', 'similar.qrels'} <= set(files):
            sets.append(Set(
                name + '-similar', folder, path('docs'), path('similar.topics.tsv'), path('similar.qrels'), True, None))
        folders[:] = [each for each in folders if not each.startswith('docs')]
    return sets


def measure(engine, each, reuse):
    """-> {topic: scores}, {topic: ms}, seconds of indexing or None"""
    documents = os.path.relpath(each.documents, os.path.dirname(each.folder)).replace(os.sep, '-')
    database = os.path.join(HOME, 'index', engine.name, documents)
    took = None
    # The set of similar documents asks the index that the queries were asked of.
    if not reuse and database not in measure.made:
        shutil.rmtree(database, ignore_errors=True)
        os.makedirs(os.path.dirname(database), exist_ok=True)
        took = engine.index(database, each.documents)
        measure.made.add(database)
    out = os.path.join(HOME, 'runs', f'{each.name}.{engine.name}.run')
    os.makedirs(os.path.dirname(out), exist_ok=True)
    times = engine.batch(database, each.topics, out, each.similar)
    return score_topics(read_qrels(each.qrels), read_run(out)), times, took


measure.made = set()


# The last run

def load_topics(name):
    path = os.path.join(HOME, 'topics', name + '.tsv')
    if not os.path.exists(path):
        return None
    with open(path, encoding='utf8') as lines:
        rows = [line.rstrip('\n').split('\t') for line in lines][1:]
    return {row[0]: tuple(float(value) for value in row[1:4]) for row in rows}


def save_topics(name, scores, times):
    path = os.path.join(HOME, 'topics', name + '.tsv')
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + '.new', 'w', encoding='utf8') as out:
        print('topic', *MEASURES, 'ms', sep='\t', file=out)
        for topic in sorted(scores):
            print(topic, *(f'{value:.6f}' for value in scores[topic]), f'{times.get(topic, 0):.3f}', sep='\t', file=out)
    os.replace(path + '.new', path)


def change(scores, last):
    """The change of MAP since the last run, and how likely chance alone makes it."""
    if last is None:
        return '–', '–'
    shared = sorted(scores.keys() & last.keys())
    differences = [scores[topic][0] - last[topic][0] for topic in shared]
    if not shared or all(abs(value) < 5e-7 for value in differences):
        return '0', '–'
    return f'{sum(differences) / len(shared):+.4f}', f'{randomisation(differences):.3f}'


def triple(values):
    return ' '.join(f'{value:.3f}'.lstrip('0').rjust(5) for value in values)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('folder')
    parser.add_argument('--haku', default='.build/release/haku')
    parser.add_argument('--only', default='', help='the sets to measure, with commas')
    parser.add_argument('--reuse', action='store_true')
    parser.add_argument('--no-stock', action='store_true')
    options = parser.parse_args()
    if not os.path.isdir(options.folder):
        fail(f'{options.folder} is not a folder')
    if not os.access(options.haku, os.X_OK):
        fail(f'{options.haku} is not a program: say "make build" first, or --haku PROGRAM')
    sets = find_sets(options.folder)
    if options.only:
        sets = [each for each in sets if each.name in options.only.split(',')]
    if not sets:
        fail(f'{options.folder} holds no collection (a folder with docs/, queries.tsv and qrels)')
    engines = [Haku(options.haku)] + ([] if options.no_stock else [Stock()])

    rows = []
    means = {}
    for each in sets:
        results = {}
        for engine in engines:
            print(f'eval: {each.name}, {engine.name}', file=sys.stderr)
            results[engine.name] = measure(engine, each, options.reuse)
        scores, times, took = results['haku']
        means[each.name] = mean(scores)
        delta, p = change(scores, load_topics(each.name))
        save_topics(each.name, scores, times)
        share = '–'
        if each.clean in means:
            share = '/'.join(f'{100 * a / b:.1f}' if b else '–' for a, b in zip(means[each.name], means[each.clean]))
        stock = results.get('stock')
        rows.append((
            each.name, str(len(scores)), triple(means[each.name]), triple(mean(stock[0])) if stock else '–', share,
            f'{percentile(times.values(), .5):.2f}/{percentile(times.values(), .99):.2f}',
            f'{percentile(stock[1].values(), .5):.2f}/{percentile(stock[1].values(), .99):.2f}' if stock else '–',
            '–' if took is None else f'{took:.1f}', delta, p))

    head = ('set', 'topics', ' '.join(m.rjust(5) for m in ('MAP', 'nDCG', 'R100')), 'stock Xapian', '% of clean',
            'ms p50/p99', 'stock ms', 'index s', 'ΔMAP', 'p')
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    for row in [head, *rows]:
        print('  '.join(cell.ljust(width) if column in (0, 2, 3) else cell.rjust(width)
                        for column, (cell, width) in enumerate(zip(row, widths))).rstrip())
    print(f'nDCG at 10. Figures of each topic: {os.path.relpath(os.path.join(HOME, "topics"))}/', file=sys.stderr)


if __name__ == '__main__':
    main()
