#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes errors-general.tsv, the error model that any reader of a bad copy begins with: which letters look alike, how often
one is lost or comes from nowhere, and what letters that Finnish lacks stand for. What one reader really does is learnt from
each document (Sources/OCRRepair/Channel/ReaderErrors.swift); these are only the odds it begins with, by eye and in round
numbers: 4 nats for what looks much alike, 5 for what looks alike, 7 for any other letter.

usage: build-general-errors.py [--fraktur] > Sources/HakuData/Data/errors-general.tsv

With --fraktur it writes what looks alike in blackletter as well, the base that errors-fraktur.tsv is learnt on:
    build-general-errors.py --fraktur > base.tsv
    haku learn-errors --base base.tsv CLEAN OCR > Sources/HakuData/Data/errors-fraktur.tsv
where CLEAN and OCR are pages printed in Fraktur and read by several readers, with v for w in both.
"""
import sys, unicodedata

LETTERS = 'abcdefghijklmnopqrstuvwxyzäöå'
MEANT = 'abdefghijklmnoprstuvyäö'  # the letters of Finnish words; the others are rare enough to be left out
ALIKE = ['iljtf', 'eco', 'ao', 'uv', 'nu', 'nh', 'hk', 'hb', 'kl', 'kx', 'vy', 'gy', 'gq', 'pr', 'rt', 'rn', 'sz', 'ae',
         'se', 'sa', 'au', 'oö', 'aä', 'äå', 'öó', 'dl', 'bl', 'ft', 'jy', 'mn', 'cg', 'un']
MANY = ['rn m', 'ni m', 'in m', 'iii m', 'nn m', 'm rn', 'm in', 'm nn', 'ii u', 'u ii', 'ii n', 'n ii', 'li h', 'h li', 'lc k',
        'k lc', 'ic k', 'cl d', 'd cl', 'ol d', 'vv w', 'ri n', 'n ri', 'ii ä', 'ä ii', 'il ll', 'li ll', 'tl ll', 'lt tt',
        'll tt', 'tt ll', 'it tt', 'ti tt', 'ft tt', 'tf tt', 'ie ke', 'in m', 'nm mm', 'mn mm', 'm rm', 'w vi', 'uu mi', 'y ij',
        'fi h', 'ij y', 'o ci', 'a ei', 'u li', 'H ll', 'H tt', 'N rv', 'N tt', 'In m', 'InI m', 'Il n', 'ln m', 'M ll', 'W vi',
        'N tu', 'u ti', 'U ti', 'j ti', 'ti u', 'li u', 'mi uu', 'nu m', 'un m', 'm nu', 'm un', 'ui m', 'm ui', 'tn m', 'm tn', 'ti n',
        'n ti', 'ra m']
# Blackletter: the long s is read as f, l or j, and v stands for w, which old Finnish has for it.
FRAKTUR = ['sflj', 'kftl', 'nuh', 'vwmn', 'vro', 'bdh', 'hyv', 'ypv', 'rx', 'rt', 'oe', 'ec', 'dv', 'ov', 'gs', 'cr', 'ij', 'äa', 'öo', 'ae', 'ao']
FRAKTUR_MANY = ['ü ii', 'u ii', 'n ii', 's ss', 'f ss', 'j ss', 'fj ss', 'jf ss', 'ß ss', 'fs ss', 'sf ss', 'fk sk', 'ft st', 'jt st', 'ff kk', 'fk kk',
                'kf kk', 'ck kk', 'tt kk', 'ct kt', 'ch h', 'm v', 'rv v', 'iv v', 'vi v', 'm va', 'nn m', 'ni m', 'in m', 'h y', 'ij y', 'tz k',
                'ri n', 'ti k', 'li k', 'fi k', 'fl k', 'tk kk', 'sk k', 'ou va', 'on va', 'ae ä', 'oe ö', 'st k', 'ftk k', 'lt k', 'cn en', 'ee ec']
SIGNS = {'0': 'o', '1': 'lit', '3': 's', '4': 'a', '5': 's', '6': 'bö', '8': 'bäs', '9': 'g', '|': 'lit', '!': 'lit', '$': 's',
         '&': 'sä', '@': 'a', '€': 'e', '£': 'e', '¥': 'y', '©': 'oe', '®': 'oö', '<': 'k', '{': 'i', '}': 'i', ']': 'l', '[': 'l',
         '\\': 'i', '°': 'o', '¢': 'e', '%': 'ä', 'ß': 'h'}
CAPITALS = {'I': 'lit', 'O': 'o', 'S': 's', 'L': 'l', 'T': 't', 'J': 'jl', 'K': 'k', 'V': 'v', 'U': 'u', 'P': 'p', 'B': 'h', 'E': 'e',
            'F': 'f', 'R': 'r', 'Y': 'y', 'A': 'aä', 'N': 'n', 'M': 'm', 'H': 'h', 'D': 'o', 'G': 'ä', 'C': 'e', 'Q': 'o', 'Z': 'z'}


def stands_for():
    """Letters of Latin-1 and Latin Extended-A that Finnish lacks -> the letters that were read so."""
    for code in [*range(0xE0, 0x180), *range(0x1CD, 0x1DD), *range(0x200, 0x234), *range(0x1E00, 0x1EFA)]:
        letter = chr(code)
        base = unicodedata.normalize('NFD', letter)[0]
        if letter != letter.lower() or letter in 'äöå' or base == letter or base not in LETTERS: continue
        yield letter, [base] + {'a': ['ä'], 'o': ['ö']}.get(base, [])
    yield from (('å', ['ä', 'a']), ('ø', ['ö', 'o']), ('æ', ['ä', 'ae']), ('œ', ['ö', 'oe']), ('ð', ['ö', 'o', 'd']), ('ı', ['i']),
                ('ł', ['l', 'ti']), ('đ', ['d']), ('ħ', ['h']), ('ŧ', ['t']), ('þ', ['p']), ('ȧ', ['a', 'ä']))


def rules(is_fraktur):
    made = {}
    def add(read, meant, cost):
        if read != meant: made[read, meant] = min(cost, made.get((read, meant), 99))
    for read in LETTERS:
        for meant in MEANT: add(read, meant, 7.0)
        add(read, '', 6.5 if read in 'iljt' else 7.0)
        if read in MEANT: add(read, 2 * read, 5.0); add(2 * read, read, 6.0)
    for meant in MEANT: add('', meant, 6.0 if meant in 'iljtrae' else 7.0)
    for group in ALIKE:
        for read in group:
            for meant in group:
                if meant in MEANT: add(read, meant, 5.0)
    for pair in ('il', 'li', 'lt', 'tl', 'ij', 'ao', 'oa', 'ec', 'ce', 'hk', 'kh', 'eo', 'oe', 'un', 'nu'): add(*pair, 4.0)
    for pair in MANY: add(*pair.split(), 5.0)
    add('n', 'tt', 6.0)  # n is frequent
    if is_fraktur:
        for group in FRAKTUR:
            for read in group:
                for meant in group:
                    if meant in MEANT: add(read, meant, 4.0)
        for pair in FRAKTUR_MANY: add(*pair.split(), 4.5)
    for sign, letters in SIGNS.items():
        for letter in letters: add(sign, letter, 2.5)
    for capital, letters in CAPITALS.items():
        for letter in letters: add(capital, letter, 1.5 if capital == 'I' else 3.0)
    for letter, meant in stands_for():
        for each in meant: add(letter, each, 1.2)
    # What a reader that names no picture (gocr) writes for one: mostly two letters that touch.
    for first in MEANT:
        for second in MEANT: add('_', first + second, 4.5)
    for sign in "_~^*=+#§¬|'’`´.,;:-":
        # A sign inside a word is one of its letters that was not made out, or two, or dirt.
        if sign not in "-:": 
            for meant in MEANT: add(sign, meant, 4.5)
        add(sign, '', 4.0)
    return made


def main():
    is_fraktur = '--fraktur' in sys.argv[1:]
    print('# haku error model 1\n# Any reader of a bad copy, before it is known: what looks alike, made by scripts/build-general-errors.py.')
    for (read, meant), cost in sorted(rules(is_fraktur).items(), key=lambda r: (r[1], r[0])): print(f'{read}\t{meant}\t{cost:.3f}')


main()
