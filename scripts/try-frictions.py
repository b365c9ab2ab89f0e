#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the programs in a pseudo-terminal as a person does, past each place where one was stuck once, and prints a table.

usage: try-frictions.py PROGRAMS [--before PROGRAMS]

PROGRAMS is a folder with haku and hakud; with --before the table has a column for those of another one. Ends with status 1
where the programs of the first folder are stuck.
"""
import argparse
import os
import pathlib
import pty
import re
import select
import subprocess
import sys
import tempfile
import time

SEEDS = pathlib.Path(__file__).resolve().parent.parent / "seeds"


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, command, environment):
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environment)
        self.said = ""

    def read(self, until=None, seconds=20):
        """What the program says until `until`, a pattern, has come, or the program has ended."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not (until and re.search(until, self.said)):
            if not select.select([self.master], [], [], 0.2)[0]:
                continue
            try:
                data = os.read(self.master, 65536)
            except OSError:
                break
            if not data:
                break
            self.said += data.decode(errors="replace")
        return self.said

    def type(self, text):
        self.said = ""
        os.write(self.master, text.encode())

    def close(self):
        os.close(self.master)
        try:
            os.kill(self.pid, 15)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)


class Trial:
    """The programs of a folder, with an index of the sample documents and a daemon that serves it."""

    def __init__(self, programs, place):
        self.haku, self.hakud = (str(pathlib.Path(programs).resolve() / name) for name in ("haku", "hakud"))
        self.place = place
        self.environment = dict(os.environ, HAKU_CONFIG="/dev/null", HAKU_INDEX=str(place / "index"), TERM="xterm",
                                LC_ALL="C.UTF-8", XDG_STATE_HOME=str(place), HOME=str(place))
        self.environment.pop("XDG_RUNTIME_DIR", None)
        self.run("index", str(SEEDS))
        self.daemon = subprocess.Popen([self.hakud], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.daemon.stdout.readline()

    def close(self):
        self.daemon.terminate()
        self.daemon.wait()

    def run(self, *arguments, **environment):
        terminal = Terminal([self.haku, *arguments], dict(self.environment, **environment))
        said = terminal.read()
        terminal.close()
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\]8;;[^\x1b]*\x1b\\", "", said).replace("\r", "")

    @property
    def socket(self):
        return str(self.place / "index/hakud.sock")

    def file(self, name, text):
        (self.place / name).write_text(text, encoding="utf-8")
        return str(self.place / name)

    def ask(self, *lines):
        return self.run("ask", *lines)

    def prompt(self, *typed):
        terminal = Terminal([self.haku, "ask"], self.environment)
        terminal.read("haku> ", 3)
        said = ""
        for text, until in typed:
            terminal.type(text)
            said += terminal.read(until, 3)
        terminal.close()
        return said

    def shell(self, words):
        script = (f'source <("{self.haku}" --generate-completion-script bash); compopt() {{ :; }}; '
                  f'COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); _haku haku "${{COMP_WORDS[COMP_CWORD]}}" "${{COMP_WORDS[COMP_CWORD-1]}}"; echo "${{COMPREPLY[@]}}"')
        path = os.path.dirname(self.haku) + ":" + os.environ["PATH"]
        return subprocess.run(["bash", "-c", script], env=dict(self.environment, PATH=path), capture_output=True, text=True).stdout


