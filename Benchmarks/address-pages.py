#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes Finnish texts full of addresses, to be printed and read back by scripts/make-ocr-pages.py.

usage: address-pages.py --sentences FOLDER [--towns kunnat.tsv] [--limit N] OUTPUT NAME FOLDER...

Each text of OUTPUT has 24 sentences of the files in --sentences (UTF-8, one sentence each), each with an address: those
that stand in the files of FOLDER..., in random order, at most six of a domain, or, with --towns, 900 made of the names of
Finnish towns and of words and forms that towns' sites have, and 150 of mail. The order is the same in every run.

    Benchmarks/address-pages.py --sentences ud-tdt-dev texts debian /usr/share/doc
    scripts/make-ocr-pages.py --dpi 170 pages texts/*.txt
    HAKU_ADDRESS_PAGES=pages swift test --filter FiringTests
"""
import argparse, gzip, os, random, re, sys

ADDRESS = re.compile(r'(?:https?://|www\.)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:[/?#:][^\s<>"\'|\\{}$^`]*)?')
FRAMES = ['{s} Lisätietoja löytyy osoitteesta {u}.', '{s} Katso myös {u} ja muita lähteitä.', '{s} (ks. {u})',
          '{s} Lähde: {u}', 'Sivulla {u} kerrotaan tästä enemmän. {s}', '{s}\n{u}',
          '{s} Tiedot ovat osoitteessa {u}, jossa on myös hakemisto.']
WORDS = '''palvelut kirjasto koulutus opetus asuminen kaavoitus terveys sosiaali esityslistat lomakkeet tiedotteet
    yhteystiedot liikunta kulttuuri nuoriso matkailu rakentaminen vesihuolto tontit museo historia tapahtumat uutiset
    hallinto talous tilastot lukio opisto jaahalli hakemus ohjeet suunnitelma raportti julkaisut opiskelu opiskelijat
    tutkimus kartat liitteet elinkeinot yritykset'''.split()
PATHS = ['/{a}', '/{a}/', '/{a}/{b}', '/{a}/{b}.html', '/fi/{a}/{b}/', '/{a}/{b}_{c}.pdf', '/index.php?id={n}',
         '/index.php/{a}?sivu={n}&kieli=fi', '/sivu.aspx?ID={n}', '/{a}-ja-{b}/{c}.htm', '/default.asp?sivuID={n}',
         '/{a}.php', '/files/{n}_{a}.pdf', '/fi-FI/{a}/{b}', '/fi/{a}/Sivut/default.aspx', '/web/{a}/{b}',
         '/cgi-bin/{a}?lang=fin&{b}={n}', '/~{a}/{b}.html', '/{a}.shtml', '/?page_id={n}', '', '/', '/{n}/{a}',
         '/index.php?option=com_content&view=article&id={n}&Itemid={n}', '/documents/{x}-4a1b-4c2d-a3e4-{x}{y}']
HOSTS = ['www.{k}.fi'] * 5 + ['{k}.fi', 'palvelut.{k}.fi', 'www2.{k}.fi', 'kirjasto.{k}.fi', 'www.{k}nseutu.net',
                              'www.{k}lehti.com', 'www.{k}-seura.org']


def texts_below(folder):
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(parent, name)
            try:
                with (gzip.open if name.endswith('.gz') else open)(path, 'rb') as file:
                    yield file.read().decode(errors='replace')
            except OSError:
                continue


def found(folders, choice):
    addresses = {match.rstrip('.,;:!?)]}*>') for folder in folders for text in texts_below(folder)
                 for match in ADDRESS.findall(text)}
    addresses = sorted(a for a in addresses if a.isascii() and 12 < len(a) < 160 and a.count('(') == a.count(')'))
    choice.shuffle(addresses)
    seen = {}
    for address in addresses:
        domain = '.'.join(re.sub(r'^https?://', '', address).split('/')[0].lower().split('.')[-2:])
        seen[domain] = seen.get(domain, 0) + 1
        if seen[domain] <= 6:
            yield address


def made(path, choice):
    names = set()
    for line in open(path, encoding='utf8'):
        name = next((part for part in line.split('\t') if re.fullmatch('[A-ZÄÖ][a-zäöå]+', part)), None)
        if name and not line.startswith('#'):
            names.add(name.lower().translate(str.maketrans('äöå', 'aoa')))
    names = sorted(names)
    for _ in range(900):
        a, b, c = choice.sample(WORDS, 3)
        host = choice.choice(HOSTS).format(k=choice.choice(names))
        scheme = choice.choice(['http://', 'http://', 'https://', '' if host.startswith('www') else 'http://'])
        yield scheme + host + choice.choice(PATHS).format(
            a=a, b=b, c=c, n=choice.randrange(1, 99999), x=f'{choice.getrandbits(32):08x}', y=f'{choice.getrandbits(16):04x}')
    for _ in range(150):
        first, last = choice.choice(['maija', 'matti', 'liisa', 'ville']), choice.choice(['virtanen', 'laine', 'nieminen'])
        yield f'{first}.{last}@{choice.choice(names)}.fi'


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--sentences', required=True)
    parser.add_argument('--towns')
    parser.add_argument('--limit', type=int, default=1440, help='the most addresses')
    parser.add_argument('output')
    parser.add_argument('name', help='what the names of the texts begin with')
    parser.add_argument('folders', nargs='*')
    options = parser.parse_args()
    choice = random.Random(16)
    sentences = [' '.join(text.split()) for text in texts_below(options.sentences)]
    sentences = [text for text in sentences if 30 < len(text) < 160 and not ADDRESS.search(text)]
    addresses = list(made(options.towns, choice)) if options.towns else list(found(options.folders, choice))
    choice.shuffle(addresses)
    addresses = addresses[:options.limit]
    if not sentences or not addresses:
        sys.exit('address-pages.py: no sentences, or no addresses, in the folders named')
    os.makedirs(options.output, exist_ok=True)
    for start in range(0, len(addresses), 24):
        lines = [choice.choice(FRAMES).format(s=choice.choice(sentences), u=u) for u in addresses[start:start + 24]]
        with open(os.path.join(options.output, f'{options.name}-{start // 24:03}.txt'), 'w', encoding='utf8') as file:
            file.write('\n'.join(lines) + '\n')
    print(len(addresses), 'addresses', file=sys.stderr)


if __name__ == '__main__':
    main()
