#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The time to the first byte of a search page, beside hakud's own time for what the page asks.

usage: first-byte.py PROGRAMS INDEX QUERIES [ROUNDS]

QUERIES is a file with a query a line (the first 200 count). In each round (5) two hakuds and a hakuweb are started anew: one hakud
answers hakuweb, the other is asked the same by itself, so that neither has kept the other's replies. Each query is asked three times:
for the first time, again with an address that was never asked for, and again. All is timed at the socket. Prints for each kind the
medians over all queries of each query's median over the rounds, and how many queries' medians are above 1.3 x hakud's + 2 ms.
"""
import os, socket, statistics, subprocess, sys, tempfile, time, urllib.parse

FACETS = 'laji,maakunta,kunta,rahoittaja,kohderyhmä,tyyppi,kansio'


def started(command):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().split()[-1]


def connection(address):
    family = socket.AF_INET if isinstance(address, tuple) else socket.AF_UNIX
    made = socket.socket(family)
    made.connect(address)
    if family == socket.AF_INET: made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


def ask(hakud, replies, text):
    """Seconds until hakud has answered what the page of `text` asks."""
    requests = [f'SEARCH limit=10 fields=laji,vuosi,kunta,maakunta,rahoitus {text}',
                f'FACETS sort=value vuosi {text}', f'FACETS limit=8 {FACETS} {text}']
    data = ''.join(request + '\n' for request in requests).encode()
    start = time.perf_counter()
    hakud.sendall(data)
    left = len(requests)
    while left: left -= replies.readline().startswith((b'OK', b'ERR'))
    return time.perf_counter() - start


def page(web, path):
    """Seconds until the first byte of the page is there; reads all of it."""
    data = f'GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n'.encode()
    start = time.perf_counter()
    web.sendall(data)
    got = web.recv(1 << 16)
    taken = time.perf_counter() - start
    while b'\r\n\r\n' not in got: got += web.recv(1 << 16)
    head, _, body = got.partition(b'\r\n\r\n')
    if not head.startswith(b'HTTP/1.1 200'): sys.exit(f'first-byte: {path}: {head.decode()}')
    length = next((int(line.split(b':')[1]) for line in head.lower().split(b'\r\n') if line.startswith(b'content-length')), None)
    if length is None:
        while not body.endswith(b'0\r\n\r\n'): body += web.recv(1 << 16)
    else:
        while len(body) < length: body += web.recv(1 << 16)
    return taken


def measure(programs, index, queries, found):
    with tempfile.TemporaryDirectory() as scratch:
        processes = []
        try:
            for name in ('page', 'alone'):
                process, _ = started([programs + '/hakud', '--index', index, '--socket', f'{scratch}/{name}'])
                processes.append(process)
            process, ready = started([programs + '/hakuweb', '--socket', scratch + '/page', '--listen', '127.0.0.1:0', '--config', '/dev/null'])
            processes.append(process)
            address = urllib.parse.urlsplit(ready)
            web = connection((address.hostname, address.port))
            hakud = connection(scratch + '/alone')
            replies = hakud.makefile('rb')
            ask(hakud, replies, 'ensimmäinen')
            page(web, '/?q=ensimm%C3%A4inen')
            # Pages are kept once a state of the index has been served for a second.
            time.sleep(1.1)
            for kind, anew in (('asked for the first time', ''), ('asked again, page made anew', '&n=1'), ('asked again, page kept', '')):
                for query in queries:
                    path = '/?q=' + urllib.parse.quote(query) + anew
                    found.setdefault((kind, query), []).append((ask(hakud, replies, query), page(web, path)))
        finally:
            for process in processes:
                process.terminate()
                process.wait()


def main():
    if len(sys.argv) not in (4, 5): sys.exit(__doc__)
    programs, index, path = sys.argv[1:4]
    with open(path, encoding='utf-8') as file:
        queries = [line.rstrip('\n').split('\t')[-1] for line in file if line.strip()][:200]
    found = {}
    for _ in range(int(sys.argv[4]) if len(sys.argv) == 5 else 5): measure(os.path.abspath(programs), index, queries, found)
    for kind in dict.fromkeys(kind for kind, _ in found):
        rows = [[statistics.median(times) for times in zip(*found[kind, query])] for query in queries]
        own, made = (statistics.median(column) * 1000 for column in zip(*rows))
        late = sum(page > 1.3 * own + 0.002 for own, page in rows)
        print(f'first byte, {kind}: {made:.2f} ms, hakud alone {own:.2f} ms; {late} of {len(queries)} over 1.3 x that + 2 ms')


main()
