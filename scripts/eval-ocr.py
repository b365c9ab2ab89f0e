#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures haku's repair of OCR damage on texts that exist twice, beside Voikko's own OCR suggestions.

usage: eval-ocr.py [--haku PROGRAM] [--baseline DOCUMENTS] [--beside PARTS] [--confidence] [--only NAME] [--old] FOLDER

A set is any folder below FOLDER with docs/ and docs-ocr/, clean/ and ocr/ (scripts/make-ocr-pages.py makes such), or gold/
and ocr/: files of the same names, as they are and as an OCR program read them. Words are runs of non-space without the
punctuation at their edges; those without a letter do not count. Prints for each set: the share of words read right
before and after, the share of wrong words made right (fixed) and of right words made wrong (harmed), words a second of
the whole program, and how many words of the clean texts are changed; on the first DOCUMENTS of the set (200) the same for
Voikko's OCR suggestions (the first, for each word that Voikko does not know) and for SymSpell, where its package is
installed. --confidence tells how often repairs of each confidence are right. With --beside, the files are also dealt into
so many parts, and each part is repaired with an index of the clean texts of all others: as many parts as files leave one
out at a time. --only takes the sets whose path holds NAME; --old counts w and v as one letter, as old print has it.
"""
import argparse, collections, ctypes, os, shutil, subprocess, sys, tempfile, time

EDGE = '.,;:!?()[]{}<>"\'”“’‘«»…*/\\|–—-•·©'
INVISIBLE = dict.fromkeys(map(ord, '\u200b\u200c\u200d\u2060\ufeff\u00ad'))
BINS = (0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


SAME = {}  # letters that count as one


def words_of(text):
    found = (w.strip(EDGE) for w in text.translate(INVISIBLE).translate(SAME).split())
    return [w for w in found if any(c.isalpha() for c in w)]


def read(path):
    with open(path, encoding='utf8', errors='replace') as file:
        return file.read()


def cost(a, b):
    if a == b: return 0
    return 0.6 if a[:2] == b[:2] or a[-2:] == b[-2:] or abs(len(a) - len(b)) < 2 else 1.2


def align(reference, other, band=400):
    """For each word of `reference` the number of the word of `other` that stands in its place, or None: the alignment of
    least cost within `band` words of the diagonal (0.6 or 1.2 for another word, 1 for one left out on either side)."""
    result = [None] * len(reference)
    begin, n, m = 0, len(reference), len(other)
    while begin < min(n, m) and reference[begin] == other[begin]:
        result[begin] = begin
        begin += 1
    if begin == n: return result
    rows = n - begin; columns = m - begin
    above = {y: float(y) for y in range(min(columns, band) + 1)}
    back = [dict.fromkeys(above, 'i')]
    for x in range(1, rows + 1):
        middle = x * columns // rows; here = {}; steps = {}; word = reference[begin + x - 1]
        for y in range(max(0, middle - band), min(columns, middle + band) + 1):
            best, step = 1e9, None
            if y and y - 1 in above: best, step = above[y - 1] + cost(word, other[begin + y - 1]), 's'
            if y and here.get(y - 1, 1e9) + 1 < best: best, step = here[y - 1] + 1, 'i'
            if above.get(y, 1e9) + 1 < best: best, step = above[y] + 1, 'd'
            if step: here[y] = best; steps[y] = step
        above = here; back.append(steps)
    x, y = rows, columns
    while x:
        step = back[x].get(y)
        if step == 's': x -= 1; y -= 1; result[begin + x] = begin + y
        elif step == 'i': y -= 1
        else: x -= 1
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


class SymSpell:
    """SymSpell as it comes, with the commonest 200,000 words of the list that finnish.words is made of, one letter to a word
    in capitals as it stands. Needs the packages symspellpy and wordfreq."""
    def __init__(self):
        import symspellpy, wordfreq
        self.nearest = symspellpy.Verbosity.TOP
        self.speller = symspellpy.SymSpell(2, 7)
        for word in wordfreq.top_n_list('fi', 200_000, wordlist='large'):
            if len(word) > 1 and word.isalpha():
                self.speller.create_dictionary_entry(word, int(1e9 * wordfreq.word_frequency(word, 'fi', 'large')) + 1)
        self.known = {}

    def repaired(self, word):
        if word not in self.known:
            self.known[word] = word
            if len(word) > 3 and not any(c.isdigit() for c in word) and not word.isupper():
                found = self.speller.lookup(word.lower(), self.nearest, max_edit_distance=2)
                if found and found[0].distance:
                    made = found[0].term
                    self.known[word] = made.capitalize() if word[0].isupper() else made
        return self.known[word]


def sets(folder):
    for path, names, _ in sorted(os.walk(folder)):
        for clean, ocr in (('docs', 'docs-ocr'), ('clean', 'ocr'), ('gold', 'ocr')):
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


def others(baseline):
    """The programs to compare with: name -> one that repairs a word."""
    if not baseline: return {}
    found = {'Voikko': Voikko()}
    try:
        found['SymSpell'] = SymSpell()
    except ImportError as error:
        print(f'eval-ocr: without SymSpell ({error})', file=sys.stderr)
    return found


def confidences(haku, folder, names, right):
    """Prints how often repairs of each confidence are right."""
    bins = collections.defaultdict(lambda: [0, 0])
    for row in report(haku, folder, names):
        key = (os.path.basename(row[0]), row[3].strip(EDGE), row[4].strip(EDGE))
        if key in right:
            place = max(b for b in BINS if b <= float(row[5]))
            bins[place][0] += right[key]; bins[place][1] += 1
    for place in sorted(bins):
        top = BINS[BINS.index(place) + 1]
        print(f'  confidence {place:.2f} to {min(top, 1):.2f}: {bins[place][1]} repairs, '
              f'{bins[place][0] / bins[place][1]:.3f} right')


def measure(options, programs, name, clean_folder, ocr_folder):
    """Prints the rows of one set; -> words, and those right before and after, mended and harmed."""
    names = sorted(set(os.listdir(clean_folder)) & set(os.listdir(ocr_folder)))
    clean = {n: words_of(read(os.path.join(clean_folder, n))) for n in names}
    ocr = {n: words_of(read(os.path.join(ocr_folder, n))) for n in names}
    with tempfile.TemporaryDirectory() as scratch:
        seconds = normalise(options.haku, ocr_folder, names, scratch)
        made = {n: words_of(read(os.path.join(scratch, n))) for n in names}
    score = Score(); right = {}
    for n in names:
        for word, was, is_now in score.add(clean[n], ocr[n], made[n]): right[n, was, is_now] = word == is_now
    changed = sum(1 for _ in report(options.haku, clean_folder, names))
    print(f'{name:32} {score.words:>7}  {score.row()}  {score.words / seconds:>7.0f}  {changed:>5}', flush=True)
    if options.beside:
        with tempfile.TemporaryDirectory() as scratch:
            beside(options.haku, clean_folder, ocr_folder, names, min(options.beside, len(names)), scratch)
            mended = {n: words_of(read(os.path.join(scratch, n))) for n in names}
        besides = Score()
        for n in names: collections.deque(besides.add(clean[n], ocr[n], mended[n]), 0)
        print('  beside clean documents'.ljust(32), f'{besides.words:>7}  {besides.row()}')
    few = names[:options.baseline]
    if programs and len(few) < len(names):
        ours = Score()
        for n in few: collections.deque(ours.add(clean[n], ocr[n], made[n]), 0)
        print(f'  haku, {len(few)} documents'.ljust(32), f'{ours.words:>7}  {ours.row()}')
    for program, speller in programs.items():
        theirs = Score()
        for n in few: collections.deque(theirs.add(clean[n], ocr[n], [speller.repaired(w) for w in ocr[n]]), 0)
        print(f'  {program}, {len(few)} documents'.ljust(32), f'{theirs.words:>7}  {theirs.row()}', flush=True)
    if options.confidence: confidences(options.haku, ocr_folder, names, right)
    return score


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--haku', default='.build/release/haku')
    parser.add_argument('--baseline', type=int, default=200)
    parser.add_argument('--beside', type=int, default=0)
    parser.add_argument('--confidence', action='store_true')
    parser.add_argument('--only', default='', help='sets whose path holds this')
    parser.add_argument('--old', action='store_true', help='w and v count as one')
    parser.add_argument('folder')
    options = parser.parse_args()
    if options.old: SAME.update({ord('w'): 'v', ord('W'): 'V'})
    found = [each for each in sets(options.folder) if options.only in each[0]]
    if not found: sys.exit(f'eval-ocr: no docs/ with docs-ocr/, clean/ or gold/ with ocr/ below {options.folder}')
    programs = others(options.baseline)
    print(f'{"set":32} {"words":>7}  before  after   fixed   harmed   words/s  clean')
    for name, clean_folder, ocr_folder in found: measure(options, programs, name, clean_folder, ocr_folder)


if __name__ == '__main__':
    main()
