#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what badly read pages gain where they stand in an index together: short ones show too little of their reader each.

usage: eval-collection-ocr.py [--haku PROGRAM] [--piece WORDS] [--only NAME] [--clean FOLDER] FOLDER

A set is any folder below FOLDER that eval-ocr.py takes. Its pages are cut into pieces of about 80 words (or so many; 0: whole pages), in
the places of the clean texts' words. Prints for each set the share of words right as read, with each piece repaired by itself, with
all of them repaired in one index, and in one index with the pieces of all sets and the files of FOLDER of --clean; of these the number
whose text is not what it is repaired to by itself is printed last.
"""
import argparse, importlib.util, os, shutil, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def module(name):
    spec = importlib.util.spec_from_file_location(name.replace('-', '_'), os.path.join(HERE, name + '.py'))
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


retrieval = module('eval-retrieval-ocr')
ocr = retrieval.eval_ocr()


def index(haku, folder, names):
    """Indexes a folder -> the text that the index shows of each of `names`."""
    with tempfile.TemporaryDirectory() as scratch:
        place = os.path.join(scratch, 'index')
        subprocess.run([haku, 'index', '--quiet', '--index', place, '.'], cwd=folder, check=True, capture_output=True)
        shown = {}
        for name in names:
            run = subprocess.run([haku, 'show', '--index', place, name], check=True, capture_output=True, text=True)
            shown[name] = run.stdout.partition('\n\n')[2]
        return shown


def alone(haku, folder, names):
    """The text that each file is repaired to by itself."""
    with tempfile.TemporaryDirectory() as scratch:
        ocr.normalise(haku, folder, names, scratch)
        return {name: ocr.read(os.path.join(scratch, name)) for name in names}


def cut(name, clean_folder, read_folder, size, target):
    """Writes the pieces of a set's pages into `target` -> the clean words of each."""
    meant = {}
    for file in sorted(set(os.listdir(clean_folder)) & set(os.listdir(read_folder))):
        clean = ocr.words_of(ocr.read(os.path.join(clean_folder, file)))
        page = ocr.read(os.path.join(read_folder, file))
        pieces = [(clean, page)] if size == 0 else zip(
            (p.split() for p in retrieval.pieces(ocr, clean, clean, size)),
            retrieval.pieces(ocr, clean, ocr.words_of(page), size))
        for number, (words, text) in enumerate(pieces):
            piece = f'{name.replace("/", "-")}-{file.removesuffix(".txt")}-{number:04}.txt'
            meant[piece] = words
            with open(os.path.join(target, piece), 'w', encoding='utf8') as out: out.write(text.rstrip('\n') + '\n')
    return meant


def right(meant, texts):
    total = found = 0
    for name, words in meant.items():
        other = ocr.words_of(texts[name])
        total += len(words)
        found += sum(place is not None and other[place] == word for word, place in zip(words, ocr.align(words, other)))
    return found / max(1, total)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--haku', default='.build/release/haku')
    parser.add_argument('--piece', type=int, default=80, help='words of a document; 0: each page is one')
    parser.add_argument('--only', default='', help='sets whose path holds this')
    parser.add_argument('--clean', help='a folder of clean texts to stand beside them')
    parser.add_argument('folder')
    options = parser.parse_args()
    options.haku = os.path.abspath(options.haku)
    found = [each for each in ocr.sets(options.folder) if options.only in each[0]]
    if not found: sys.exit(f'eval-collection-ocr: no sets below {options.folder}')
    with tempfile.TemporaryDirectory() as scratch:
        everything = os.path.join(scratch, 'all')
        os.mkdir(everything)
        rows = []
        for name, clean_folder, read_folder in found:
            folder = os.path.join(scratch, str(len(rows)))
            os.mkdir(folder)
            meant = cut(name, clean_folder, read_folder, options.piece, folder)
            texts = {piece: ocr.read(os.path.join(folder, piece)) for piece in meant}
            shares = [right(meant, texts), right(meant, alone(options.haku, folder, list(meant))),
                      right(meant, index(options.haku, folder, meant))]
            rows.append((name, meant, shares))
            for piece in meant: shutil.copy(os.path.join(folder, piece), everything)
        clean = []
        if options.clean:
            for file in sorted(os.listdir(options.clean)):
                clean.append('clean-' + file)
                shutil.copy(os.path.join(options.clean, file), os.path.join(everything, 'clean-' + file))
        together = index(options.haku, everything, [piece for _, meant, _ in rows for piece in meant] + clean)
        print(f'{"set":32} pieces  read    alone   together  with all')
        for name, meant, shares in rows:
            print(f'{name:32} {len(meant):>6}  {shares[0]:.4f}  {shares[1]:.4f}  {shares[2]:.4f}    {right(meant, together):.4f}')
        if clean:
            by_itself = alone(options.haku, everything, clean)
            changed = [name for name in clean if by_itself[name].split() != together[name].split()]
            print(f'{len(clean)} clean texts beside them, {len(changed)} otherwise than by themselves', *changed[:10])


if __name__ == '__main__':
    main()
