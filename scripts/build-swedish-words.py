#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds swedish.words, the Swedish words with å, ä and ö that OCRRepair puts back, from the PyPI package wordfreq.

usage: build-swedish-words.py OUTPUT [WHEEL]

WHEEL is wordfreq's wheel, as for build-word-data.py. A word is kept where it is no rarer than LEAST, and where what is left
of it without its signs is no word of its own: in Swedish or English at SHARE of its probability, or another word with
signs. The format is described in Sources/HakuData/Data/README.md.
"""
import importlib, re, sys

sys.dont_write_bytecode = True
data = importlib.import_module('build-word-data')

LEAST = 10 ** -7.3
SHARE = 0.1
WORD = re.compile('[a-zåäöé]{4,}')
SIGNS = str.maketrans('åäöé', 'aaoe')


def main():
    if len(sys.argv) < 2: sys.exit(__doc__)
    wheel = sys.argv[2] if len(sys.argv) > 2 else data.download()
    swedish, english = data.frequencies(wheel, 'sv'), data.frequencies(wheel, 'en')
    best, rivals = {}, {}
    for word, probability in swedish.items():
        if not WORD.fullmatch(word) or not re.search('[åäö]', word) or re.search(r'(.)\1\1', word): continue
        bare = word.translate(SIGNS)
        if probability > best.get(bare, ('', 0))[1]:
            rivals[bare] = best.get(bare, ('', 0))[1]
            best[bare] = (word, probability)
        else:
            rivals[bare] = max(rivals.get(bare, 0), probability)
    kept = [(bare, word) for bare, (word, probability) in best.items()
            if probability >= LEAST
            and max(rivals[bare], swedish.get(bare, 0), english.get(bare, 0)) < SHARE * probability]
    with open(sys.argv[1], 'w', encoding='utf8') as out:
        out.writelines(f'{word}\n' for _, word in sorted(kept))
    print(len(kept), 'words', file=sys.stderr)


if __name__ == '__main__':
    main()
