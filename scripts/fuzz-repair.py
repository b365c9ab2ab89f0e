#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Feeds random strings to haku's repair and reports the longest time and the most memory taken.

usage: fuzz-repair.py [--haku PROGRAM] [--strings 1000000] [--seed 1]

Strings of all Unicode planes, of the letters that OCR confuses, of damaged Finnish words torn apart, and words of up to
10,000 letters, in files of 10,000 strings. A crash, an error or a text that is not UTF-8 stops the run
with the seed of its file. Prints strings a second, the slowest file and the most memory.
"""
import argparse, os, random, resource, subprocess, sys, tempfile, time

WORDS = ('Ty6ttémat tydnhakijat pitkdaikaisty6ttémat kotiadidit kylayhdistykset seka edistaa vahentaa tyottdmyytta '
         'yhteistydssa palveluita hankkeen http:/Awww.kunta.filpalvelut §:4an 12 8:n CD:1la kKirjasto SEKA').split()
CONFUSED = 'aadeéoö68@&©®€$kltsnyhivrjuIl1|J-.:,;()/§'


def string(choice):
    kind = choice.randrange(6)
    if kind == 0:
        points = (choice.choice((0x100, 0x3000, 0x20000, 0x110000)) for _ in range(choice.randint(0, 60)))
        # Few control characters: a file with many is none of text, and refused.
        return ''.join(chr(p) for p in (choice.randrange(top) for top in points)
                       if not 0xD800 <= p < 0xE000 and (p >= 32 or choice.random() < 0.2))
    if kind == 1: return ''.join(choice.choice(CONFUSED) for _ in range(choice.randint(1, 70)))
    if kind == 2 and choice.random() < 0.01: return ''.join(choice.choice(CONFUSED) for _ in range(10_000))
    words = [choice.choice(WORDS) for _ in range(choice.randint(1, 8))]
    if kind > 3: return ' '.join(words)
    text = list(' '.join(words))
    for _ in range(choice.randint(0, 4)): text[choice.randrange(len(text))] = choice.choice(CONFUSED)
    return ''.join(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--haku', default='.build/release/haku')
    parser.add_argument('--strings', type=int, default=1_000_000)
    parser.add_argument('--seed', type=int, default=1)
    options = parser.parse_args()
    slowest = 0.0; done = 0; begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'fuzz.txt')
        seed = options.seed
        while done < options.strings:
            choice = random.Random(seed)
            count = min(10_000, options.strings - done)
            with open(path, 'w', encoding='utf8') as file:
                for _ in range(count): file.write(string(choice).replace('\x00', '') + choice.choice('\n \n\n'))
            before = time.monotonic()
            run = subprocess.run([options.haku, 'normalise', '--', path], capture_output=True)
            slowest = max(slowest, time.monotonic() - before)
            if run.returncode: sys.exit(f'fuzz-repair: seed {seed}: exit {run.returncode}: {run.stderr[-500:]!r}')
            try: run.stdout.decode()
            except UnicodeDecodeError as error: sys.exit(f'fuzz-repair: seed {seed}: {error}')
            done += count; seed += 1
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f'{done} strings, {done / (time.monotonic() - begin):.0f} a second, '
          f'slowest file of 10,000 {slowest:.1f} s, at most {memory:.0f} MB')


if __name__ == '__main__':
    main()
