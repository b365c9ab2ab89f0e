#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many of the words that other programs read in office files and PDFs haku reads, too.

    office.py make SOFFICE FOLDER TEXTS...      writes office files of all formats, made by LibreOffice of the texts
    office.py compare HAKU SOFFICE FILES...     compares; status 1 if a file has less than 99 % of the words

SOFFICE is LibreOffice's program. A text becomes a written document (its first line the title; headings, paragraphs, a list
and a table of its words), a workbook and a presentation. Words are read by LibreOffice (texts as text, workbooks as
CSV of all sheets, presentations through PDF) and by pdftotext, and counted as often as they stand; what counts is the part of
them that haku's text, as it came, has too. Files that the other program can't read are named and not counted.
"""

import collections
import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

WRITTEN, TABLES, SLIDES = {"docx", "doc", "odt", "rtf"}, {"xlsx", "xls", "ods", "csv"}, {"pptx", "ppt", "odp"}
LEAST = 0.99
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1"
# LibreOffice's own words in what it exports.
FILTERS = {
    "docx": "MS Word 2007 XML", "doc": "MS Word 97", "odt": "writer8", "rtf": "Rich Text Format",
    "xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8",
    "pptx": "Impress MS PowerPoint 2007 XML", "ppt": "MS PowerPoint 97", "odp": "impress8",
}


def convert(soffice, target, folder, files):
    """Converts files in one run; LibreOffice names the results after them."""
    if not files:
        return
    home = Path(folder) / "profile"
    subprocess.run(
        [soffice, "--headless", f"-env:UserInstallation=file://{home}", "--convert-to", target, "--outdir", folder, *files],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=1800,
    )


def paragraphs(text):
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def page(text):
    """A page of HTML with the parts that written documents have."""
    first, *rest = paragraphs(text)
    body = [f"<h1>{html.escape(first)}</h1>"]
    for number, part in enumerate(rest):
        body.append(f"<h2>{html.escape(part)}</h2>" if len(part) < 60 else f"<p>{html.escape(part)}</p>")
        if number == 2:
            words = part.split()[:12]
            body.append("<ul>" + "".join(f"<li>{html.escape(word)}</li>" for word in words) + "</ul>")
            cells = "".join(f"<td>{html.escape(word)}</td>" for word in words)
            body.append(f"<table border=1><tr>{cells}</tr><tr>{cells}</tr></table>")
    return f"<html><head><meta charset='utf-8'><title>{html.escape(first)}</title></head><body>{''.join(body)}</body></html>"


def table(text):
    rows = [part.split()[:20] for part in paragraphs(text)]
    return "\n".join(";".join('"' + word.replace('"', '""') + '"' for word in [str(n), *row]) for n, row in enumerate(rows))


def slides(text):
    """A presentation as one file of XML (OpenDocument)."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}"'
        for name, kind in (
            ("office", "office:1.0"), ("draw", "drawing:1.0"), ("text", "text:1.0"), ("svg", "svg-compatible:1.0"),
            ("style", "style:1.0"), ("fo", "xsl-fo-compatible:1.0"), ("presentation", "presentation:1.0"),
        )
    )
    styles = (
        '<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties fo:page-width="28cm" '
        'fo:page-height="21cm"/></style:page-layout><style:style style:name="p" style:family="paragraph">'
        '<style:text-properties fo:font-size="9pt"/></style:style></office:automatic-styles><office:master-styles>'
        '<style:master-page style:name="M" style:page-layout-name="L"/></office:master-styles>'
    )
    pages = ""
    parts = paragraphs(text)
    for number in range(0, len(parts), 4):
        frames = "".join(
            f'<draw:frame svg:x="1cm" svg:y="{1 + 4 * index}cm" svg:width="26cm" svg:height="4cm"><draw:text-box>'
            f'<text:p text:style-name="p">{html.escape(part[:400])}</text:p></draw:text-box></draw:frame>'
            for index, part in enumerate(parts[number : number + 4])
        )
        pages += f'<draw:page draw:name="s{number}" draw:master-page-name="M">{frames}</draw:page>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.presentation">{styles}'
        f"<office:body><office:presentation>{pages}</office:presentation></office:body></office:document>"
    )


