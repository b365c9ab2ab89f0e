#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds swedish.forms, the inflected forms of Swedish with their base forms, from the dictionary of Debian's hunspell-sv.

usage: build-swedish-forms.py OUTPUT [FOLDER]

FOLDER holds sv_FI.dic and sv_FI.aff; by default /usr/share/hunspell. Every form that the affix rules make of an entry is
listed with its entry. The first parts of compounds are those that the dictionary marks as such, and those that four or
more of its own entries begin with, where what is left of the entry is an entry that may end a compound. The format is
described in Sources/HakuData/Data/README.md.
"""
import collections, importlib, re, struct, sys

sys.dont_write_bytecode = True
word_graph = importlib.import_module('build-word-data').word_graph

WORD = re.compile("[a-zåäöéèàáüëêíóæø']{2,40}")
# Suffix rules that make first parts of compounds, and inhabitants of a place.
FIRST_PARTS, INHABITANTS, NUMBERS = set('zgyhxwvfuits'), {'e': 'bo', 'd': 'sbo'}, set('17rb')
FIRST = 'XU'
# Plurals, degrees and past tenses that are entries of their own, also at the end of a longer word.
IRREGULAR = dict(pair.split(':') for pair in """
böcker:bok städer:stad män:man händer:hand länder:land söner:son bröder:bror döttrar:dotter mödrar:mor fäder:far nätter:natt
fötter:fot rötter:rot tänder:tand bönder:bonde stränder:strand tänger:tång ledamöter:ledamot möss:mus gäss:gås löss:lus
bättre:god bäst:god större:stor störst:stor mindre:liten minst:liten äldre:gammal äldst:gammal yngre:ung yngst:ung
längre:lång längst:lång högre:hög högst:hög lägre:låg lägst:låg sämre:dålig sämst:dålig små:liten lilla:liten
satte:sätta satt:sätta sade:säga sagt:säga lade:lägga lagt:lägga lagd:lägga gjorde:göra gjort:göra gjord:göra tog:ta tagit:ta
tagen:ta kom:komma kommit:komma gav:ge gett:ge given:ge givit:ge gick:gå gått:gå stod:stå stått:stå såg:se sett:se
blev:bli blivit:bli fick:få fått:få höll:hålla hållit:hålla hållen:hålla skrev:skriva skrivit:skriva skriven:skriva
dömt:döma dömd:döma
""".split())
# Plurals that change the vowel of the stem, at the end of a noun: of these the dictionary has no rule.
PLURALS = {'stad': 'städer', 'man': 'män', 'hand': 'händer', 'land': 'länder', 'rand': 'ränder', 'strand': 'stränder', 'tand': 'tänder',
           'natt': 'nätter', 'bok': 'böcker', 'rot': 'rötter', 'fot': 'fötter', 'son': 'söner', 'ledamot': 'ledamöter'}
LEAST_COMPOUNDS = 4
WORD_MARK, TAIL_MARK, FIRST_MARK, CODES = '\uE000', '\uE001', '\uE002', 0xE010


def affixes(path):
    rules = collections.defaultdict(list)
    for line in open(path, encoding='utf8'):
        parts = line.split()
        if len(parts) < 5 or parts[0] != 'SFX': continue
        add, _, flags = parts[3].partition('/')
        strip = '' if parts[2] == '0' else parts[2]
        rules[parts[1]].append((strip, '' if add == '0' else add, flags, re.compile(f'(?:{parts[4]})$')))
    return rules


def entries(path):
    """The flags of each word, without those that are forbidden."""
    result = collections.defaultdict(list)
    with open(path, encoding='utf8') as lines:
        next(lines)
        for line in lines:
            word, _, flags = line.split()[0].partition('/') if line.strip() else ('', '', '')
            word = word.lower()
            if '%' not in flags and WORD.fullmatch(word): result[word].append(flags)
    return result


def expanded(word, flags, rules):
    yield word, flags, ''
    for flag in flags:
        for strip, add, more, condition in rules.get(flag, ()):
            if word.endswith(strip) and condition.search(word): yield word[:len(word) - len(strip)] + add, more, flag


def is_noun(flags): return bool(set(flags) & set('BDE')) and not set(flags) & set('N')


class Lexicon:
    def __init__(self, folder):
        rules = affixes(folder + '/sv_FI.aff')
        self.entries = entries(folder + '/sv_FI.dic')
        self.forms = collections.defaultdict(set)
        self.first = collections.defaultdict(set)
        for word, alternatives in self.entries.items():
            for flags in alternatives:
                for form, more, flag in expanded(word, flags, rules): self.add(word, flags, form, more, flag)
        self.join_irregular()
        self.add_plurals()
        self.learn_first_parts()

    def add(self, word, flags, form, more, flag):
        if flag in NUMBERS and flag or not WORD.fullmatch(form): return
        if flag in FIRST_PARTS or flag == '' and set(flags) & set(FIRST): self.first[form].add(word)
        if flag in FIRST_PARTS or flag == '' and 'Z' in flags: return
        if flag == 'T' and word.endswith('a'): word += 're'  # arbeta: arbetaren
        self.forms[form].add(word + INHABITANTS.get(flag, ''))

    def join_irregular(self):
        parent = {}
        for word in self.entries:
            for end, base in IRREGULAR.items():
                # Behind other letters the shorter ones end any word, but *män* the plural of a man only: tjänstemän.
                may_end = len(end) > 3 or end == 'män'
                if word == end or word.endswith(end) and may_end and word[:-len(end)] + base in self.entries:
                    parent[word] = word[:-len(end)] + base
        for form, words in self.forms.items(): self.forms[form] = {parent.get(word, word) for word in words}
        # An entry that is a definite form of a noun derived from a verb: arbetaren.
        for form, words in self.forms.items():
            if len(words) > 1 and form in words and any(w + 'n' == form and w.endswith('are') for w in words): words.discard(form)

    def add_plurals(self):
        for word in list(self.entries):
            for base, plural in PLURALS.items():
                if not word.endswith(base) or not any(is_noun(flags) for flags in self.entries[word]): continue
                form = word[:-len(base)] + plural
                if word != base and form not in self.forms and not word.endswith(('stad', 'man', 'bok')): continue
                definite = form + ('nen' if plural == 'män' else 'na')
                for other in (form, form + 's', definite, definite + 's'): self.forms[other] = {word}

    def may_end(self, word): return len(word) >= 4 and any('Y' in flags for flags in self.entries.get(word, ()))

    def learn_first_parts(self):
        count = collections.Counter(
            word[:i] for word in self.entries for i in range(3, len(word) - 3)
            if word[:i] not in self.first and self.may_end(word[i:]))
        for part, times in count.items():
            base = self.base(part)
            is_linked = base and part[:-1] == base  # bya: by
            if base and times >= LEAST_COMPOUNDS * (1 if len(part) > 3 or is_linked else 2): self.first[part].add(base)
        for part, words in self.first.items():
            self.first[part] = {self.base(part) or part if set('Z') & set(''.join(self.entries.get(w, ['Z']))) else w
                                for w in words}

    def base(self, part):
        """The noun that `part` is in compounds: itself, without a linking s or a, or with a vowel that was lost."""
        for word, least in [(part, 2), (part[:-1], 3 if part[-1] == 's' else 99), (part[:-1] + 'a', 3 if part[-1] in 'ou' else 99),
                            (part + 'e', 4), (part[:-1] + 'e', 4 if part[-1] == 's' else 99), (part[:-1], 2 if part[-1] == 'a' else 99),
                            (part + 'a', 3)]:
            if len(word) >= least and any(is_noun(flags) for flags in self.entries.get(word, ())): return word
        if part.endswith('ar') and part + 'e' in self.forms: return part + 'e'  # invandrar: invandrare


def code(form, word):
    """The number of letters to take off the end of `form`, and what to put there, for `word`."""
    same = 0
    while same < min(len(form), len(word)) and form[same] == word[same]: same += 1
    return len(form) - same, word[same:]


def main():
    if len(sys.argv) < 2: sys.exit(__doc__)
    lexicon = Lexicon(sys.argv[2] if len(sys.argv) > 2 else '/usr/share/hunspell')
    marked = [(form, TAIL_MARK if any('Y' in f for f in lexicon.entries.get(w, ())) else WORD_MARK, code(form, w))
              for form, words in lexicon.forms.items() for w in words]
    marked += [(form, FIRST_MARK, code(form, w)) for form, words in lexicon.first.items() for w in words]
    count = collections.Counter(c for _, _, c in marked)
    codes = [c for c, _ in count.most_common(254 - 40 - 3)]
    number = {c: chr(CODES + k) for k, c in enumerate(codes)}
    graph = word_graph([form + mark + number[c] for form, mark, c in marked if c in number])
    table = struct.pack('<I', len(codes)) + b''.join(
        struct.pack('<BB', drop, len(add.encode())) + add.encode() for drop, add in codes)
    table += b'\0' * (-len(table) % 4)
    head = struct.pack('<8sII', b'HAKUFORM', 1, 2)
    sections, offset = b'', len(head) + 16
    for section in (table, graph):
        head += struct.pack('<II', offset, len(section))
        sections += section
        offset += len(section)
    with open(sys.argv[1], 'wb') as out: out.write(head + sections)
    print(len(lexicon.forms), 'forms', len(lexicon.first), 'first parts', len(codes), 'codes of', len(count),
          sum(count[c] for c in count if c not in number), 'left out', file=sys.stderr)


if __name__ == '__main__':
    main()
