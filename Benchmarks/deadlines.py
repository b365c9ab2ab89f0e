#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long hakud goes on working on a request whose time is over.

usage: deadlines.py HAKU HAKUD INDEX [--deadline 0.3] [--records 200000] [--megabytes 60] [--only WORD]

Asks the costliest requests of each verb, one at a time: of INDEX, and of an index made here of a table of so many records,
a text of so many megabytes in one document, and cards of projects with fields of a megabyte. The words come from INDEX. For each: when the last line of
the reply came, and when hakud's threads rested, both counted from the deadline, and the processor time that they took after
it. Work counts as ended when for 60 ms no thread ran, or waited for a processor, or used 2 ms. Ends with status 1 where a thread
worked for more than 0.2 s after the deadline.
"""
import argparse
import os
import random
import selectors
import socket
import subprocess
import sys
import tempfile
import time

MOST = 0.2


class Daemon:
    def __init__(self, program, index, folder, deadline):
        self.path = f'{folder}/s{time.monotonic_ns()}'
        self.process = subprocess.Popen(
            [program, '--index', index, '--socket', self.path, '--deadline', str(deadline), '--cache', '0'],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=dict(os.environ, HAKU_CONFIG='/dev/null'))
        assert self.process.stdout.readline().startswith(b'READY')
        self.deadline = deadline

    def used(self):
        """The processor time of all threads so far, in seconds, and whether one runs or wants to."""
        total, runs = 0, False
        tasks = f'/proc/{self.process.pid}/task'
        for task in os.listdir(tasks):
            try:
                with open(f'{tasks}/{task}/schedstat') as file:
                    total += int(file.read().split()[0])
                with open(f'{tasks}/{task}/stat') as file:
                    runs = runs or file.read().rpartition(')')[2].split()[0] in 'RD'
            except OSError:
                pass
        return total / 1e9, runs

    def ask(self, line):
        """The last line of the reply; when it came, and when the threads rested; what they used after the deadline."""
        with socket.socket(socket.AF_UNIX) as client, selectors.DefaultSelector() as selector:
            client.connect(self.path)
            start = time.monotonic()
            client.sendall(line.encode() + b'\n')
            client.setblocking(False)
            selector.register(client, selectors.EVENT_READ)
            tail, came, size = b'', None, 0
            at_deadline = None
            rested, since = start, self.used()[0]
            while True:
                selector.select(0.002)
                now = time.monotonic()
                try:
                    data = client.recv(1 << 20)
                    if not data:
                        raise SystemExit(f'deadlines.py: hakud closed the connection after {line[:80]}')
                    size += len(data)
                    tail = (tail + data)[-4096:]
                except BlockingIOError:
                    pass
                last = tail[:-1].rsplit(b'\n', 1)[-1]
                if came is None and tail.endswith(b'\n') and last.split(b' ')[0] in (b'OK', b'ERR'):
                    came = now
                used, runs = self.used()
                if at_deadline is None and now - start >= self.deadline:
                    at_deadline = used
                if runs or used - since > 0.002:
                    rested, since = now, used
                if came is not None and now - rested > 0.06:
                    break
                if now - start > 120:
                    last = b'nothing for two minutes'
                    break
            after = max(0, used - at_deadline) if at_deadline is not None else 0
            return last.decode(errors='replace'), (came or now) - start, rested - start, after, size

    def end(self):
        self.process.terminate()
        self.process.wait()


def words_of(daemon, letters):
    """Words of the index, each in the form in which it is written."""
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(daemon.path)
        client.sendall(b''.join(b'SUGGEST limit=400 %s\n' % x.encode() for x in letters))
        client.shutdown(socket.SHUT_WR)
        lines = b''.join(iter(lambda: client.recv(1 << 16), b'')).decode().splitlines()
    return [line.split('\t')[1] for line in lines if line.startswith('word\t')]


def first_id(daemon, query):
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(daemon.path)
        client.sendall(f'SEARCH limit=1 snippet=no {query}\n'.encode())
        client.shutdown(socket.SHUT_WR)
        lines = b''.join(iter(lambda: client.recv(1 << 16), b'')).decode().splitlines()
    return lines[0].split('\t')[3]


def make_documents(folder, words, records, megabytes, rng):
    with open(f'{folder}/taulu.csv', 'w') as table:
        table.write('nimi;paikka;kuvaus\n')
        for number in range(records):
            table.write(f'Tietue {number};paikka{number % 977};{" ".join(rng.choices(words, k=4))}\n')
    with open(f'{folder}/pitka.txt', 'w') as text:
        for _ in range(megabytes):
            line = ' '.join(rng.choices(words, k=12)) + '.\n'
            text.write(line * ((1 << 20) // len(line.encode())))
    for number in range(3):
        with open(f'{folder}/kortti{number}.txt', 'w') as card:
            card.write(f'Hankkeen nimi\nKoe {number}\nProjektikoodi\nS2005{number}\nAloituspäivämäärä\n1.1.2016\n'
                       'Päättymispäivämäärä\n31.12.2018\nToimintalinja\nTyöllisyys\nVastuuviranomainen\nELY-keskus\n')
            for name in ('Hankkeen kohderyhmä', 'Hankkeen tausta', 'Hankkeen tavoitteet', 'Hankkeen toimenpiteet'):
                text = ' '.join(rng.choices(words, k=130_000))
                card.write(f'{name}\n{text[:1 << 20]}\n')


def damaged(text, rng):
    return ''.join(rng.choice('aeiou6é1lI') if letter.isalpha() and rng.random() < 0.15 else letter for letter in text)


def unknown(words, count, rng):
    return ' '.join(''.join(rng.sample(word, len(word))) for word in rng.choices(words, k=count))[:65_000]


def of_any(words, id_, rng):
    """Requests that are hard for every index."""
    many = ' '.join(rng.choices(words, k=990))[:65_000]
    yield 'SEARCH ' + many
    yield 'SEARCH related=yes ' + many
    yield 'SEARCH limit=10000 ja OR on OR ei OR se'
    yield 'SEARCH limit=10000 snippet=no copies=yes fields=otsikko,laji,tiedosto,kansio,muokattu ja OR on OR se'
    yield 'SEARCH ' + unknown(words, 990, rng)
    yield 'SEARCH ' + ' '.join(damaged(word, rng) for word in rng.choices(words, k=32))
    yield 'SEARCH =ja NEAR/1000 =on'
    yield 'SEARCH ="on se" OR ="ja se" OR ="se on"'
    yield 'SEARCH ' + ' NEAR/1000 '.join(rng.choices(words, k=300))
    yield 'SEARCH ' + ' OR '.join(f'"{rng.choice(words)} {rng.choice(words)}"' for _ in range(450))
    yield 'SEARCH ' + ' OR '.join(f'{word[:3]}*' for word in rng.choices(words, k=900))
    yield 'SEARCH ' + ' OR '.join(f'*{word[-4:]}' for word in rng.choices(words, k=900))
    yield 'SEARCH ' + 'a' * 65_000
    yield 'SEARCH ' + ' '.join('x' * 65 for _ in range(900))
    yield 'COUNT related=yes ' + many
    yield 'COUNT =ja NEAR/1000 =on'
    yield 'FACETS tiedosto'
    yield 'FACETS kansio ja OR on'
    yield 'FACETS sort=value otsikko ja OR on OR se'
    yield 'LIST fields=otsikko,tiedosto,kansio,muokattu,polku'
    yield 'LIST sort=-otsikko ja OR on OR se'
    yield f'EXPLAIN {id_} {many[:60_000]}'
    yield f'EXPLAIN {id_} ' + ' NEAR/1000 '.join(['=ja', '=on'] * 100)
    yield f'SIMILAR limit=10000 {id_}'
    yield f'SIMILAR limit=1000 passages=yes same-project=yes {id_}'
    yield f'SIMILAR limit=1000 by=tavoite passages=yes {id_}'
    yield f'COMPARE {id_} {id_}'
    yield f'SHOW {id_}'
    yield f'TEXT {id_}'
    yield 'SUGGEST limit=10000 a'
    yield 'SUGGEST limit=10000 aoaoao'
    yield 'ANALYSE ' + many
    yield 'ANALYSE ' + unknown(words, 6000, rng)
    yield 'ANALYSE ' + 'talo' * 16_000
    yield 'ANALYSE ' + 'kissa-' * 10_000
    yield 'ANALYSE ' + 'a.b.' * 16_000
    yield 'NORMALISE ' + damaged(' '.join(rng.choices(words, k=6000))[:60_000], rng)
    yield 'NORMALISE ' + damaged('talo' * 15_000, rng)
    yield 'NORMALISE ' + ' '.join('lI1' * 20 for _ in range(1000))
    yield 'NORMALISE ' + '-\\n'.join(rng.choices(words, k=5000))[:60_000]
    yield 'NORMALISE ' + 'www.' * 15_000
    yield 'NORMALISE ' + 'h t t p : / / ' * 4_000


def of_made(rng):
    """Requests for the index made here."""
    for number in range(2):
        yield f'COMPARE kortti{number}.txt kortti{number + 1}.txt'
    yield 'SIMILAR limit=100 by=tavoite passages=yes kortti0.txt'
    yield 'SIMILAR limit=100 passages=yes kortti0.txt'
    yield 'SHOW kortti0.txt'
    yield 'TEXT pitka.txt'
    yield 'TEXT original=yes from=500000 pitka.txt'
    yield 'SIMILAR passages=yes pitka.txt'
    yield 'COMPARE pitka.txt kortti0.txt'
    yield 'FACETS otsikko'
    yield 'FACETS sort=value otsikko'
    yield 'LIST'
    yield 'LIST sort=otsikko fields=otsikko,tiedosto'
    yield 'SEARCH sort=otsikko limit=10000 tietue'
    yield 'SEARCH collapse=project limit=10000 tietue'
    yield 'SUGGEST limit=10000 t'


def show(name, line, answer, deadline):
    last, came, rested, after, size = answer
    over = rested - deadline if after > 0.002 else 0
    short = line if len(line) < 60 else f'{line[:48]}… ({len(line):,})'
    print(f'| {name} | `{short}` | {came:.2f} | {max(0, over):.2f} | {after:.3f} | {last[:34]} {size:,} |', flush=True)
    # LIST and TEXT come in parts, each with a deadline of its own.
    return after > MOST and over > MOST and not last.startswith('OK')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('haku')
    parser.add_argument('hakud')
    parser.add_argument('index')
    parser.add_argument('--deadline', type=float, default=0.3)
    parser.add_argument('--records', type=int, default=200_000)
    parser.add_argument('--megabytes', type=int, default=60)
    parser.add_argument('--made', help='the folder of the index made here; made where it is missing')
    parser.add_argument('--only', default='')
    parser.add_argument('--seed', type=int, default=17)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    late = []
    with tempfile.TemporaryDirectory() as folder:
        daemon = Daemon(given.hakud, given.index, folder, 60)
        words = words_of(daemon, ('ka', 'ki', 'ta', 'pa', 'su', 'va', 'ha', 'ma', 'yh', 'kä', 'lo', 're'))
        id_ = first_id(daemon, words[0])
        daemon.end()
        made = given.made or f'{folder}/made'
        if not os.path.exists(f'{made}/current'):
            os.makedirs(f'{folder}/documents')
            make_documents(f'{folder}/documents', words, given.records, given.megabytes, rng)
            subprocess.run([given.haku, 'index', '--no-repair', '--index', made, f'{folder}/documents'],
                           stderr=subprocess.DEVNULL, check=True)
        print(f'seed {given.seed}, deadline {given.deadline} s, {len(words)} words')
        print('| index | request (bytes) | reply after s | threads rest s after the deadline | processor time after it | reply |')
        print('| --- | --- | --- | --- | --- | --- |')
        for name, index, lines in (('given', given.index, list(of_any(words, id_, rng))),
                                   ('made', made, list(of_any(words, 'taulu.csv/77', rng)) + list(of_made(rng)))):
            daemon = Daemon(given.hakud, index, folder, given.deadline)
            for line in lines:
                if given.only not in line[:200]:
                    continue
                # Once more where it was late, for another program may have had the processor.
                if show(name, line, daemon.ask(line), given.deadline):
                    if show(name, line, daemon.ask(line), given.deadline):
                        late.append(line[:60])
            daemon.end()
    print(f'{len(late)} worked for more than {MOST} s after the deadline', *late, sep='\n')
    return 1 if late else 0


if __name__ == '__main__':
    sys.exit(main())
