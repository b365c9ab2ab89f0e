#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the tree against the rules of the house, and says where it breaks one:

the licence in each source file, the size of folders, files, functions and papers, links that lead somewhere, and doc
comments that say what a thing is. `make lint` runs it. Ends with status 1 if anything is said.
"""

import os
import re
import subprocess
import sys

MOST_FILES = 16
MOST_LINES = 350
MOST_FUNCTION_LINES = 60
PAPERS = {"ARCHITECTURE.md": (160, 80), "README.md": (130, None)}
BAD_BEGINNING = re.compile(r"^\s*///\s+(What|Whether|How|Those|None|The like of|So many)\b")
FUNCTION = re.compile(
    r"^(\s*)(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|private|internal|fileprivate|static|mutating|final|override|package"
    r"|nonisolated|consuming|borrowing|convenience|required|class)\s+)*(?:func\b|init[?(<]|deinit\b|subscript\b)"
)
CXX_FUNCTION = re.compile(
    r"^(\s*)(?!\s|namespace|struct|class|enum|extern|using|typedef|union|return|if|for|while|switch|else|static const|const )"
    r"[\w:<>*&,~ ]+\("
)


def functions(lines, is_cxx):
    """Each function's first line, from 1, and its number of lines, told by the layout that the formatter makes."""
    for number, line in enumerate(lines):
        match = (CXX_FUNCTION if is_cxx else FUNCTION).match(line)
        if not match or line.rstrip().endswith("}") or line.rstrip().endswith(";"):
            continue
        indent = match.group(1)
        if is_cxx:
            # A declaration ends before anything is opened.
            head = "\n".join(lines[number : number + 12])
            brace, semicolon = head.find("{"), head.find(";")
            if brace < 0 or 0 <= semicolon < brace:
                continue
        for end in range(number + 1, len(lines)):
            if lines[end].startswith(indent + "}"):
                yield number + 1, end - number + 1
                break
            # The next declaration of the same depth: this one has no body.
            if lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) < len(indent):
                break


def check_source(path, lines, say):
    if not any("SPDX-License-Identifier: GPL-3.0-or-later" in line for line in lines[:5]):
        say(path, 1, "no SPDX-License-Identifier: GPL-3.0-or-later")
    is_cxx = path.endswith((".c", ".cc", ".h"))
    if not (path.endswith(".swift") or is_cxx):
        return
    if len(lines) > MOST_LINES:
        say(path, MOST_LINES + 1, f"{len(lines)} lines; a file has at most {MOST_LINES}")
    for start, length in functions(lines, is_cxx):
        if length > MOST_FUNCTION_LINES:
            say(path, start, f"a function of {length} lines; at most {MOST_FUNCTION_LINES}")
    previous = ""
    for number, line in enumerate(lines, 1):
        if BAD_BEGINNING.match(line) and not previous.lstrip().startswith("///"):
            say(path, number, f"a doc comment begins with such a word: {line.strip()[:60]}")
        previous = line


def check_paper(path, lines, say):
    if path in PAPERS:
        most, most_words = PAPERS[path]
        if len(lines) > most:
            say(path, most + 1, f"{len(lines)} lines; at most {most}")
        start = 0
        for number, line in enumerate(lines + [""], 1):
            # A paragraph ends at an empty line, an item of a list, a row of a table and a heading.
            if not line.strip() or re.match(r"\s*([-*|#]|\d+\.)\s?", line):
                words = len(re.sub(r"\]\([^)]*\)", "]", " ".join(lines[start : number - 1])).split())
                if most_words and words > most_words and not lines[start].startswith(("    ", "|")):
                    say(path, start + 1, f"a paragraph of {words} words; at most {most_words}")
                start = number - 1 if line.strip() else number
    is_code = False
    for number, line in enumerate(lines, 1):
        if line.startswith("```"):
            is_code = not is_code
        if is_code or line.startswith("    "):
            continue
        for target in re.findall(r"\]\(([^)\s]+)\)", line):
            if re.match(r"[a-z]+:", target) or target.startswith("#"):
                continue
            if not os.path.exists(os.path.join(os.path.dirname(path), target.split("#")[0])):
                say(path, number, f"the link to {target} leads nowhere")


def main():
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    listed = subprocess.check_output(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], text=True)
    files = [path for path in listed.split("\0") if os.path.isfile(path)]
    found = []

    def say(path, number, words):
        found.append(f"{path}:{number}: {words}")

    folders = {}
    for path in files:
        if path.endswith((".swift", ".c", ".cc", ".h", ".py", ".sh")):
            check_source(path, open(path, encoding="utf-8").read().splitlines(), say)
        elif path.endswith(".md"):
            check_paper(path, open(path, encoding="utf-8").read().splitlines(), say)
        if path.startswith("Sources/") and path.endswith(".swift"):
            folders[os.path.dirname(path)] = folders.get(os.path.dirname(path), 0) + 1
    for folder, count in folders.items():
        if count > MOST_FILES:
            say(folder, 0, f"{count} Swift files; a folder has at most {MOST_FILES}")
    print("\n".join(sorted(found) or ["check-house: nothing found"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
