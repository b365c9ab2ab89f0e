#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast haku takes in a shared drive of mixed files, and how fast it sees that nothing has changed.

    drive.py make FOLDER COUNT TEXTS... [--office FOLDER]     writes COUNT files of many formats, made of the texts below TEXTS
    drive.py measure HAKU FOLDER                              indexes FOLDER without OCR, then twice more

The texts are UTF-8 files of 300 bytes to 60 kB; each file is made of one of them and of a line of its own, so that no two are
the same. A third of them are texts; most others are DOCX, PDF, XLSX, HTML, mails (some with a DOCX) and ODT. With --office one
file in fifty is a copy of one of that folder: `office.py make` writes such ones by LibreOffice, in the old formats, too.
Which text and format comes next is drawn by a fixed seed.
"""

import argparse
import base64
import json
import os
import random
import resource
import shutil
import subprocess
import tempfile
import textwrap
import time
import zipfile
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FOLDERS = ["pöytäkirjat", "hankkeet", "talous", "Kirjeet 2021", "arkisto"]


def lines(text):
    return [escape(line) for line in text.split("\n") if line.strip()]


def office_file(path, main, kind, parts, relations=()):
    """An Office Open XML package whose main part is of `kind`; `relations` are the parts that it names, by their kinds."""
    def named(targets):
        return f'<Relationships xmlns="{PACKAGE}/relationships">' + "".join(
            f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, 1)) + "</Relationships>"
    folder, name = main.rsplit("/", 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/{main}" '
                         f'ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>')
        package.writestr("_rels/.rels", named([("officeDocument", main)]))
        package.writestr(f"{folder}/_rels/{name}.rels", named(relations))
        for part, content in parts.items():
            package.writestr(part, content)


def docx(path, text):
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines(text))
    office_file(path, "word/document.xml", "wordprocessingml.document",
                {"word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>"})


def xlsx(path, text):
    space = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{RELATIONS}"'
    rows = "".join(
        f'<row r="{row}">' + "".join(
            f'<c r="{chr(64 + column)}{row}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for column, cell in enumerate(line.split(". ")[:20], 1)) + f'<c r="Z{row}"><v>{row * 3.5}</v></c></row>'
        for row, line in enumerate(lines(text)[:200], 1))
    office_file(path, "xl/workbook.xml", "spreadsheetml.sheet", {
        "xl/workbook.xml": f'<workbook {space}><sheets><sheet name="Talous" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/one.xml": f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>"}, [("worksheet", "one.xml")])


def pptx(path, text):
    space = ('xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
             f'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="{RELATIONS}"')
    all_lines = lines(text)[:60]
    slides = [all_lines[start:start + 6] for start in range(0, len(all_lines), 6)]
    parts = {f"ppt/slides/{number}.xml": f"<p:sld {space}><p:cSld><p:spTree>" + "".join(
        f"<p:sp><p:txBody><a:p><a:r><a:t>{line}</a:t></a:r></a:p></p:txBody></p:sp>" for line in slide)
        + "</p:spTree></p:cSld></p:sld>" for number, slide in enumerate(slides, 1)}
    ids = "".join(f'<p:sldId id="{255 + number}" r:id="r{number}"/>' for number in range(1, len(slides) + 1))
    parts["ppt/presentation.xml"] = f"<p:presentation {space}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
    office_file(path, "ppt/presentation.xml", "presentationml.presentation", parts,
                [("slide", f"slides/{number}.xml") for number in range(1, len(slides) + 1)])


def odt(path, text):
    space = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    body = "".join(f"<text:p>{line}</text:p>" for line in lines(text))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", f"<office:document-content {space}><office:body><office:text>{body}"
                         "</office:text></office:body></office:document-content>")


def pdf(path, text):
    rows = [row for line in text.split("\n") for row in (textwrap.wrap(line, 90) or [""])][:400]
    pages = [rows[start:start + 45] for start in range(0, len(rows), 45)]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    for number, page in enumerate(pages):
        shown = b"".join(b"(" + row.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(")
                         .replace(b")", b"\\)") + b") Tj T* " for row in page)
        stream = zlib.compress(b"BT /F 11 Tf 50 790 Td 15 TL " + shown + b"ET")
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
                       "/Resources<</Font<</F 3 0 R>>>>>>".encode())
        objects.append(f"<</Length {len(stream)}/Filter/FlateDecode>>stream\n".encode() + stream + b"\nendstream")
    content, places = bytearray(b"%PDF-1.6\n"), []
    for number, item in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n".encode() + item + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    content += (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\n"
                f"startxref\n{len(content)}\n%%EOF\n").encode()
    Path(path).write_bytes(content)


def mail(path, text, attached=None):
    subject = base64.b64encode(text[:40].replace("\n", " ").encode()).decode()
    head = ("From: Aino Virtanen <aino@example.fi>\nTo: kirjaamo@example.fi\nDate: Mon, 15 Mar 2021 10:00:00 +0200\n"
            f"Subject: =?utf-8?B?{subject}?=\nMIME-Version: 1.0\n")
    body = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    if attached:
        file = base64.encodebytes(Path(attached).read_bytes()).decode()
        body = ("Content-Type: multipart/mixed; boundary=QQ\n\n--QQ\n" + body + "--QQ\nContent-Type: application/octet-stream"
                '; name="liite.docx"\nContent-Disposition: attachment; filename="liite.docx"\n'
                f"Content-Transfer-Encoding: base64\n\n{file}\n--QQ--\n")
    Path(path).write_text(head + body, encoding="utf-8")


def html(path, text):
    body = "".join(f"<p>{line}</p>" for line in lines(text))
    Path(path).write_text(f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>', encoding="utf-8")


def csv(path, text):
    rows = "".join(f'"Rivi {number}";Kajaani;"{line.replace(chr(34), "")}"\n'
                   for number, line in enumerate(text.split("\n")[:5]) if line.strip())
    Path(path).write_text("otsikko;kunta;kuvaus\n" + rows, encoding="utf-8")


def rtf(path, text):
    body = "".join("\\par " if sign == "\n" else sign if ord(sign) < 128 and sign not in "{}\\" else f"\\u{ord(sign)}?"
                   for sign in text if ord(sign) < 1 << 15)
    Path(path).write_text("{\\rtf1\\ansi " + body + "}", encoding="ascii")


def archive(path, text):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(3):
            file.writestr(f"osa{number}.txt", f"{text}\nOsa {number}")


def write(encoding):
    return lambda path, text: Path(path).write_text(text, encoding=encoding, errors="replace")


# Each format with its share of the files, in thousandths.
FORMATS = [
    ("txt", 300, write("utf-8")), ("txt", 40, write("cp1252")), ("docx", 180, docx), ("pdf", 120, pdf),
    ("xlsx", 85, xlsx), ("html", 60, html), ("odt", 55, odt), ("eml", 60, mail), ("pptx", 30, pptx), ("csv", 20, csv),
    ("json", 15, lambda path, text: Path(path).write_text(json.dumps({"otsikko": text[:40], "teksti": text}))),
    ("rtf", 15, rtf), ("zip", 20, archive),
]


def make(folder, count, texts, office):
    draw = random.Random(7)
    files = sorted(path for place in texts for path in Path(place).rglob("*.txt") if 300 < path.stat().st_size < 60_000)
    if not files:
        raise SystemExit("drive.py: no texts of 300 bytes to 60 kB below " + " ".join(texts))
    read = [path.read_text(encoding="utf-8", errors="replace") for path in draw.sample(files, min(4000, len(files)))]
    read = ["".join(sign if sign in "\n\t" or ord(sign) >= 32 else " " for sign in text) for text in read]
    copied = sorted(path for path in Path(office).iterdir() if path.is_file()) if office else []
    places = [Path(folder) / f"osasto{number}" / name for number in range(20) for name in FOLDERS]
    for place in places:
        place.mkdir(parents=True, exist_ok=True)
    last = None
    for number in range(1, count + 1):
        stem = draw.choice(places) / f"asiakirja {number}"
        if copied and draw.random() < 0.02:
            source = draw.choice(copied)
            shutil.copy(source, f"{stem}{source.suffix}")
            continue
        text = f"{draw.choice(read)}\nMuutos {number} asiakirjassa {draw.randrange(10 ** 6)}."
        ending, _, writer = draw.choices(FORMATS, [share for _, share, _ in FORMATS])[0]
        path = f"{stem}.{ending}"
        if writer is mail and last and draw.random() < 0.2:
            mail(path, text, last)
        else:
            writer(path, text)
        last = path if writer is docx else last


def measure(haku, folder):
    count = sum(len(names) for _, _, names in os.walk(folder))
    with tempfile.TemporaryDirectory() as scratch:
        for run in ("first run", "second run, nothing changed", "third"):
            begin, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run([haku, "index", "--ocr", "never", "--index", f"{scratch}/index", folder],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            seconds, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
            processors = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"{run}: {seconds:.2f} s, {count / seconds:.0f} files a second, {processors:.1f} s of processors, "
                  f"{after.ru_maxrss / 1000:.0f} MB at most in all runs so far, status {done.returncode}; {done.stdout.strip()}", flush=True)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
commands = parser.add_subparsers(dest="command", required=True)
making = commands.add_parser("make")
making.add_argument("folder")
making.add_argument("count", type=int)
making.add_argument("texts", nargs="+")
making.add_argument("--office")
measuring = commands.add_parser("measure")
measuring.add_argument("haku")
measuring.add_argument("folder")
told = parser.parse_args()
if told.command == "make":
    make(told.folder, told.count, told.texts, told.office)
else:
    measure(told.haku, told.folder)
