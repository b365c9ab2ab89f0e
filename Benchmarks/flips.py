#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Single flipped bytes in the files of an index: which of them `haku check` notices, and whether any ends a program badly.

usage: flips.py HAKU [--hakud HAKUD] [--flips N] [--seed N] [--documents N] [--index DIR]

An index is made of `--documents` texts of the sample documents' lines, brought up to date twice (so that its tables have
free blocks, as those of any index that lives), or a copy of `--index` is taken. Each round changes one byte, chosen evenly
over all files of the index, and runs `haku check`, `haku similar`, `haku search` and, where HAKUD is given, hakud. Answers
are compared with those of the whole index. Ends with status 1 where

  - a flip that check calls sound changes an answer or ends a command with anything but its usual status,
  - a command or hakud is ended by a signal,
  - fewer than 99 of 100 flips are noticed.
"""
import argparse
import collections
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def make_documents(folder, count, chance):
    lines = []
    for seed in sorted((HERE.parent / "seeds").glob("*.txt")):
        lines += [line for line in seed.read_text(errors="replace").splitlines() if len(line) > 30]
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = "\n".join(chance.choice(lines) for _ in range(40))
        (folder / f"{number:04}.txt").write_text(f"Asiakirja {number}\n\n{text}\n")


def make_index(haku, place, count, chance):
    docs, index = place / "docs", place / "index"
    make_documents(docs, count, chance)
    run = [haku, "index", "--index", str(index), str(docs)]
    subprocess.run(run, check=True, capture_output=True)
    for _ in range(2):
        for path in chance.sample(sorted(docs.glob("*.txt")), max(1, count // 10)):
            path.write_text(path.read_text() + "Muutettu rivi vesihuollosta.\n")
        subprocess.run(run, check=True, capture_output=True)
    return index


def files(index):
    """The files of the index, but for what names only processes."""
    return [path for path in sorted(index.rglob("*"))
            if path.is_file() and path.name != "writer.lock" and not path.name.startswith("hakud")]


def ask(hakud, index, place, requests):
    """The replies of a hakud of its own; None where it does not start, its status where that is a signal's."""
    path = place / "s"
    process = subprocess.Popen([hakud, "--index", str(index), "--socket", str(path)], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL)
    try:
        if not process.stdout.readline().startswith(b"READY"):
            status = process.wait()
            return None if status >= 0 else status
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(path))
            client.sendall("".join(line + "\n" for line in requests).encode())
            client.shutdown(socket.SHUT_WR)
            reply = b""
            while part := client.recv(1 << 16):
                reply += part
        process.terminate()
        status = process.wait()
        return status if status < 0 else reply
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        path.unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("haku")
    parser.add_argument("--hakud")
    parser.add_argument("--flips", type=int, default=500)
    parser.add_argument("--seed", type=int, default=20261129)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--index")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="haku-flips-") as name:
        place = pathlib.Path(name)
        whole = place / "whole"
        if options.index:
            shutil.copytree(options.index, whole, ignore=shutil.ignore_patterns("hakud*"))
        else:
            make_index(options.haku, place, options.documents, chance).rename(whole)

        def run(*arguments, index):
            return subprocess.run([options.haku, *arguments, "--index", str(index)], capture_output=True)

        found = run("search", "--ids", "--limit", "3", "kunta", index=whole).stdout.decode().split()
        questions = [["search", "--format", "tsv", "kunta kehittäminen"], ["search", "--format", "tsv", '"hankkeen aikana"']]
        questions += [["similar", "--format", "tsv", id] for id in found] + [["show", id] for id in found[:1]]
        requests = ["SEARCH kunta", "SEARCH \"hankkeen aikana\""] + [f"SIMILAR {id}" for id in found]

        def answers(index):
            return [(run.returncode, run.stdout) for run in (run(*question, index=index) for question in questions)]

        def without_times(reply):
            return [line for line in reply.split(b"\n") if not line.startswith(b"OK")] if isinstance(reply, bytes) else reply

        expected = answers(whole)
        served = without_times(ask(options.hakud, whole, place, requests)) if options.hakud else None
        sizes = [(path.relative_to(whole), path.stat().st_size) for path in files(whole)]
        total = sum(size for _, size in sizes)
        print(f"seed {options.seed}, {options.flips} flips over {total} bytes in {len(sizes)} files", flush=True)
        counts = collections.Counter()
        misses, failures = collections.Counter(), []
        checking = 0.0
        for number in range(options.flips):
            damaged = place / "damaged"
            shutil.rmtree(damaged, ignore_errors=True)
            shutil.copytree(whole, damaged)
            offset = chance.randrange(total)
            for file, size in sizes:
                if offset < size:
                    break
                offset -= size
            with open(damaged / file, "r+b") as stream:
                stream.seek(offset)
                byte = stream.read(1)[0]
                stream.seek(offset)
                stream.write(bytes([byte ^ chance.randrange(1, 256)]))
            begin = time.monotonic()
            check = run("check", index=damaged)
            checking += time.monotonic() - begin
            got = answers(damaged)
            reply = without_times(ask(options.hakud, damaged, place, requests)) if options.hakud else None
            where = f"flip {number}, byte {offset} of {file}"
            noticed = check.returncode == 65
            counts["noticed" if noticed else "not noticed"] += 1
            changed = got != expected or (options.hakud and reply != served)
            counts["that change an answer or are refused"] += bool(changed)
            if not noticed:
                misses[str(file)] += 1
                if check.returncode != 0 or changed:
                    failures.append(f"{where}: check ended with {check.returncode}, and an answer is another")
            if any(status < 0 for status, _ in got) or isinstance(reply, int) or check.returncode < 0:
                failures.append(f"{where}: a program was ended by a signal")
            if any(status not in (0, 65, 66) for status, _ in got):
                failures.append(f"{where}: a command ended with {[status for status, _ in got]}")
            if any(failure.startswith(where) for failure in failures):
                print(failures[-1], flush=True)
        for what, count in sorted(counts.items()):
            print(f"{count} {what}")
        for file, count in sorted(misses.items()):
            print(f"  not noticed in {file}: {count}")
        print(f"haku check: {1e3 * checking / options.flips:.0f} ms each")
        print(f"{len(failures)} failed")
        return 1 if failures or counts["noticed"] * 100 < options.flips * 99 else 0


if __name__ == "__main__":
    sys.exit(main())
