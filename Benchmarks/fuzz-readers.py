#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Damages small valid files of every format that haku reads, and has haku index them.

usage: fuzz-readers.py HAKU [--files 100000] [--skip N] [--seed 17] [--batch 500] [--keep DIR]

Each file is one of the seeds that this program makes (or that lie in --seeds DIR), with bytes changed, cut, doubled,
swapped with those of another seed, or put out of order inside the ZIP archive that it is. HAKU indexes each batch of
them anew. What counts as found:
- haku ends by a signal, or with a status other than 0 and 65;
- a batch takes longer than --limit seconds for each of its files (then its files are tried one by one);
- haku, or a converter, takes more than --memory MiB;
- a file is neither indexed nor said to be refused.
Files that did so are kept in --keep. Status 1 where anything was found.
"""
import argparse
import gzip
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import zipfile


def package(parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), text, kind)
    return data.getvalue()


def open_xml(main, kind, parts, relations):
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

    def file(targets):
        list_ = "".join(f'<Relationship Id="r{i}" Type="{base}{k}" Target="{t}"/>' for i, (k, t) in enumerate(targets, 1))
        return f'<Relationships xmlns="urn:r">{list_}</Relationships>'

    all_ = [
        ("[Content_Types].xml", f'<Types><Override PartName="/{main}" ContentType="application/vnd.{kind}"/></Types>'),
        ("_rels/.rels", file([("officeDocument", main)])),
    ]
    for part, targets in relations.items():
        folder, _, name = part.rpartition("/")
        all_.append((f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels", file(targets)))
    return package(all_ + parts)


def pdf(lines):
    """A PDF of one page, with a file attached and its table of places."""
    content = b"BT /F1 12 Tf 14 TL 50 780 Td " + b" ".join(b"(%s) Tj T*" % x.encode("latin-1") for x in lines) + b" ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.txt) 6 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Filespec/F(a.txt)/EF<</F 7 0 R>>>>",
        b"<</Type/EmbeddedFile/Length 9>>stream\nLiite on.\nendstream",
    ]
    file, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    return file + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)


def compound(streams):
    """A compound file of these streams, each of 4,096 bytes or more."""
    sectors, table = [], []

    def place(data):
        first = len(sectors)
        for start in range(0, len(data), 512):
            sectors.append(data[start : start + 512].ljust(512, b"\0"))
            table.append(len(sectors))
        table[-1] = 0xFFFFFFFE
        return first

    def entry(name, kind, right, child, start, size):
        text = name.encode("utf-16-le") + b"\0\0"
        return (
            text.ljust(64, b"\0") + len(text).to_bytes(2, "little") + bytes([kind, 1]) + b"\xff" * 4
            + (right & 0xFFFFFFFF).to_bytes(4, "little") + (child & 0xFFFFFFFF).to_bytes(4, "little") + b"\0" * 36
            + start.to_bytes(4, "little") + size.to_bytes(8, "little")
        )

    entries = [entry("Root Entry", 5, -1, 1, 0xFFFFFFFE, 0)]
    for number, (name, data) in enumerate(streams, 1):
        data = data.ljust(4096, b"\0")
        entries.append(entry(name, 2, number + 1 if number < len(streams) else -1, -1, place(data), len(data)))
    directory = place(b"".join(entries))
    first_table = len(sectors)
    count = len(table) // 128 + 1
    table += [0xFFFFFFFD] * count
    data = b"".join(x.to_bytes(4, "little") for x in table).ljust(512 * count, b"\xff")
    header = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 16 + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + b"\0" * 10
    for value in [count, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0]:
        header += value.to_bytes(4, "little")
    for number in range(109):
        header += (first_table + number if number < count else 0xFFFFFFFF).to_bytes(4, "little")
    return header + b"".join(sectors) + data


def old_word(text):
    text = text.encode("utf-16-le")
    head = bytearray(1536)
    head[0:4], head[10:12] = b"\xec\xa5\xc1\0", b"\0\x10"
    head[24:32] = (1536).to_bytes(4, "little") + (1536 + len(text)).to_bytes(4, "little")
    return compound([("WordDocument", bytes(head) + text)])


def old_workbook(rows):
    def record(kind, data):
        return kind.to_bytes(2, "little") + len(data).to_bytes(2, "little") + data

    stream = record(0x809, b"\0\x06\x10\0" + b"\0" * 12)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            place = row.to_bytes(2, "little") + column.to_bytes(2, "little") + b"\0\0"
            stream += record(0x204, place + len(cell).to_bytes(2, "little") + b"\x01" + cell.encode("utf-16-le"))
    return compound([("Workbook", stream + record(0x0A, b""))])


def mail(subject, attachment):
    import base64

    coded = base64.encodebytes(attachment).decode()
    return (
        f"From: Aino <a@example.fi>\nTo: b@example.fi\nSubject: =?utf-8?Q?{subject}?=\nDate: Mon, 1 Mar 2021 10:00:00 +0200\n"
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=iso-8859-1\n"
        "Content-Transfer-Encoding: quoted-printable\n\nHyv=E4 ty=F6.\n--x\nContent-Type: application/octet-stream\n"
        f"Content-Disposition: attachment; filename=a.bin\nContent-Transfer-Encoding: base64\n\n{coded}\n--x--\n"
    ).encode()


def seeds():
    """Small valid files, by the name of their format."""
    words = "Kyläyhdistyksen kokous Pyhäjärvellä. Työpaja ja nuorisopalvelut jatkuvat päätöksen mukaan.\n"
    space = 'xmlns:w="urn:w" xmlns:r="http://x/relationships" xmlns:a="urn:a" xmlns:p="urn:p"'
    office = "openxmlformats-officedocument."
    found = {
        "txt": (words * 4).encode(), "utf16": (words * 2).encode("utf-16"), "latin1": (words * 2).encode("latin-1"),
        "cp850": (words * 2).encode("cp850"), "mac": (words * 2).encode("mac_roman"),
        "html": f"<!DOCTYPE html><html><head><meta charset=utf-8><title>Kylä</title></head><body><p>{words}</p><ul><li>a</ul>"
        f"<table><tr><td>x<td>y</table><div hidden>ei</div></body></html>".encode(),
        "rtf": rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Kyl\'e4 \u228?\par\trowd Kunta\cell Ii\cell\row}",
        "csv": b"Nimi;Kunta;Alkaa\nEka;Ii;1.3.2016\n\"Toka \"\"b\"\"\";Kemi;2.3.2017\n" * 3,
        "jsonl": b'{"nimi": "Kyl\\u00e4", "vuodet": [1, 2]}\n{"nimi": "B"}\n' * 3,
        "json": b'[{"nimi": "Kyl\\u00e4", "a": {"b": [1.5e3, true, null]}}, {"nimi": "B"}]',
        "xml": f'<?xml version="1.0"?><a nimi="Kyl&#228;"><b>{words}</b><c><![CDATA[x]]></c></a>'.encode(),
        "ics": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Kok\r\n ous\\, a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "pdf": pdf(["Kylän kokous", "Päätös: hyväksyttiin"]),
        "eml": mail("Kyl=C3=A4", b"Liite on.\n" * 5),
        "doc": old_word(words), "xls": old_workbook([["Nimi", "Kunta"], ["Kylä", "Ii"]]),
        "msg": compound([("__properties_version1.0", b"\0" * 64), ("__substg1.0_0037001F", "Aihe".encode("utf-16-le")),
                         ("__substg1.0_1000001F", words.encode("utf-16-le"))]),
        "docx": open_xml("word/d.xml", office + "wordprocessingml.document.main+xml", [
            ("word/d.xml", f"<w:document {space}><w:body><w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>"
             f"{words}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body>"
             "</w:document>"), ("word/h.xml", f"<w:hdr {space}><w:p><w:r><w:t>ylä</w:t></w:r></w:p></w:hdr>")],
            {"word/d.xml": [("header", "h.xml")]}),
        "xlsx": open_xml("xl/w.xml", office + "spreadsheetml.sheet.main+xml", [
            ("xl/w.xml", f"<workbook {space}><sheets><sheet name='Menot' r:id='r1'/></sheets></workbook>"),
            ("xl/s.xml", "<worksheet><sheetData><row><c t='s'><v>0</v></c><c s='1'><v>44230.5</v></c></row></sheetData></worksheet>"),
            ("xl/t.xml", "<sst><si><t>Kunta</t></si></sst>"),
            ("xl/y.xml", "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='d.m.yyyy h:mm;[Red]#,##0.0'/></numFmts><cellXfs>"
             "<xf numFmtId='0'/><xf numFmtId='170'/></cellXfs></styleSheet>")],
            {"xl/w.xml": [("worksheet", "s.xml"), ("sharedStrings", "t.xml"), ("styles", "y.xml")]}),
        "pptx": open_xml("ppt/p.xml", office + "presentationml.presentation.main+xml", [
            ("ppt/p.xml", f"<p:presentation {space}><p:sldIdLst><p:sldId id='1' r:id='r1'/></p:sldIdLst></p:presentation>"),
            ("ppt/s.xml", f"<p:sld {space}><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:sld>")],
            {"ppt/p.xml": [("slide", "s.xml")]}),
        "odt": package([("mimetype", "application/vnd.oasis.opendocument.text"), ("META-INF/manifest.xml", "<m/>"),
                        ("content.xml", "<o:d xmlns:o='urn:o' xmlns:text='urn:t'><o:body><o:text><text:p>" + words
                         + "<text:s text:c='3'/><text:note><text:note-body><text:p>viite</text:p></text:note-body></text:note>"
                         "</text:p></o:text></o:body></o:d>")]),
        "ods": package([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("META-INF/manifest.xml", "<m/>"),
                        ("content.xml", "<o:d xmlns:o='urn:o' xmlns:t='urn:t'><o:body><o:spreadsheet><t:table t:name='A'><t:table-row>"
                         "<t:table-cell><t:p>Kunta</t:p></t:table-cell></t:table-row></t:table></o:spreadsheet></o:body></o:d>")]),
        "epub": package([("mimetype", "application/epub+zip"),
                         ("META-INF/container.xml", "<c><rootfile full-path='b.opf'/></c>"),
                         ("b.opf", "<p><item id='a' href='a.html'/><itemref idref='a'/></p>"), ("a.html", f"<html><p>{words}</p></html>")]),
        "zip": package([("a.txt", words), ("b/c.html", "<html><p>b</p></html>")]),
    }
    found["mbox"] = b"From a Mon Mar  1 10:00:00 2021\n" + found["eml"] + b"\nFrom b Tue Mar  2 10:00:00 2021\nSubject: B\n\nloppu\n"
    found["gz"] = gzip.compress(words.encode(), mtime=0)
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(words.encode())
        archive.addfile(entry, io.BytesIO(words.encode()))
    found["tar"] = data.getvalue()
    if shutil.which("bsdtar"):
        with tempfile.TemporaryDirectory() as folder:
            with open(f"{folder}/a.txt", "w") as file:
                file.write(words)
            for name, options in [("7z", ["--format", "7zip"]), ("iso", ["--format", "iso9660"]),
                                  ("xz", ["--format", "raw", "--xz"]), ("zst", ["--format", "raw", "--zstd"]),
                                  ("bz2", ["--format", "raw", "--bzip2"])]:
                subprocess.run(["bsdtar", "-c", "-f", f"{folder}/o", "-C", folder] + options + ["a.txt"], check=True)
                with open(f"{folder}/o", "rb") as file:
                    found[name] = file.read()
    return found


def damaged(data, others, chance):
    """`data` with one to six things done to it."""
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 1, 2, 3, 6])):
        size = len(data)
        if size < 2:
            break
        place = chance.randrange(size)
        kind = chance.randrange(9)
        if kind == 0:
            data[place] ^= 1 << chance.randrange(8)
        elif kind == 1:
            data[place] = chance.choice([0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)])
        elif kind == 2:
            del data[place:]
        elif kind == 3:
            del data[place : place + chance.choice([1, 2, 4, 16, 512])]
        elif kind == 4:
            length = chance.choice([1, 4, 32, 512])
            data[place:place] = data[place : place + length] * chance.choice([1, 2, 50])
        elif kind == 5:
            number = chance.choice([0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFE, size, size * 2])
            data[place : place + 4] = (number & 0xFFFFFFFF).to_bytes(4, chance.choice(["little", "big"]))
        elif kind == 6:
            other = chance.choice(others)
            start = chance.randrange(len(other))
            data[place:place] = other[start : start + chance.choice([4, 64, 1024])]
        elif kind == 7:
            data[place : place + 8] = bytes(chance.randrange(256) for _ in range(8))
        else:
            digits = [i for i, byte in enumerate(data) if 0x30 <= byte <= 0x39]
            if digits:
                data[chance.choice(digits)] = chance.randrange(0x30, 0x3A)
    return bytes(data)


def inside(data, chance, others):
    """A ZIP package with one of its files damaged, packed anew: what a damaged archive would never reach."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, NotImplementedError):
        return data
    which = chance.randrange(len(parts))
    parts[which] = (parts[which][0], damaged(parts[which][1], others, chance))
    return package(parts)