# What is tried, how, and what has to be said.
FRICTIONS = [
    ("count on the command line", lambda t: t.run("count", "kyläyhdistys"), r"^2$"),
    ("values of a field with their numbers", lambda t: t.run("facets", "kunta"), r"Kalajoki"),
    ("what made a document score", lambda t: t.run("explain", "002_82ede7701b56c462.txt", "kyläyhdistys"), r"lemma"),
    ("all documents with fields as a table", lambda t: t.run("list", "--fields", "vuosi", "--format", "tsv", "--header"), r"vuosi"),
    ("lines with what is around", lambda t: t.run("lines", "-C", "1", "kyläyhdistys"), r"(?m)^[^:]+-\d+-"),
    ("asked through the daemon", lambda t: t.run("search", "--limit", "1", "--socket", str(t.place / "index/hakud.sock"), "laavu"), r"S20059"),
    ("an inflected beginning is completed", lambda t: t.ask("SUGGEST kyläyhdistyks"), r"word\tkyläyhdistys\t"),
    ("tyött finds both words", lambda t: t.ask("SUGGEST limit=20 tyött"), r"työtön\t[\s\S]*työttömyys\t|työttömyys\t[\s\S]*työtön\t"),
    ("booleans in JSON", lambda t: t.run("ask", "HELLO protocol=2 format=json", "COUNT laavu"), r'"exact":true'),
    ("an index that is not there", lambda t: t.run("ask", "HELLO protocol=2", "COUNT index=muu laavu"), r"ERR 404 no-such-index"),
    ("a slip in a path makes no index", lambda t: t.run("index", "--index", str(t.place / "uusi"), "/ei/ole") + str((t.place / "uusi").exists()), r"False$"),
    ("only what is new", lambda t: t.run("search", "--since", "2020-01-01", "--limit", "1", "laavu"), r"S20059"),
    ("erased without a trace", lambda t: t.run("remove", "--help"), r"--erase"),
    ("exported and imported", lambda t: t.run("export", "--output", str(t.place / "x")) + t.run("import", "--index", str(t.place / "y"), str(t.place / "x")), r"5 documents"),
    ("completion at the prompt", lambda t: t.prompt(("sea\tlim\t1 laavu\n", "OK shown")), r"OK shown=1"),
    ("history at the prompt", lambda t: t.prompt(("COUNT laavu\n", "OK m"), ("\x1b[A\n", "OK m")), r"(?s)OK matches.*COUNT laavu.*OK matches"),
    ("the shell completes sort keys", lambda t: t.shell("haku search --sort rah"), r"^rahoitus"),
    ("the shell completes ids", lambda t: t.shell("haku show 002"), r"002_82ede7701b56c462.txt"),
    ("help in Finnish", lambda t: t.run("help", "search", LC_ALL="fi_FI.UTF-8"), r"Montako osumaa"),
    ("errors in Swedish", lambda t: t.run("search", LC_ALL="sv_FI.UTF-8"), r"Sökningen saknas"),
    ("a run made again of its settings", lambda t: t.run("batch", "--help"), r"--again"),
    ("terms for research", lambda t: t.run("terms", "--prefix", "laavu"), r"laavu\t"),
    ("a run through the daemon", lambda t: t.run("batch", "--socket", t.socket, t.file("aiheet", "1\tkyläyhdistys\n")), r"1 Q0 00"),
    ("a hit's file through the daemon", lambda t: t.run("open", "--socket", t.socket, "--path", "S20059"), r"/seeds/002_"),
    ("the daemon's notes in Finnish", lambda t: t.run("count", "--socket", t.socket, "foo:laavu", LC_ALL="fi_FI.UTF-8"), r"ei ole kentän nimi"),
    ("a wildcard of 2,000 words", lambda t: t.run("index", "--index", str(t.place / "w"), t.file("sanat.txt", " ".join(f"kq{n}x" for n in range(2000)))) + t.run("count", "--index", str(t.place / "w"), "kq*"), r"(?m)^1$"),
    ("figures of a run for programs", lambda t: t.run("index", "--format", "json"), r'"newly_failed":0'),
]


def outcomes(programs):
    with tempfile.TemporaryDirectory(prefix="haku-frictions-") as name:
        trial = Trial(programs, pathlib.Path(name))
        try:
            for title, way, wanted in FRICTIONS:
                said = way(trial).strip()
                yield title, bool(re.search(wanted, said)), said.splitlines()[-1][:60] if said else "nothing said"
        finally:
            trial.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs")
    parser.add_argument("--before")
    options = parser.parse_args()
    before = list(outcomes(options.before)) if options.before else None
    stuck = 0
    print("| what | " + ("before | " if before else "") + "now |")
    print("| --- | " + ("--- | " if before else "") + "--- |")
    for number, (title, isWell, said) in enumerate(outcomes(options.programs)):
        shown = "yes" if isWell else f"no: `{said}`"
        stuck += not isWell
        earlier = ("yes | " if before[number][1] else f"no: `{before[number][2]}` | ") if before else ""
        print(f"| {title} | {earlier}{shown} |")
    return 1 if stuck else 0


if __name__ == "__main__":
    sys.exit(main())