def make(soffice, folder, texts):
    Path(folder).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        sources = collections.defaultdict(list)
        for path in map(Path, texts):
            text = path.read_text(errors="replace")
            for kind, ending, body in (("w", "html", page), ("t", "csv", table), ("s", "fodp", slides)):
                source = Path(work) / f"{path.stem}.{ending}"
                source.write_text(body(text))
                sources[kind].append(str(source))
        for kind, endings in (("w", WRITTEN), ("t", TABLES - {"csv"}), ("s", SLIDES)):
            for ending in sorted(endings):
                convert(soffice, f"{ending}:{FILTERS[ending]}", folder, sources[kind])


def words(text):
    return collections.Counter(re.findall(r"[^\W_]+", text.lower()))


def reference(soffice, path, work):
    """The words that the other program reads; None where it reads none."""
    ending = path.suffix[1:].lower()
    target = Path(work) / path.stem
    if ending == "pdf":
        output = subprocess.run(["pdftotext", "-q", str(path), "-"], capture_output=True)
        return words(output.stdout.decode(errors="replace"))
    for old in Path(work).glob(f"{path.stem}*"):
        if old.is_file():
            old.unlink()
    if ending in WRITTEN:
        convert(soffice, "txt:Text (encoded):UTF8", work, [str(path)])
        found = list(Path(work).glob(f"{path.stem}.txt"))
    elif ending in TABLES:
        convert(soffice, ALL_SHEETS, work, [str(path)])
        found = list(Path(work).glob(f"{path.stem}*.csv"))
    else:
        convert(soffice, "pdf", work, [str(path)])
        found = list(Path(work).glob(f"{path.stem}.pdf"))
        return reference(soffice, found[0], work) if found else None
    text = "\n".join(file.read_text(errors="replace") for file in found)
    return words(text) if found else None


def read_by_haku(haku, path, work):
    index = Path(work) / "index"
    subprocess.run(["rm", "-rf", str(index)])
    subprocess.run([haku, "index", "--quiet", "--index", str(index), str(path)], capture_output=True)
    ids = subprocess.run([haku, "list", "--ids", "--index", str(index)], capture_output=True, text=True).stdout
    text = ""
    for name in ids.splitlines():
        shown = subprocess.run([haku, "show", "--original", "--index", str(index), name], capture_output=True, text=True)
        text += shown.stdout + "\n"
    return words(text)


def compare(haku, soffice, files):
    totals = collections.defaultdict(lambda: [0, 0, 0])
    low = 0
    with tempfile.TemporaryDirectory() as work:
        for path in (Path(name).resolve() for name in files):
            wanted = reference(soffice, path, work)
            if not wanted:
                print(f"{path}: not read by the other program")
                continue
            lacking = wanted - read_by_haku(haku, path, work)
            share = 1 - sum(lacking.values()) / sum(wanted.values())
            total = totals[path.suffix[1:].lower()]
            total[0] += 1
            total[1] += sum(wanted.values())
            total[2] += sum(lacking.values())
            if share < LEAST:
                low += 1
                print(f"{path}: {share:.4f}; lacks {json.dumps(dict(lacking.most_common(12)), ensure_ascii=False)}")
    for ending, (count, all_words, lacking) in sorted(totals.items()):
        print(f"{ending}: {count} files, {all_words} words, {1 - lacking / max(all_words, 1):.4f} of them in haku's text")
    sys.exit(1 if low else 0)


if __name__ == "__main__":
    if len(sys.argv) >= 5 and sys.argv[1] == "make":
        make(sys.argv[2], sys.argv[3], sys.argv[4:])
    elif len(sys.argv) >= 5 and sys.argv[1] == "compare":
        compare(sys.argv[2], sys.argv[3], sys.argv[4:])
    else:
        sys.exit(__doc__)
