#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at random moments of indexing, updating, rebuilding, upgrading, swapping, importing, exporting, restoring and
erasing, and what is left of the index, or of the export.

usage: crash.py HAKU [--rounds N] [--seed N] [--documents N] [--kinds indexing,updating,…]

A run goes through stages: before anything is written, while segments are, while they are merged, between that and the
swap, and after it. Each kill chooses a stage, each as likely, and a moment within it: by time alone hardly one would come
while the index is swapped. After each kill the index must be the old or the new one, whole (`haku check`, and the same ranking of the same queries
as an index that nothing disturbed); a run after that must complete. Now and then that run is killed too. The seed is
printed; the same seed chooses the same moments. Upgrading takes xapian-metadata (package xapian-tools).
Ends with status 1 where an index was neither, was damaged, or was not completed.
"""
import argparse
import collections
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
KINDS = ["indexing", "updating", "rebuilding", "upgrading", "swapping", "importing", "exporting", "restoring", "erasing"]
# What cannot be done twice is not done again where it was complete.
ONCE = ["importing", "erasing"]


def documents(folder, count, chance):
    """`count` texts of about 5 kB each, of the sample documents' lines, and some in archives and tables."""
    lines = []
    for seed in sorted((HERE.parent / "seeds").glob("*.txt")):
        lines += [line for line in seed.read_text(errors="replace").splitlines() if len(line) > 30]
    for number in range(count):
        below = folder / f"kansio{number % 7}"
        below.mkdir(parents=True, exist_ok=True)
        text = "\n".join(chance.choice(lines) for _ in range(60))
        (below / f"{number:04}.txt").write_text(f"Asiakirja {number}\n\n{text}\n")
    rows = "".join(f"Hanke {number};Kalajoki;{chance.choice(lines).replace(';', ',')}\n" for number in range(40))
    (folder / "taulu.csv").write_text("Nimi;Kunta;Kuvaus\n" + rows)
    shutil.make_archive(str(folder / "paketti"), "zip", folder, "kansio0")


def change(folder, chance):
    """Changes, adds, renames and deletes a fifth of the files."""
    for path in sorted(folder.rglob("*.txt")):
        draw = chance.random()
        if draw < 0.08:
            path.write_text(path.read_text() + "\nMuutettu rivi vesihuollosta.\n")
        elif draw < 0.12:
            path.unlink()
        elif draw < 0.16:
            path.rename(path.with_name("uusi-" + path.name))
        elif draw < 0.20:
            path.with_name("lisätty-" + path.name).write_text(path.read_text()[:2000])
    (folder / "taulu.csv").write_text((folder / "taulu.csv").read_text() + "Lisä;Ii;Uusi rivi taulussa\n")


