#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures haku's repair of OCR damage on texts that exist twice, beside Voikko's own OCR suggestions.

usage: eval-ocr.py [--haku PROGRAM] [--baseline DOCUMENTS] [--beside PARTS] FOLDER

A set is any folder below FOLDER with docs/ and docs-ocr/, or clean/ and ocr/ (scripts/make-ocr-pages.py makes such):
files of the same names, as they are and as an OCR program read them. Words are runs of non-space without the
punctuation at their edges; those without a letter do not count. Prints for each set: the share of words read right
before and after, the share of wrong words made right (fixed) and of right words made wrong (harmed), how many of
100,000 clean words are changed, and words a second of the whole program; on the first DOCUMENTS of the set (200) the
same for Voikko's OCR suggestions (the first, for each word that Voikko does not know); and how often repairs of each
confidence are right. With --beside, the files are also dealt into so many parts, and each part is repaired with an index
of the clean texts of all others: as many parts as files leave one out at a time.
"""
import argparse, collections, ctypes, difflib, os, shutil, subprocess, sys, tempfile, time

EDGE = '.,;:!?()[]{}<>"\'”“’‘«»…*/\\|–—-•·©'
INVISIBLE = dict.fromkeys(map(ord, '\u200b\u200c\u200d\u2060\ufeff\u00ad'))
BINS = (0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


def words_of(text):
    found = (w.strip(EDGE) for w in text.translate(INVISIBLE).split())
    return [w for w in found if any(c.isalpha() for c in w)]


def read(path):
    with open(path, encoding='utf8', errors='replace') as file:
        return file.read()


def cost(a, b):
    if a == b: return 0
    return 0.6 if a[:2] == b[:2] or a[-2:] == b[-2:] or abs(len(a) - len(b)) < 2 else 1.2


def align(reference, other):
    """For each word of `reference` the number of the word of `other` that stands in its place, or None."""
    result = [None] * len(reference)
    for kind, i, j, k, m in difflib.SequenceMatcher(None, reference, other, autojunk=False).get_opcodes():
        if kind == 'equal':
            for d in range(j - i): result[i + d] = k + d
        elif kind == 'replace':
            if j - i == m - k:
                for d in range(j - i): result[i + d] = k + d
                continue
            # The cheapest way through the block: swap, leave out on either side.
            n, o = j - i, m - k
            table = [[0.0] * (o + 1) for _ in range(n + 1)]
            for x in range(n + 1):
                for y in range(o + 1):
                    if x == 0 or y == 0: table[x][y] = float(x + y)
                    else:
                        table[x][y] = min(table[x - 1][y - 1] + cost(reference[i + x - 1], other[k + y - 1]),
                                          table[x - 1][y] + 1, table[x][y - 1] + 1)
            x, y = n, o
            while x and y:
                if table[x][y] == table[x - 1][y - 1] + cost(reference[i + x - 1], other[k + y - 1]):
                    x -= 1; y -= 1
                    result[i + x] = k + y
                elif table[x][y] == table[x - 1][y] + 1: x -= 1
                else: y -= 1
    return result


class Score:
    def __init__(self):
        self.words = self.before = self.after = self.fixed = self.harmed = 0

    def add(self, clean, ocr, repaired):
        """Counts a document; yields (clean word, word as read, word as repaired) where the last two differ."""
        first, second = align(clean, ocr), align(clean, repaired)
        for word, x, y in zip(clean, first, second):
            was = x is not None and ocr[x] == word
            is_now = y is not None and repaired[y] == word
            self.words += 1; self.before += was; self.after += is_now
            self.fixed += is_now and not was; self.harmed += was and not is_now
            if x is not None and y is not None and ocr[x] != repaired[y]: yield word, ocr[x], repaired[y]

    def row(self):
        n = max(1, self.words)
        return (f'{self.before / n:.4f}  {self.after / n:.4f}  {self.fixed / max(1, n - self.before):.4f}  '
                f'{self.harmed / max(1, self.before):.5f}')


class Voikko:
    """libvoikko with its suggestions for OCR errors."""
    def __init__(self):
        self.lib = lib = ctypes.CDLL('libvoikko.so.1')
        lib.voikkoInit.restype = ctypes.c_void_p
        lib.voikkoSetBooleanOption.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        lib.voikkoSpellCstr.argtypes = lib.voikkoSuggestCstr.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        lib.voikkoSuggestCstr.restype = ctypes.POINTER(ctypes.c_char_p)
        lib.voikkoFreeCstrArray.argtypes = [ctypes.POINTER(ctypes.c_char_p)]
        error = ctypes.c_char_p()
        self.handle = lib.voikkoInit(ctypes.byref(error), b'fi', None)
        if not self.handle: sys.exit(f'eval-ocr: libvoikko has no Finnish: {error.value}')
        lib.voikkoSetBooleanOption(self.handle, 8, 1)  # VOIKKO_OPT_OCR_SUGGESTIONS
        self.known = {}

    def repaired(self, word):
        if word not in self.known:
            data = word.encode()
            self.known[word] = word
            if len(data) < 200 and b'\0' not in data and not self.lib.voikkoSpellCstr(self.handle, data):
                found = self.lib.voikkoSuggestCstr(self.handle, data)
                if found:
                    if found[0]: self.known[word] = found[0].decode()
                    self.lib.voikkoFreeCstrArray(found)
        return self.known[word]


def sets(folder):
    for path, names, _ in sorted(os.walk(folder)):
        for clean, ocr in (('docs', 'docs-ocr'), ('clean', 'ocr')):
            if clean in names and ocr in names:
                yield os.path.relpath(path, folder), os.path.join(path, clean), os.path.join(path, ocr)


def normalise(haku, folder, names, output, *options):
    """Repairs files; -> seconds. Not more at once than a command line holds."""
    begin = time.monotonic()
    for start in range(0, len(names), 500):
        paths = [os.path.join(folder, name) for name in names[start:start + 500]]
        subprocess.run([haku, 'normalise', *options, '--output', output, '--', *paths], check=True)
    return time.monotonic() - begin


def beside(haku, clean_folder, ocr_folder, names, parts, output):
    """Repairs the files of each part with an index of the clean texts of the others."""
    for part in range(parts):
        with tempfile.TemporaryDirectory() as scratch:
            docs, index = os.path.join(scratch, 'docs'), os.path.join(scratch, 'index')
            os.mkdir(docs)
            for number, name in enumerate(names):
                if number % parts != part: shutil.copy(os.path.join(clean_folder, name), docs)
            subprocess.run([haku, 'index', '--index', index, docs], check=True, capture_output=True)
            normalise(haku, ocr_folder, names[part::parts], output, '--index', index)


def report(haku, folder, names):
    for start in range(0, len(names), 500):
        paths = [os.path.join(folder, name) for name in names[start:start + 500]]
        out = subprocess.run([haku, 'normalise', '--report', '--', *paths], check=True, capture_output=True).stdout
        for line in out.decode().split('\n'):
            columns = line.split('\t')
            if len(columns) >= 7: yield columns


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--haku', default='.build/release/haku')
    parser.add_argument('--baseline', type=int, default=200)
    parser.add_argument('--beside', type=int, default=0)
    parser.add_argument('folder')
    options = parser.parse_args()
    found = list(sets(options.folder))
    if not found: sys.exit(f'eval-ocr: no docs/ with docs-ocr/ below {options.folder}')
    voikko = Voikko() if options.baseline else None
    print(f'{"set":32} {"words":>7}  before  after   fixed   harmed')
    for name, clean_folder, ocr_folder in found:
        names = sorted(set(os.listdir(clean_folder)) & set(os.listdir(ocr_folder)))
        clean = {n: words_of(read(os.path.join(clean_folder, n))) for n in names}
        ocr = {n: words_of(read(os.path.join(ocr_folder, n))) for n in names}
        with tempfile.TemporaryDirectory() as scratch:
            seconds = normalise(options.haku, ocr_folder, names, scratch)
            made = {n: words_of(read(os.path.join(scratch, n))) for n in names}
        score = Score(); right = {}
        for n in names:
            for word, was, is_now in score.add(clean[n], ocr[n], made[n]): right[n, was, is_now] = word == is_now
        print(f'{name:32} {score.words:>7}  {score.row()}  {score.words / seconds:.0f} words/s')
        if options.beside:
            with tempfile.TemporaryDirectory() as scratch:
                beside(options.haku, clean_folder, ocr_folder, names, min(options.beside, len(names)), scratch)
                mended = {n: words_of(read(os.path.join(scratch, n))) for n in names}
            score = Score()
            for n in names: collections.deque(score.add(clean[n], ocr[n], mended[n]), 0)
            print(f'  beside clean documents'.ljust(32), f'{score.words:>7}  {score.row()}')
        if voikko:
            few = names[:options.baseline]; ours, theirs = Score(), Score()
            for n in few:
                collections.deque(ours.add(clean[n], ocr[n], made[n]), 0)
                collections.deque(theirs.add(clean[n], ocr[n], [voikko.repaired(w) for w in ocr[n]]), 0)
            print(f'  haku, {len(few)} documents'.ljust(32), f'{ours.words:>7}  {ours.row()}')
            print(f'  Voikko, {len(few)} documents'.ljust(32), f'{theirs.words:>7}  {theirs.row()}')
        changed = sum(1 for _ in report(options.haku, clean_folder, names))
        print(f'  clean text: {changed} repairs, {changed * 1e5 / max(1, score.words):.1f} in 100,000 words')
        bins = collections.defaultdict(lambda: [0, 0])
        for row in report(options.haku, ocr_folder, names):
            key = (os.path.basename(row[0]), row[3].strip(EDGE), row[4].strip(EDGE))
            if key in right:
                place = max(b for b in BINS if b <= float(row[5]))
                bins[place][0] += right[key]; bins[place][1] += 1
        for place in sorted(bins):
            top = BINS[BINS.index(place) + 1]
            print(f'  confidence {place:.2f} to {min(top, 1):.2f}: {bins[place][1]} repairs, '
                  f'{bins[place][0] / bins[place][1]:.3f} right')


if __name__ == '__main__':
    main()