def run(haku, folder, arguments):
    """Indexes `folder`: the status, the seconds, and the MiB that haku or a converter of it took."""
    index = tempfile.mkdtemp(prefix="haku-fuzz-")
    start = time.monotonic()
    process = subprocess.Popen(
        [haku, "index", "--no-repair", "--ocr", "never", "--index", index + "/i", folder], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    timer = threading.Timer(arguments.limit * max(20, len(os.listdir(folder))), process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - start
    shutil.rmtree(index, ignore_errors=True)
    return process.returncode, seconds, usage.ru_maxrss // 1024


def trouble(status, seconds, memory, count, arguments):
    if status not in (0, 65):
        return f"status {status}"
    if seconds > arguments.limit * max(20, count):
        return f"{seconds:.0f} s"
    if memory > arguments.memory:
        return f"{memory} MiB"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("haku")
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--skip", type=int, default=0, help="the files of earlier stretches: made, not tried; whole batches")
    parser.add_argument("--batch", type=int, default=500)
    parser.add_argument("--limit", type=float, default=1.0, help="seconds a file, of a batch")
    parser.add_argument("--memory", type=int, default=1100, help="MiB that haku may take, or a converter, which has 1 GiB")
    parser.add_argument("--seeds", help="a folder with more valid files")
    parser.add_argument("--keep", default="fuzz-found")
    parser.add_argument("--only", help="formats, parted by commas")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    valid = seeds()
    if arguments.seeds:
        for name in sorted(os.listdir(arguments.seeds)):
            with open(os.path.join(arguments.seeds, name), "rb") as file:
                valid[name] = file.read()
    if arguments.only:
        valid = {name: valid[name] for name in arguments.only.split(",")}
    names, others = sorted(valid), [valid[name] for name in sorted(valid)]
    made, found, most, began = 0, [], 0, time.monotonic()
    while made < arguments.files:
        folder = tempfile.mkdtemp(prefix="haku-fuzz-")
        for number in range(min(arguments.batch, arguments.files - made)):
            name = names[(made + number) % len(names)]
            data = valid[name]
            if data[:2] == b"PK" and chance.randrange(3):
                data = inside(data, chance, others)
            else:
                data = damaged(data, others, chance)
            with open(f"{folder}/{made + number:06d}-{name}", "wb") as file:
                file.write(data)
        count = len(os.listdir(folder))
        if made + count <= arguments.skip:
            made += count
            shutil.rmtree(folder)
            continue
        status, seconds, memory = run(arguments.haku, folder, arguments)
        most = max(most, memory)
        if why := trouble(status, seconds, memory, count, arguments):
            found += one_by_one(folder, arguments) or [f"batch at {made}: {why}"]
        made += count
        shutil.rmtree(folder)
        if made % (arguments.batch * 20) == 0 or made == arguments.files:
            print(f"{made} files, {made / (time.monotonic() - began):.0f} a second, {len(found)} found", flush=True)
    print(json.dumps({"files": made, "formats": len(names), "seed": arguments.seed, "MiB": most, "found": found}))
    sys.exit(1 if found else 0)


def one_by_one(folder, arguments):
    """Tries each file of a batch alone; those that make trouble are kept."""
    found = []
    for name in sorted(os.listdir(folder)):
        alone = tempfile.mkdtemp(prefix="haku-fuzz-")
        shutil.copy(f"{folder}/{name}", alone)
        status, seconds, memory = run(arguments.haku, alone, arguments)
        shutil.rmtree(alone)
        why = trouble(status, seconds, memory, 1, arguments)
        if why:
            os.makedirs(arguments.keep, exist_ok=True)
            shutil.copy(f"{folder}/{name}", arguments.keep)
            found.append(f"{name}: {why}")
            print(found[-1], flush=True)
    return found


if __name__ == "__main__":
    main()
