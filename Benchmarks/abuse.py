#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What no client should do to hakud, for as long as it takes. The seed is printed; the same gives the same.

usage: abuse.py HAKUD INDEX [--lines N] [--seed N] [--growth MB] [--idle S] [--slots N]

Ends with status 1 where the daemon dies, hangs, loses a final line, grows by more than 64 MB (by connections and long
lines, and by the second half of the N lines), or does not end well. A connection may be without a finished request for S
seconds (15), and N (8,192, as many as hakud takes by itself) may be open. A hakud that is slow, for it has a sanitizer in
it, needs more time and fewer slots; Makefile has how many. Each connection is a file of this process too: `ulimit -Hn` has
to be over 8,300.
"""
import argparse
import os
import random
import resource
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

MODELS = [line.encode() for line in [
    'SEARCH limit=3 snippet=no kyläyhdistys', 'SEARCH "kylä yhdistys" AND (a OR b*)', 'COUNT -kissa +koira',
    'SIMILAR limit=2 eka.txt', 'FACETS laji kylä', 'SHOW eka.txt', 'TEXT from=1 lines=2 eka.txt', 'SUGGEST kyl',
    'EXPLAIN eka.txt kylä', 'ANALYSE työ- ja toimintakyky', 'STATS', 'HELLO format=json', 'HELLO format=tsv', 'PING',
    'NORMALISE Tyo6ttémat', 'SEARCH vuosi:2016..2018 rahoitus:100 000.. *loppu a NEAR/5 b', 'SEARCH -- limit=5',
]]
ODD = [b'\xed\xa0\x80', b'\0', b'\xff', b'"', b'(', b'*', b'\xc2\x85', b'\xe2\x80\xa8', b'\r', b'\t', b'=', b' ' * 500]


def mutated(rng):
    line = bytearray(rng.choice(MODELS))
    for _ in range(rng.randrange(4)):
        place = rng.randrange(len(line) + 1)
        kind = rng.randrange(6)
        if kind == 0:
            line.insert(place, rng.randrange(256))
        elif kind == 1:
            del line[place:place + 1]
        elif kind == 2:
            line[place:place + 1] = bytes([rng.randrange(256)])
        elif kind == 3:
            line += line[:place]
        elif kind == 4:
            line[place:place] = rng.choice(ODD)
        else:
            del line[place:]
    line = bytes(line).replace(b'\n', b'')
    upper = line.upper()
    if upper.startswith((b'QUIT', b'HOST:')) or b'HTTP' in upper:
        return b'PING'
    return line


def is_final(line):
    return line == b'OK' or line.startswith((b'OK ', b'ERR ', b'{"kind":"ok"', b'{"kind":"error"'))


class Daemon:
    def __init__(self, program, index, folder, growth, idle, slots):
        self.path, self.growth, self.idle, self.slots = f'{folder}/s', growth, idle, slots
        self.before = None
        self.process = subprocess.Popen(
            [program, '--index', index, '--socket', self.path, '--idle-timeout', str(idle), '--max-connections',
             str(slots)], stdout=subprocess.PIPE, env=dict(os.environ, HAKU_CONFIG='/dev/null'))
        ready = self.process.stdout.readline()
        assert ready.startswith(b'READY'), ready

    def end(self):
        self.process.terminate()
        try:
            status = self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError('SIGTERM does not end it') from None
        assert status == 0, f'it ended with status {status}'

    def connect(self):
        client = socket.socket(socket.AF_UNIX)
        client.settimeout(60)
        while True:
            try:
                client.connect(self.path)
                return client
            except BlockingIOError:
                # As many as the kernel keeps are waiting to be taken.
                time.sleep(0.01)

    def ask(self, data):
        """Sends data, closes the sending half, and returns what comes back."""
        client = self.connect()

        def send():
            try:
                client.sendall(data)
                client.shutdown(socket.SHUT_WR)
            except OSError:
                pass
        sender = threading.Thread(target=send)
        sender.start()
        chunks = []
        while chunk := client.recv(1 << 16):
            chunks.append(chunk)
        sender.join()
        return b''.join(chunks)

    def resident(self):
        with open(f'/proc/{self.process.pid}/status') as status:
            return next(int(line.split()[1]) for line in status if line.startswith('VmRSS:')) / 1024

    def check(self, what):
        assert self.ask(b'PING\n') == b'OK\n', what
        resident = self.resident()
        # What many connections took is given back within some seconds, later on a busy machine.
        end = time.monotonic() + 20
        while self.before and resident - self.before >= self.growth and time.monotonic() < end:
            time.sleep(0.5)
            resident = self.resident()
        print(f'{what}: alive, {resident:.0f} MB', flush=True)
        # What the first lines brought into memory is no growth.
        self.before = self.before or resident
        assert resident - self.before < self.growth, f'{what}: {resident - self.before:.0f} MB more'


def lines(daemon, rng, count):
    done = 0
    while done < count:
        batch = [mutated(rng) for _ in range(min(5000, count - done))]
        done += len(batch)
        replies = daemon.ask(b'\n'.join(batch) + b'\n')
        finals = sum(is_final(line) for line in replies.split(b'\n'))
        wanted = sum(bool(line[:-1] if line.endswith(b'\r') else line) for line in batch)
        assert finals == wanted, f'{wanted} requests, {finals} final lines'
    daemon.check(f'{count} mutated lines')


def slowly(daemon, rng):
    client = daemon.connect()
    for byte in b''.join(mutated(rng) + b'\n' for _ in range(50)):
        client.send(bytes([byte]))
    client.shutdown(socket.SHUT_WR)
    while client.recv(1 << 16):
        pass
    daemon.check('bytes one at a time')


def unread(daemon):
    client = daemon.connect()
    client.settimeout(1)
    sent = 0
    try:
        while sent < 64 << 20:
            sent += client.send(b'HELP\n' * 10_000)
    except TimeoutError:
        pass
    assert sent < 64 << 20, 'a client that does not read is read from'
    daemon.check(f'no reading (taken: {sent >> 10} KB)')
    client.close()


def resets(daemon, count):
    for _ in range(count):
        client = daemon.connect()
        client.sendall(b'HELP\n' * 20)
        # Close with a reset, replies unread.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        client.close()
    daemon.check(f'{count} resets in mid-answer')


def churn(daemon, count):
    for _ in range(count):
        daemon.connect().close()
    daemon.check(f'{count} connects and disconnects')


def long_line(daemon, size):
    client = daemon.connect()
    for _ in range(size >> 20):
        client.sendall(b'\0' * (1 << 20))
    client.sendall(b'\nPING\n')
    client.shutdown(socket.SHUT_WR)
    replies = b''
    while chunk := client.recv(1 << 16):
        replies += chunk
    assert replies.startswith(b'ERR 413 ') and replies.endswith(b'\nOK\n'), replies[:200]
    daemon.check(f'a line of {size >> 20} MB')


def halves(daemon, count):
    """Half a request on every slot: others get 429 or an answer, and all is well when they have gone."""
    held = []
    for _ in range(count):
        try:
            client = daemon.connect()
            client.sendall(b'SEARCH ky')
            held.append(client)
        except OSError:
            break
    print(f'{len(held)} half requests held', flush=True)
    for client in held:
        client.close()
    time.sleep(1)
    daemon.check('half requests')


def slowloris(daemon):
    """A byte now and then on every slot there is: one more is told so at once, and served when the slots time out."""
    start = time.monotonic()
    held = []
    for _ in range(daemon.slots):
        client = daemon.connect()
        client.sendall(b'S')
        held.append(client)
    print(f'{len(held)} slots taken in {time.monotonic() - start:.1f} s', flush=True)
    refused = 0
    slowest = 0
    while True:
        for client in held:
            try:
                client.send(b'E')
            except OSError:
                pass
        asked = time.monotonic()
        try:
            reply = daemon.ask(b'PING\n')
        except ConnectionResetError:
            # It was told, and closed before what it had sent was read.
            reply = b'ERR 429 '
        slowest = max(slowest, time.monotonic() - asked)
        if reply == b'OK\n':
            break
        assert reply.startswith(b'ERR 429 '), reply
        refused += 1
        assert time.monotonic() - start < 4 * daemon.idle, 'no slot has timed out'
        time.sleep(0.2)
    assert refused > 0, 'nobody was refused'
    print(f'{refused} refused, {slowest * 1000:.0f} ms at most; served after {time.monotonic() - start:.1f} s', flush=True)
    for client in held:
        client.close()
    daemon.check('slowloris on every slot')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('hakud')
    parser.add_argument('index')
    numbers = {'lines': 1_000_000, 'seed': 20_261_121, 'growth': 64, 'idle': 15, 'slots': 8192}
    for name, default in numbers.items():
        parser.add_argument(f'--{name}', type=int, default=default)
    given = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    print(f'seed {given.seed}')
    rng = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        daemon = Daemon(given.hakud, given.index, folder, given.growth, given.idle, given.slots)
        try:
            lines(daemon, rng, min(20_000, given.lines))
            slowly(daemon, rng)
            unread(daemon)
            resets(daemon, 2000)
            churn(daemon, 10_000)
            long_line(daemon, 100 << 20)
            halves(daemon, given.slots // 2)
            slowloris(daemon)
            # The first half fills the caches of words, some 30 MB a thread, as the table in ARCHITECTURE.md bounds them: what
            # grows after it does not end.
            daemon.before = None
            lines(daemon, rng, given.lines // 2)
            lines(daemon, rng, given.lines - given.lines // 2)
            daemon.end()
        except (AssertionError, OSError) as error:
            print(f'abuse: {error!r}', file=sys.stderr)
            daemon.process.kill()
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
