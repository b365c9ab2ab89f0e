#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What hard requests leave in hakud's memory.

usage: memory.py HAKUD INDEX [--rounds N] [--seed N] [-- OPTION...]

Asks a few ordinary requests, and notes what is resident; then N rounds (3) of twenty hard ones, over two connections at
once: thousands of hits with snippets, NEAR of exact forms, the longest damaged text to normalise, documents compared as
wholes and by each field, explanations of three hundred words. Ends with status 1 where ten seconds after the last more than
1.5 times as much is resident as before. The words come from the index; the seed is printed.
"""
import argparse
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time

FIELDS = ['otsikko', 'tausta', 'tavoite', 'toimintatapa', 'kohderyhmä']


class Daemon:
    def __init__(self, program, index, folder, options):
        self.path = f'{folder}/s'
        self.process = subprocess.Popen(
            [program, '--index', index, '--socket', self.path, *options], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env=dict(os.environ, HAKU_CONFIG='/dev/null'))
        assert self.process.stdout.readline().startswith(b'READY')

    def ask(self, text):
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(300)
            client.connect(self.path)
            client.sendall(text.encode() + b'\n')
            client.shutdown(socket.SHUT_WR)
            return b''.join(iter(lambda: client.recv(1 << 16), b'')).decode().splitlines()

    def resident(self):
        figures = {}
        with open(f'/proc/{self.process.pid}/status') as status:
            for line in status:
                name, _, value = line.partition(':')
                if name in ('VmRSS', 'RssAnon', 'RssFile', 'VmHWM'):
                    figures[name] = int(value.split()[0]) / 1024
        return figures


def show(what, figures):
    print(f'{what}: {figures["VmRSS"]:.0f} MB, of which {figures["RssAnon"]:.0f} are its own and '
          f'{figures["RssFile"]:.0f} pages of files; at most {figures["VmHWM"]:.0f}', flush=True)


def damaged(text, rng):
    return ''.join(rng.choice('aeiou6é1lI') if letter.isalpha() and rng.random() < 0.15 else letter for letter in text)


def hard(words, ids, rng):
    """Twenty hard requests."""
    yield from (f'SEARCH limit=10000 {rng.choice(words)} OR ja OR on OR ei' for _ in range(3))
    yield from (f'SEARCH =ja NEAR/{rng.randrange(500, 1000)} =on' for _ in range(2))
    yield f'SEARCH ="{rng.choice(words)} on" OR ="se on"'
    yield from ('NORMALISE ' + damaged(' '.join(rng.choices(words, k=6000))[:60_000], rng) for _ in range(2))
    yield 'ANALYSE ' + ' '.join(rng.choices(words, k=6000))[:60_000]
    yield from (f'SIMILAR limit=1000 {rng.choice(ids)}' for _ in range(3))
    yield from (f'SIMILAR limit=100 by={field} {rng.choice(ids)}' for field in FIELDS)
    yield from (f'EXPLAIN {rng.choice(ids)} ' + ' '.join(rng.choices(words, k=300)) for _ in range(2))
    yield 'SEARCH ' + ' '.join(rng.choices(words, k=900))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('hakud')
    parser.add_argument('index')
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--seed', type=int, default=17)
    arguments = sys.argv[1:]
    end = arguments.index('--') if '--' in arguments else len(arguments)
    given = parser.parse_args(arguments[:end])
    options = arguments[end + 1:]
    rng = random.Random(given.seed)
    print(f'seed {given.seed}')
    with tempfile.TemporaryDirectory() as folder:
        daemon = Daemon(given.hakud, given.index, folder, options)
        show('at READY', daemon.resident())
        words = [line.split('\t')[1] for letters in ('ka', 'ki', 'ta', 'pa', 'su', 'va', 'ha', 'ma')
                 for line in daemon.ask(f'SUGGEST limit=100 {letters}') if line.startswith('word')]
        ids = [line.split('\t')[3] for line in daemon.ask(f'SEARCH limit=50 snippet=no {" ".join(words[:20])}')[:-1]]
        for _ in range(20):
            daemon.ask('SEARCH ' + ' '.join(rng.choices(words, k=2)))
        daemon.ask(f'SEARCH {words[0]}xz')
        before = daemon.resident()
        show('after ordinary requests', before)
        errors = {}

        def ask(requests):
            for request in requests:
                final = daemon.ask(request)[-1]
                if final.startswith('ERR'):
                    errors[final[:7]] = errors.get(final[:7], 0) + 1
        start = time.monotonic()
        for _ in range(given.rounds):
            requests = list(hard(words, ids, rng))
            threads = [threading.Thread(target=ask, args=(requests[part::2],)) for part in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        show(f'after {given.rounds * 20} hard ones in {time.monotonic() - start:.0f} s {errors or ""}', daemon.resident())
        time.sleep(10)
        after = daemon.resident()
        show('ten seconds later', after)
        daemon.process.terminate()
        daemon.process.wait()
    ratio = after['VmRSS'] / before['VmRSS']
    print(f'{ratio:.2f} times what was resident before (of 1.5)')
    return 0 if ratio <= 1.5 else 1


if __name__ == '__main__':
    sys.exit(main())
