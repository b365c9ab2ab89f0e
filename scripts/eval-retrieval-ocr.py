#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how much of what the clean texts give is found in texts out of OCR, repaired by haku or not.

usage: eval-retrieval-ocr.py [--haku PROGRAM] [--words N] [--piece WORDS] [--only NAME] FOLDER

A set is any folder below FOLDER that eval-ocr.py takes. Its clean texts, its pages as read, and these repaired are indexed each by
itself, cut into pieces of about 60 words (or so many) that stand for documents, the same pieces in all three: a piece of the pages
holds the words that stand in the places of the clean piece's. With --piece 0 each page is a document. Each different word of the clean
texts, in letters and of four or more, is a query (the first N in a fixed order). Prints for each set the share of the clean index's
hits that the pages give, and that the repaired pages give; and of what these give the share that the clean index gives too.
"""
import argparse, hashlib, importlib.util, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def eval_ocr():
    spec = importlib.util.spec_from_file_location('eval_ocr', os.path.join(HERE, 'eval-ocr.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pieces(ocr, clean, other, size):
    """For each piece of the words `clean` the words of `other` in their places."""
    if size == 0:
        yield ' '.join(other)
        return
    places = ocr.align(clean, other)
    last = 0
    for start in range(0, len(clean), size):
        found = [p for p in places[start:start + size] if p is not None]
        end = max(found, default=last - 1) + 1
        yield ' '.join(other[last:end])
        last = max(last, end)


def write(folder, name, texts):
    for number, text in enumerate(texts):
        with open(os.path.join(folder, f'{name}-{number:04}.txt'), 'w', encoding='utf8') as file:
            file.write(text + '\n')


def hits(haku, index, queries):
    """Query -> the documents that hold it."""
    topics = ''.join(f'{number}\t{query}\n' for number, query in enumerate(queries))
    run = subprocess.run([haku, 'batch', '--index', index, '--related', 'no', '-'], input=topics, check=True,
                         capture_output=True, text=True)
    found = {number: set() for number in range(len(queries))}
    for line in run.stdout.splitlines():
        topic, _, document, *_ = line.split()
        found[int(topic)].add(document)
    return found


def measure(options, ocr, name, clean_folder, read_folder):
    with tempfile.TemporaryDirectory() as scratch:
        names = sorted(set(os.listdir(clean_folder)) & set(os.listdir(read_folder)))
        repaired = os.path.join(scratch, 'repaired')
        ocr.normalise(options.haku, read_folder, names, repaired)
        folders = {'clean': clean_folder, 'read': read_folder, 'repaired': repaired}
        words = set()
        for kind in folders: os.mkdir(os.path.join(scratch, kind + '-pieces'))
        for file in names:
            clean = ocr.words_of(ocr.read(os.path.join(clean_folder, file)))
            words.update(w for w in clean if len(w) > 3 and w.isalpha())
            for kind, folder in folders.items():
                other = ocr.words_of(ocr.read(os.path.join(folder, file)))
                write(os.path.join(scratch, kind + '-pieces'), file.removesuffix('.txt'), pieces(ocr, clean, other, options.piece))
        queries = sorted(words, key=lambda w: hashlib.sha256(w.encode()).digest())[:options.words]
        found = {}
        for kind in folders:
            index = os.path.join(scratch, kind + '-index')
            subprocess.run([options.haku, 'index', '--no-repair', '--quiet', '--index', index,
                            os.path.join(scratch, kind + '-pieces')], check=True, capture_output=True)
            found[kind] = hits(options.haku, index, queries)
    def share(of, among):
        both = sum(len(found[of][q] & found[among][q]) for q in found[of])
        return both / max(1, sum(len(found[of][q]) for q in found[of]))
    print(f'{name:32} {len(queries):>6}  {share("clean", "read"):.4f}  {share("clean", "repaired"):.4f}  '
          f'{share("repaired", "clean"):.4f}', flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--haku', default='.build/release/haku')
    parser.add_argument('--words', type=int, default=3000)
    parser.add_argument('--piece', type=int, default=60, help='words of a document; 0: each page is one')
    parser.add_argument('--only', default='', help='sets whose path holds this')
    parser.add_argument('folder')
    options = parser.parse_args()
    ocr = eval_ocr()
    found = [each for each in ocr.sets(options.folder) if options.only in each[0]]
    if not found: sys.exit(f'eval-retrieval-ocr: no sets below {options.folder}')
    print(f'{"set":32} {"words":>6}  read    repaired  precise')
    for each in found: measure(options, ocr, *each)


if __name__ == '__main__':
    main()
