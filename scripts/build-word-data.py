#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds finnish.words, the word probabilities that OCRRepair reads, from the PyPI package wordfreq.

usage: build-word-data.py OUTPUT [WHEEL]

WHEEL is wordfreq's wheel (`pip download wordfreq --no-deps`); without it, the script downloads it with pip. Besides
Python's own library it needs libvoikko with a Finnish dictionary (Debian: libvoikko1, voikko-fi), which tells words
from names and takes compounds apart. The format is described in Sources/HakuData/Data/README.md.
"""
import collections, ctypes, gzip, math, re, struct, subprocess, sys, tempfile, zipfile, glob, os

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
NAMESPACES = {'word': 0, 'lemma': 1, 'modifier': 2}
STEPS = 10  # table values are -ln P in tenths of a nat
CAPACITY_SHARE = 0.9
LETTERS = 'abcdefghijklmnopqrstuvwxyzäöå-'  # of the character model: 0 is the edge of a word, 1 every other character


def unpack(data):
    """Just enough MessagePack for wordfreq's cBpack files: arrays, maps, strings, small integers."""
    i = 0
    def one():
        nonlocal i
        b = data[i]; i += 1
        if b < 0x80: return b
        if b < 0x90: return {one(): one() for _ in range(b & 15)}
        if b < 0xA0: return [one() for _ in range(b & 15)]
        def big(n):
            nonlocal i
            i += n
            return int.from_bytes(data[i - n:i], 'big')
        if b < 0xC0: n = b & 31
        elif b in (0xD9, 0xDA, 0xDB): n = big(1 << (b - 0xD9))
        elif b in (0xCC, 0xCD, 0xCE): return big(1 << (b - 0xCC))
        elif b in (0xDC, 0xDD): return [one() for _ in range(big(2 << (b - 0xDC)))]
        else: raise ValueError(f'unexpected MessagePack byte {b:#x} at {i - 1}')
        i += n
        return data[i - n:i].decode()
    return one()


def download():
    """The path of wordfreq's wheel, downloaded."""
    folder = tempfile.mkdtemp()
    subprocess.run([sys.executable, '-m', 'pip', 'download', '--no-deps', '-d', folder, 'wordfreq'], check=True)
    return glob.glob(os.path.join(folder, '*.whl'))[0]


def frequencies(wheel, language='fi'):
    """Word to probability. A cBpack list holds at index i the words whose frequency is 10 ** (-i / 100)."""
    data = gzip.decompress(zipfile.ZipFile(wheel).read(f'wordfreq/data/large_{language}.msgpack.gz'))
    buckets = unpack(data)
    assert buckets[0] == {'format': 'cB', 'version': 1}, buckets[0]
    return {w: 10 ** (-i / 100) for i, ws in enumerate(buckets[1:]) for w in ws if WORD.fullmatch(w)}


class Voikko:
    def __init__(self):
        self.lib = lib = ctypes.CDLL('libvoikko.so.1')
        lib.voikkoInit.restype = ctypes.c_void_p
        error = ctypes.c_char_p()
        self.handle = lib.voikkoInit(ctypes.byref(error), b'fi', None)
        assert self.handle, error.value
        lib.voikkoSpellCstr.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        lib.voikkoAnalyzeWordCstr.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        lib.voikkoAnalyzeWordCstr.restype = ctypes.POINTER(ctypes.c_void_p)
        lib.voikko_mor_analysis_value_cstr.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        lib.voikko_mor_analysis_value_cstr.restype = ctypes.c_void_p
        lib.voikko_free_mor_analysis.argtypes = [ctypes.POINTER(ctypes.c_void_p)]
        lib.voikko_free_mor_analysis_value_cstr.argtypes = [ctypes.c_void_p]

    def is_word(self, w):
        return self.lib.voikkoSpellCstr(self.handle, w.encode()) == 1

    def analyses(self, w):
        """(base form, structure) of each reading."""
        out = []
        a = self.lib.voikkoAnalyzeWordCstr(self.handle, w.encode())
        if not a: return out
        i = 0
        while a[i]:
            row = []
            for key in (b'BASEFORM', b'STRUCTURE'):
                p = self.lib.voikko_mor_analysis_value_cstr(a[i], key)
                row.append(ctypes.string_at(p).decode() if p else '')
                if p: self.lib.voikko_free_mor_analysis_value_cstr(p)
            out.append(tuple(row)); i += 1
        self.lib.voikko_free_mor_analysis(a)
        return out


def parts_of(word, structure):
    parts = []; k = 0
    for c in structure:
        if c == '=': parts.append('')
        else:
            if not parts: parts.append('')
            parts[-1] += word[k:k + 1]; k += 1
    return [p.strip('-') for p in parts if p.strip('-')]


def hash64(namespace, text):
    """FNV-1a over the namespace's byte and the UTF-8 bytes, then the finaliser of MurmurHash3."""
    mask = (1 << 64) - 1
    h = 0xCBF29CE484222325
    for b in bytes([namespace]) + text.encode():
        h = ((h ^ b) * 0x100000001B3) & mask
    h ^= h >> 33; h = (h * 0xFF51AFD7ED558CCD) & mask
    h ^= h >> 33; h = (h * 0xC4CEB9FE1A85EC53) & mask
    return h ^ (h >> 33)