class Trial:
    def __init__(self, haku, place):
        self.haku, self.place = haku, place
        (place / "topics.tsv").write_text("".join(
            f"{number}\t{query}\n" for number, query in enumerate(
                ["kehittäminen", "hanke", "työttömyys", "nuoret", "yhdistys", "kunta", "asiakirja", "vesihuolto"])))

    def run(self, *arguments):
        return subprocess.run([self.haku, *map(str, arguments)], capture_output=True, text=True)

    def state(self, index):
        """What can be told of an index from outside; None where there is none."""
        check = self.run("check", "--index", index)
        if check.returncode == 66:
            return None
        if check.returncode != 0:
            raise AssertionError(f"haku check ended with {check.returncode}: {check.stdout}{check.stderr}")
        found = self.run("batch", "--index", index, self.place / "topics.tsv")
        if found.returncode != 0:
            raise AssertionError(f"haku batch ended with {found.returncode}: {found.stderr}")
        return check.stdout.split(":", 1)[1] + found.stdout

    def timed(self, index, arguments):
        """How long each stage of a run takes that nobody disturbs."""
        process = subprocess.Popen(
            [self.haku, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        old, begin = generations(index), time.monotonic()
        seconds = dict.fromkeys(STAGES, 0.0)
        while process.poll() is None:
            now = stage(index, old)
            time.sleep(0.0002)
            seconds[now] += time.monotonic() - begin
            begin = time.monotonic()
        assert process.returncode == 0, f"{arguments} ended with {process.returncode}"
        return seconds

    def killed(self, index, arguments, wanted, after):
        """Runs haku and kills it `after` seconds of the stage `wanted`; the stage it was killed in, None where it had
        ended."""
        old = generations(index)
        process = subprocess.Popen(
            [self.haku, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # No stage is missed: the next will do where one was too short to be seen.
        while process.poll() is None and STAGES.index(stage(index, old)) < STAGES.index(wanted):
            pass
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        return stage(index, old) if process.wait() == -signal.SIGKILL else None


STAGES = ["reading", "segments", "merging", "merged", "swapped"]


def stage(index, old):
    """How far a run is that makes a new generation, beside the `old` ones."""
    try:
        if (index / "current").read_text().strip() not in old | {""}:
            return "swapped"
    except FileNotFoundError:
        pass
    new = generations(index) - old
    if new:
        return "merged" if any((index / name / "iamglass").exists() for name in new) else "merging"
    try:
        return "segments" if os.listdir(index / "segments") else "reading"
    except FileNotFoundError:
        return "reading"


def generations(index):
    try:
        return {name for name in os.listdir(index) if name.startswith("generation-")}
    except FileNotFoundError:
        return set()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("haku")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--kinds", default=",".join(KINDS))
    options = parser.parse_args()
    chance = random.Random(options.seed)
    kinds = options.kinds.split(",")
    print(f"seed {options.seed}", flush=True)

    with tempfile.TemporaryDirectory(prefix="haku-crash-") as name:
        place = pathlib.Path(name)
        trial = Trial(options.haku, place)
        docs, index = place / "docs", place / "index"
        documents(docs, options.documents, chance)
        first = ["index", "--index", index, docs]
        assert trial.run(*first).returncode == 0
        shutil.copytree(index, place / "old")
        old = trial.state(index)
        if "upgrading" in kinds:
            shutil.copytree(index, place / "older")
            generation = (place / "older" / "current").read_text().strip()
            subprocess.run(
                ["xapian-metadata", "set", place / "older" / generation, "haku.schema", "1"], check=True)
            # An older index has no sums, which would tell of the change.
            for name in ("sums", "verified"):
                (place / "older" / generation / name).unlink()
        change(docs, chance)
        # Made beside, of the changed files: what each run must come to.
        assert trial.run("index", "--index", place / "new", docs).returncode == 0
        new = trial.state(place / "new")
        assert old != new

        assert trial.run("export", "--index", place / "old", "--output", place / "export").returncode == 0
        trial.exported = (place / "export").read_bytes()
        assert trial.run("snapshot", "--index", place / "old", place / "snapshot").returncode == 0
        ids = chance.sample(trial.run("list", "--index", place / "old", "--ids").stdout.split("\n")[:-1], 5)
        shutil.copytree(place / "old", place / "erased")
        assert trial.run("remove", "--erase", "--index", place / "erased", *ids).returncode == 0
        erased = trial.state(place / "erased")

        output = place / "out" / "export"
        commands = {
            "importing": (None, ["import", "--index", index, place / "export"], old),
            "exporting": ("old", ["export", "--index", index, "--output", output], old),
            "restoring": ("new", ["restore", "--index", index, place / "snapshot"], old),
            "erasing": ("old", ["remove", "--erase", "--index", index, *ids], erased),
            "indexing": (None, first, new), "updating": ("old", first, new),
            "rebuilding": ("old", first + ["--rebuild"], new), "swapping": ("old", first + ["--rebuild"], new),
            "upgrading": ("older", ["index", "--index", index, "--upgrade"], old),
        }
        before = {"importing": None, "exporting": old, "restoring": new, "erasing": old, "indexing": None, "updating": old, "rebuilding": old, "swapping": old, "upgrading": old}

        def lay(kind):
            shutil.rmtree(index, ignore_errors=True)
            shutil.rmtree(output.parent, ignore_errors=True)
            output.parent.mkdir()
            if commands[kind][0]:
                shutil.copytree(place / commands[kind][0], index)

        lasts = {}
        for kind in kinds:
            lay(kind)
            lasts[kind] = trial.timed(index, commands[kind][1])
            got = trial.state(index)
            assert got == commands[kind][2], f"undisturbed {kind} comes to something else"
        counts = collections.Counter()
        failures = []
        for number in range(options.rounds):
            kind = kinds[number % len(kinds)]
            _, command, target = commands[kind]
            lay(kind)
            moments = []
            try:
                for _ in range(chance.choice([1, 1, 1, 2, 3])):
                    # A run that makes no generation has one stage only.
                    stages = [name for name in STAGES if lasts[kind][name] > 0]
                    if kind == "swapping":
                        stages = [name for name in stages if name not in ("reading", "segments")]
                    wanted = chance.choice(stages)
                    moments.append((wanted, chance.random() * lasts[kind][wanted] * 1.05))
                    reached = trial.killed(index, command, *moments[-1])
                    counts[f"{kind}: " + (f"killed {reached}" if reached else "ended before")] += 1
                    state = trial.state(index)
                    if state not in (before[kind], target):
                        raise AssertionError("neither the old nor the new index")
                    if output.exists() and output.read_bytes() != trial.exported:
                        raise AssertionError("the export is not whole")
                    counts[f"{kind}: " + ("new" if state == target and target != before[kind] else "old")] += 1
                isDone = kind in ONCE and state == target
                rerun = None if isDone else trial.run(*command)
                if rerun and rerun.returncode != 0:
                    raise AssertionError(f"the run after it ended with {rerun.returncode}: {rerun.stderr}")
                if trial.state(index) != target:
                    raise AssertionError("the run after it did not complete the index")
                if kind == "exporting" and os.listdir(output.parent) != [output.name]:
                    raise AssertionError(f"beside the export lies {os.listdir(output.parent)}")
                left = sorted(set(os.listdir(index)) - {"XAPIANDB", "current", "roots", "unread", "writer.lock"})
                # A run that was killed after it was complete leaves the old generation to the next one.
                if len(left) != 1 and not isDone:
                    raise AssertionError(f"something is left over: {left}")
            except AssertionError as failure:
                failures.append(f"round {number}, {kind}, killed after {moments}: {failure}")
                print(failures[-1], flush=True)
        print(f"{options.rounds} rounds, " + ", ".join(f"{key} {count}" for key, count in sorted(counts.items())))
        for kind, seconds in lasts.items():
            print(f"{kind} undisturbed: " + ", ".join(f"{name} {1e3 * seconds[name]:.0f} ms" for name in STAGES))
        print(f"{len(failures)} failed")
        return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
