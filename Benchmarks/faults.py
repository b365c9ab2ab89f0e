#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong under a running hakud: it must say so, go on, and be well again by itself once it is mended.

usage: faults.py FOLDER-OF-THE-PROGRAMS FOLDER-OF-DOCUMENTS

As root, hakud runs as nobody, so that a file can be made unreadable, and a small file system is mounted and filled.
Ends with status 1 at the first thing that is not as it should be.
"""
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

IS_ROOT = os.geteuid() == 0
ENVIRONMENT = dict(os.environ, HAKU_CONFIG='/dev/null')


# A clock that is as many seconds off as the file $CLOCK_OFFSET says.
CLOCK = r'''
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long offset(void) {
    char text[32] = {0};
    int file = open(getenv("CLOCK_OFFSET"), O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    if (read(file, text, sizeof text - 1) < 0) text[0] = 0;
    close(file);
    return atol(text);
}
int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = syscall(SYS_clock_gettime, clock, time);
    if (result == 0 && clock == CLOCK_REALTIME) time->tv_sec += offset();
    return result;
}
int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    now->tv_sec = time.tv_sec;
    now->tv_usec = time.tv_nsec / 1000;
    return 0;
}
time_t time(time_t *now) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    if (now) *now = time.tv_sec;
    return time.tv_sec;
}
'''


class Daemon:
    def __init__(self, programs, index, path, environment=None):
        self.path = path
        command = [f'{programs}/hakud', '--index', index, '--socket', path, '--cache', '0']
        if IS_ROOT and environment is None:
            command = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] + command
        start = time.monotonic()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        env=environment or ENVIRONMENT)
        line = self.process.stdout.readline()
        self.ready = (time.monotonic() - start) * 1000
        assert line.startswith(b'READY'), line

    def connect(self):
        client = socket.socket(socket.AF_UNIX)
        client.settimeout(30)
        client.connect(self.path)
        return client

    def ask(self, text):
        with self.connect() as client:
            client.sendall(text.encode())
            client.shutdown(socket.SHUT_WR)
            return b''.join(iter(lambda: client.recv(1 << 16), b'')).decode()

    def wait(self, what, is_so, request='SEARCH limit=1 snippet=no hanke\n'):
        """Asks until the reply is as it should be; tells the time that took."""
        start = time.monotonic()
        while True:
            reply = self.ask(request)
            if is_so(reply):
                print(f'{what}: {reply.strip().splitlines()[-1][:110]} ({time.monotonic() - start:.2f} s)', flush=True)
                return
            assert time.monotonic() - start < 5, f'{what}: {reply}'

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(timeout=20)


def is_found(reply):
    return 'OK shown=1 ' in reply


def is_error(reply):
    return reply.startswith('ERR 500 internal ')


def haku(programs, *arguments):
    return subprocess.run([f'{programs}/haku', *arguments], capture_output=True, env=ENVIRONMENT)


def give(folder):
    if IS_ROOT:
        subprocess.run(['chown', '-R', '65534:65534', folder], check=True)


def faults(programs, documents, scratch):
    index = f'{scratch}/index'
    give(scratch)
    assert haku(programs, 'index', '--index', index, documents).returncode == 0
    give(index)
    shutil.copytree(index, f'{scratch}/whole')
    give(f'{scratch}/whole')
    generation = f'{index}/' + open(f'{index}/current').read().strip()

    daemon = Daemon(programs, index, f'{scratch}/s')
    print(f'start to READY: {daemon.ready:.0f} ms')
    daemon.wait('before', is_found)

    os.rename(index, f'{scratch}/away')
    daemon.process.send_signal(signal.SIGHUP)
    daemon.wait('removed', is_error)
    os.rename(f'{scratch}/away', index)
    daemon.wait('put back', is_found)

    for table in ('postlist.glass', 'docdata.glass', 'iamglass'):
        content = open(f'{generation}/{table}', 'rb').read()
        with open(f'{generation}/{table}', 'r+b') as file:
            file.truncate(len(content) // 3)
        daemon.process.send_signal(signal.SIGHUP)
        daemon.wait(f'{table} truncated', is_error)
        with open(f'{generation}/{table}', 'r+b') as file:
            file.write(content)
        daemon.wait(f'{table} mended', is_found)

    shutil.rmtree(index)
    shutil.copytree(f'{scratch}/whole', index)
    give(index)
    daemon.wait('replaced by a copy', is_found)

    if IS_ROOT:
        os.chmod(index, 0)
        daemon.process.send_signal(signal.SIGHUP)
        daemon.wait('unreadable', is_error)
        os.chmod(index, 0o700)
        daemon.wait('readable', is_found)

    for attempt in range(20):
        client = daemon.connect()
        # The first reply tells that the connection has been taken.
        client.sendall(b'PING\n')
        assert client.recv(16) == b'OK\n'
        client.sendall(b'SEARCH limit=10 snippet=no hanke ja nuoret\n' * 1000)
        daemon.process.send_signal(signal.SIGTERM)
        replies = b''.join(iter(lambda: client.recv(1 << 16), b''))
        status = daemon.process.wait(timeout=20)
        finals = sum(line.startswith(b'OK ') for line in replies.splitlines())
        assert (status, finals) == (0, 1000), f'SIGTERM with 1,000 requests: status {status}, {finals} replies'
        daemon = Daemon(programs, index, f'{scratch}/s')
    print('SIGTERM with 1,000 requests in flight, 20 times: all answered, exit 0')

    slowest = 0
    for attempt in range(20):
        daemon.end(signal.SIGKILL)
        daemon = Daemon(programs, index, f'{scratch}/s')
        slowest = max(slowest, daemon.ready)
        assert is_found(daemon.ask('SEARCH limit=1 snippet=no hanke\n'))
    print(f'kill -9 and start again, 20 times: READY after {slowest:.0f} ms at most')
    assert daemon.end() == 0


def full(programs, documents, scratch):
    """A file system without room: hakud, which writes nothing, goes on; so does everything once there is room."""
    place = f'{scratch}/small'
    os.mkdir(place)
    subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', place], check=True)
    try:
        os.chmod(place, 0o755)
        index = f'{place}/index'
        assert haku(programs, 'index', '--index', index, documents).returncode == 0
        give(index)
        daemon = Daemon(programs, index, f'{scratch}/s')
        with open(f'{place}/ballast', 'wb') as ballast:
            try:
                while True:
                    ballast.write(b'\0' * 65536)
                    ballast.flush()
            except OSError:
                pass
        os.mkdir(f'{scratch}/more')
        with open(f'{scratch}/more/uusi.txt', 'w') as file:
            file.write('Uusi hanke. ' + ' '.join(f'sana{n}' for n in range(100_000)))
        failed = haku(programs, 'index', '--index', index, f'{scratch}/more')
        assert failed.returncode == 74, failed
        print('disk full, haku index:', failed.stderr.decode().strip().splitlines()[-1][:110])
        daemon.wait('disk full', is_found)
        os.remove(f'{place}/ballast')
        with open(f'{scratch}/more/uusi.txt', 'w') as file:
            file.write('Uusi hanke.')
        assert haku(programs, 'index', '--index', index, f'{scratch}/more').returncode == 0
        give(index)
        daemon.wait('room again', lambda reply: 'OK id=uusi.txt' in reply, 'SHOW uusi.txt\n')
        assert daemon.end() == 0
    finally:
        subprocess.run(['umount', place])


def clock(programs, scratch):
    """The clock is set back and forth under `haku index --watch` and hakud."""
    compiler = shutil.which('cc') or shutil.which('gcc')
    if compiler is None:
        print('clock: left out, for there is no C compiler')
        return
    with open(f'{scratch}/clock.c', 'w') as file:
        file.write(CLOCK)
    subprocess.run([compiler, '-shared', '-fPIC', '-o', f'{scratch}/clock.so', f'{scratch}/clock.c'], check=True)
    environment = dict(ENVIRONMENT, LD_PRELOAD=f'{scratch}/clock.so', CLOCK_OFFSET=f'{scratch}/offset')
    folder, index = f'{scratch}/kellot', f'{scratch}/clocked'
    os.mkdir(folder)
    for name, text in (('kellot/0.txt', 'Kellot käyvät.'), ('offset', '0')):
        with open(f'{scratch}/{name}', 'w') as file:
            file.write(text)
    watch = subprocess.Popen([f'{programs}/haku', 'index', '--watch', '--index', index, folder],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        start = time.monotonic()
        while not os.path.exists(f'{index}/current'):
            assert time.monotonic() - start < 20 and watch.poll() is None, 'the watch made no index'
            time.sleep(0.05)
        daemon = Daemon(programs, index, f'{scratch}/s', environment)
        for number, days in enumerate((0, -400, 9000, -20, 0), 1):
            with open(f'{scratch}/offset', 'w') as file:
                file.write(str(days * 86_400))
            with open(f'{folder}/{number}.txt', 'w') as file:
                file.write('Kellot käyvät.')
            daemon.wait(f'the clock {days} days off', lambda reply: f'matches={number + 1} ' in reply, 'COUNT kellot\n')
        assert daemon.end() == 0
    finally:
        watch.send_signal(signal.SIGINT)
        assert watch.wait(timeout=20) == 0, 'the watch did not end well'


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 64
    programs, documents = map(os.path.abspath, sys.argv[1:])
    with tempfile.TemporaryDirectory() as scratch:
        os.chmod(scratch, 0o755)
        try:
            faults(programs, documents, scratch)
            if IS_ROOT:
                full(programs, documents, scratch)
            clock(programs, scratch)
        except (AssertionError, OSError) as error:
            print(f'faults: {error!r}', file=sys.stderr)
            return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