def table(entries):
    """Open addressing, linear probing: 24 bits of fingerprint, 8 bits of value; 0 is an empty slot."""
    n = int(len(entries) / CAPACITY_SHARE) + 1
    slots = [0] * n
    for (namespace, text), p in entries.items():
        h = hash64(NAMESPACES[namespace], text)
        value = min(255, max(1, round(-math.log(p) * STEPS)))
        i = (h >> 32) * n >> 32
        while slots[i]: i = i + 1 if i + 1 < n else 0
        slots[i] = (h & 0xFFFFFF) << 8 | value
    return struct.pack(f'<{n}I', *slots)


def word_graph(words):
    """A minimal acyclic automaton. Each edge is a u32: symbol 8 bits, target 22 bits, final, last of its node."""
    symbols = sorted({c for w in words for c in w})
    number = {c: i + 1 for i, c in enumerate(symbols)}
    assert len(symbols) < 255
    register = {}; nodes = []  # a node: (final, ((symbol, node id), ...))
    def freeze(node):
        key = (node[0], tuple((s, freeze(child) if isinstance(child, list) else child) for s, child in node[1]))
        if key not in register: register[key] = len(nodes); nodes.append(key)
        return register[key]
    root = [False, []]; path = [root]; previous = ''
    for w in sorted(words):
        k = 0
        while k < min(len(w), len(previous)) and w[k] == previous[k]: k += 1
        while len(path) > k + 1:
            node = path.pop(); path[-1][1][-1] = (path[-1][1][-1][0], freeze(node))
        for c in w[k:]:
            node = [False, []]; path[-1][1].append((number[c], node)); path.append(node)
        path[-1][0] = True; previous = w
    while len(path) > 1:
        node = path.pop(); path[-1][1][-1] = (path[-1][1][-1][0], freeze(node))
    top = freeze(root)
    start = {}; order = [top]; seen = {top}; at = 1  # edge 0 is never used: target 0 says "no edges below"
    for n in order:
        edges = nodes[n][1]
        if edges: start[n] = at; at += len(edges)
        for _, child in edges:
            if child not in seen: seen.add(child); order.append(child)
    out = [0] * at
    for n in order:
        edges = nodes[n][1]
        for k, (s, child) in enumerate(edges):
            out[start[n] + k] = (s | start.get(child, 0) << 8 | int(nodes[child][0]) << 30
                                 | int(k == len(edges) - 1) << 31)
    assert at < 1 << 22
    print(f'word graph: {len(words)} words, {at} edges')
    head = struct.pack('<II', len(symbols), start[top]) + struct.pack(f'<{len(symbols)}I', *map(ord, symbols))
    return head + struct.pack(f'<{at}I', *out)


def character_model(words):
    """-ln P(c | the two before) in sixteenths of a nat, of words that Voikko does not know; smoothed by P(c)."""
    size = len(LETTERS) + 2
    code = {c: i + 2 for i, c in enumerate(LETTERS)}
    c1 = collections.Counter(); c2 = collections.Counter(); c3 = collections.Counter()
    for w in words:
        x = [0, 0] + [code.get(c, 1) for c in w] + [0]
        for i in range(2, len(x)):
            c3[tuple(x[i - 2:i + 1])] += 1; c2[tuple(x[i - 2:i])] += 1; c1[x[i]] += 1
    n = sum(c1.values()); out = bytearray()
    for a in range(size):
        for b in range(size):
            for c in range(size):
                p = (c3[a, b, c] + 8 * (c1[c] + 0.5) / (n + 100)) / (c2[a, b] + 8)
                out.append(min(255, round(-math.log(p) * 16)))
    return struct.pack('<I', len(LETTERS)) + struct.pack(f'<{len(LETTERS)}I', *map(ord, LETTERS)) + bytes(out)


def main():
    output = sys.argv[1]
    wheel = sys.argv[2] if len(sys.argv) > 2 else download()
    wf = frequencies(wheel)
    voikko = Voikko()
    lemma = collections.Counter(); modifier = collections.Counter(); unknown = set()
    for w, p in wf.items():
        readings = voikko.analyses(w)
        if not readings and not voikko.is_word(w.capitalize()): unknown.add(w)
        if not readings: continue
        bases = {b.lower() for b, _ in readings if b}
        for b in bases: lemma[b] += p / len(bases)
        fewest = min((parts_of(w, s) for _, s in readings), key=len)
        for part in fewest[:-1]: modifier[part] += p
    print(f'{len(wf)} words, {len(unknown)} unknown to Voikko, {len(lemma)} lemmas, {len(modifier)} modifiers')
    plain = str.maketrans('äöå', 'aoa')
    top = collections.Counter()  # frequency of the likeliest word of the same letters without dots
    for w, p in wf.items(): top[w.translate(plain)] = max(top[w.translate(plain)], p)
    names = {w for w in unknown if wf[w] >= 3e-8 and wf[w] >= 0.1 * top[w.translate(plain)]}
    entries = {('word', w): p for w, p in wf.items()}
    entries.update({('lemma', w): p for w, p in lemma.items() if p >= 3e-8})
    entries.update({('modifier', w): p for w, p in modifier.items() if p >= 1.2e-8})
    sections = [table(entries), word_graph([w for w in names if len(w) >= 4 or len(w) == 3 and re.search('[åäö]', w)]), character_model(names)]
    head = b'HAKUWORD' + struct.pack('<II', 1, len(sections))
    at = len(head) + 8 * len(sections)
    for s in sections:
        at = (at + 7) // 8 * 8
        head += struct.pack('<II', at, len(s)); at += len(s)
    body = bytearray(head)
    for s in sections:
        body += b'\0' * (-len(body) % 8) + s
    open(output, 'wb').write(body)
    print(f'{output}: {len(entries)} entries, {len(body)} bytes; sections {[len(s) for s in sections]}')


if __name__ == '__main__':
    main()
