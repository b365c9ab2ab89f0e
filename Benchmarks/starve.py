#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long others wait while eight connections each send costly lines in a loop.

usage: starve.py HAKUD INDEX [--lines FILE] [--connections N] [--seconds S] [--query TEXT] [-- OPTION...]

FILE has a request a line (starve.txt, beside this script); each connection sends all of it at once, reads the replies, and
begins again. Meanwhile one client sends PING, and another `SEARCH TEXT`, each on one connection, one line after another.
What follows -- is given to hakud. Ends with status 1 where PING's p99 is over 20 ms, SEARCH's is over 300 ms, or a request
of these two is answered with an error.
"""
import argparse
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time


def is_final(line):
    return line == b'OK\n' or line.startswith((b'OK ', b'ERR '))


class Client:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(120)
        self.socket.connect(path)
        self.replies = self.socket.makefile('rb')

    def ask(self, lines):
        """Sends lines, and returns the final lines of their replies."""
        self.socket.sendall(b''.join(line + b'\n' for line in lines))
        finals = []
        while len(finals) < len(lines):
            line = self.replies.readline()
            if not line:
                raise ConnectionError('the connection was closed')
            if is_final(line):
                finals.append(line)
        return finals


def starve(path, lines, end, counts):
    client = Client(path)
    while time.monotonic() < end:
        try:
            finals = client.ask(lines)
        except OSError:
            # The daemon has ended.
            return
        for final in finals:
            counts[final.split()[1].decode() if final.startswith(b'ERR') else 'OK'] += 1


def measure(path, line, end, times, errors):
    client = Client(path)
    while time.monotonic() < end:
        start = time.monotonic()
        final, = client.ask([line])
        times.append((time.monotonic() - start) * 1000)
        if final.startswith(b'ERR'):
            errors.append(final.decode().strip())
        # A person, or a health check, is no loop without a pause.
        time.sleep(0.005)


def quantile(times, part):
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def main():
    folder = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser()
    parser.add_argument('hakud')
    parser.add_argument('index')
    parser.add_argument('--lines', default=f'{folder}/starve.txt')
    parser.add_argument('--connections', type=int, default=8)
    parser.add_argument('--seconds', type=float, default=30)
    parser.add_argument('--query', default='kyläyhdistys')
    arguments = sys.argv[1:]
    end = arguments.index('--') if '--' in arguments else len(arguments)
    given = parser.parse_args(arguments[:end])
    options = arguments[end + 1:]
    with open(given.lines, 'rb') as file:
        lines = file.read().splitlines()
    with tempfile.TemporaryDirectory() as scratch:
        path = f'{scratch}/s'
        daemon = subprocess.Popen(
            [given.hakud, '--index', given.index, '--socket', path, *options], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env=dict(os.environ, HAKU_CONFIG='/dev/null'))
        daemon.stdout.readline()
        until = time.monotonic() + given.seconds
        counts, errors = {}, []
        counts = type('Counts', (dict,), {'__missing__': lambda self, key: 0})()
        measured = {b'PING': [], b'SEARCH ' + given.query.encode(): []}
        threads = [threading.Thread(target=starve, args=(path, lines, until, counts), daemon=True)
                   for _ in range(given.connections)]
        others = [threading.Thread(target=measure, args=(path, line, until, times, errors))
                  for line, times in measured.items()]
        for thread in threads + others:
            thread.start()
        for thread in others:
            thread.join()
        daemon.terminate()
        daemon.wait()
    print(f'{given.connections} connections of {len(lines)} lines each:',
          ', '.join(f'{name} {count}' for name, count in sorted(counts.items())) or 'no reply yet')
    failed = bool(errors)
    for (line, times), most in zip(measured.items(), [20, 300]):
        p99 = quantile(times, 0.99)
        failed = failed or p99 > most
        print(f'{line.decode()}: {len(times)} times, median {quantile(times, 0.5):.1f} ms, p99 {p99:.1f} ms (of {most}), '
              f'slowest {max(times):.1f} ms')
    print(f'errors: {len(errors)} {errors[0] if errors else ""}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
