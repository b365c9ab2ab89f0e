// SPDX-License-Identifier: GPL-3.0-or-later
import CodedErrors
import DocumentModel
import TestSupport
import Testing

@testable import DocumentReading

/// Office files of before 2007, and messages of Outlook.
@Suite struct CompoundFileTests {
    /// Something to lie in a file: a stream, or a storage with more.
    indirect enum Item {
        case stream(String, [UInt8])
        case storage(String, [Item])
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// A compound file whose streams are all filled up to 4,096 bytes, so that none is small.
    static func file(_ items: [Item]) -> [UInt8] {
        var sectors: [[UInt8]] = []
        var table: [Int] = []
        func place(_ bytes: [UInt8]) -> Int {
            let first = sectors.count
            for start in stride(from: 0, to: bytes.count, by: 512) {
                let part = Array(bytes[start..<min(start + 512, bytes.count)])
                sectors.append(part + [UInt8](repeating: 0, count: 512 - part.count))
                table.append(sectors.count)
            }
            table[table.count - 1] = 0xFFFF_FFFE
            return first
        }
        var entries: [(name: String, kind: UInt8, right: Int, child: Int, start: Int, size: Int)] = [
            ("Root Entry", 5, -1, -1, 0xFFFF_FFFE, 0)
        ]
        func add(_ items: [Item], to parent: Int) {
            var before: Int?
            for item in items {
                let index = entries.count
                switch item {
                case .stream(let name, let bytes):
                    let filled = bytes + [UInt8](repeating: 0, count: max(0, 4096 - bytes.count))
                    entries.append((name, 2, -1, -1, place(filled), filled.count))
                case .storage(let name, let inner):
                    entries.append((name, 1, -1, -1, 0, 0))
                    add(inner, to: index)
                }
                if let before { entries[before].right = index } else { entries[parent].child = index }
                before = index
            }
        }
        add(items, to: 0)
        var directory: [UInt8] = []
        for entry in entries {
            let name = UTF16Bytes.of(entry.name)
            directory += name
            directory += [UInt8](repeating: 0, count: 64 - name.count)
            directory += number(name.count, 2)
            directory += [entry.kind, 1]
            directory += number(-1, 4)
            directory += number(entry.right, 4)
            directory += number(entry.child, 4)
            directory += [UInt8](repeating: 0, count: 36)
            directory += number(entry.start, 4)
            directory += number(entry.size, 8)
        }
        let first = place(directory)
        let tables = (table.count + 127) / 128 + 1
        let tablePlace = sectors.count
        var bytes: [UInt8] = []
        for next in table + [Int](repeating: 0xFFFF_FFFD, count: tables) { bytes += number(next, 4) }
        for index in 0..<tables {
            let part = Array(bytes.dropFirst(512 * index).prefix(512))
            sectors.append(part + [UInt8](repeating: 0xFF, count: 512 - part.count))
        }
        return header(tables: tables, at: tablePlace, directory: first) + sectors.joined()
    }

    private static func header(tables: Int, at place: Int, directory: Int) -> [UInt8] {
        var header = CompoundFile.magic
        header += [UInt8](repeating: 0, count: 16)
        for value in [0x3E, 3, 0xFFFE, 9, 6] { header += number(value, 2) }
        header += [UInt8](repeating: 0, count: 10)
        for value in [tables, directory, 0, 4096, 0xFFFF_FFFE, 0, 0xFFFF_FFFE, 0] { header += number(value, 4) }
        for index in 0..<109 { header += number(index < tables ? place + index : -1, 4) }
        return header
    }

    private func utf16(_ text: String) -> [UInt8] { UTF16Bytes.of(text) }

    @Test func aMessageOfOutlookIsAMailWithItsFiles() throws {
        let day = UInt64(134_774 + 18_687) * 864_000_000_000
        var times = [UInt8](repeating: 0, count: 32)
        times += [0x40, 0, 0x39, 0, 6, 0, 0, 0]
        times += Self.number(Int(day), 8)
        let file = Self.file([
            .stream("__properties_version1.0", times), .stream("__substg1.0_0037001F", utf16("Tulvat")),
            .stream("__substg1.0_1000001F", utf16("Viestin päätös.")), .stream("__substg1.0_0C1A001F", utf16("Aino")),
            .stream("__substg1.0_5D01001F", utf16("a@example.fi")), .stream("__substg1.0_0E04001F", utf16("Ville")),
            .storage(
                "__attach_version1.0_#00000000",
                [
                    .stream("__substg1.0_3707001F", utf16("Liite.html")),
                    .stream(
                        "__substg1.0_37010102",
                        Array("<html><p>Pelastuslaitos</p></html>".utf8) + [UInt8](repeating: 0x20, count: 4096)),
                ]),
            .storage(
                "__attach_version1.0_#00000001",
                [.storage("__substg1.0_3701000D", [.stream("__substg1.0_1000001F", utf16("Sisempi viesti"))])]),
        ])
        let found = try parts(file)
        try #require(found.map(\.path) == ["", "Liite.html", "viesti.txt"], "\(found.map(\.path))")
        let mail = try found[0].part.document.get()
        #expect(mail.text.contains("Viestin päätös."))
        #expect(
            mail.fields == [
                .init("otsikko", "Tulvat"), .init("lähettäjä", "Aino <a@example.fi>"),
                .init("vastaanottaja", "Ville"), .init("pvm", "2021-03-01"),
            ])
        #expect(found[1].part.text == "Pelastuslaitos\n" && found[2].part.text?.contains("Sisempi viesti") == true)
    }

    @Test func anOldWordDocumentIsRead() throws {
        let text = utf16("Kunnanhallituksen pöytäkirja\rPäätös: hyväksyttiin\r").dropLast(2)
        var document = [UInt8](repeating: 0, count: 1536)
        document.replaceSubrange(0..<4, with: [0xEC, 0xA5, 0xC1, 0])
        document.replaceSubrange(10..<12, with: [0, 0x10])
        document.replaceSubrange(24..<32, with: Self.number(1536, 4) + Self.number(1536 + text.count, 4))
        let file = Self.file([.stream("WordDocument", document + text)])
        let read = try DocumentReader().decode(file, name: "a")
        #expect(read.format == .doc && read.text == "Kunnanhallituksen pöytäkirja\n\nPäätös: hyväksyttiin\n")
    }

    /// A stream of records of an old workbook.
    private func workbook(_ cells: [[String]]) -> [UInt8] {
        func record(_ kind: Int, _ content: [UInt8]) -> [UInt8] {
            var record = Self.number(kind, 2)
            record += Self.number(content.count, 2)
            return record + content
        }
        var start = Self.number(0x600, 2)
        start += Self.number(0x10, 2)
        start += [UInt8](repeating: 0, count: 12)
        var stream = record(0x809, start)
        for (row, list) in cells.enumerated() {
            for (column, text) in list.enumerated() {
                var cell = Self.number(row, 2) + Self.number(column, 2)
                cell += [0, 0]
                cell += Self.number(text.utf16.count, 2)
                cell.append(1)
                cell += UTF16Bytes.of(text).dropLast(2)
                stream += record(0x204, cell)
            }
        }
        return stream + record(0x0A, [])
    }

    @Test func anOldWorkbookIsRead() throws {
        let file = Self.file([.stream("Workbook", workbook([["Yhdistys", "Kunta"], ["Kyläyhdistys", "Pyhäjärvi"]]))])
        let read = try DocumentReader().decode(file, name: "a")
        #expect(read.format == .xls && read.text == "Yhdistys\tKunta\nKyläyhdistys\tPyhäjärvi\n", "\(read.text)")
    }

    @Test func passwordsAndOtherKindsAreTold() throws {
        var word = [UInt8](repeating: 0, count: 600)
        word[11] = 1
        for (item, code) in [
            (Item.stream("EncryptedPackage", [1]), ReadingError.Code.encrypted),
            (.stream("WordDocument", word), .encrypted),
            (.stream("Muu", [1]), .binary),
        ] {
            let error = try #require(throws: ReadingError.self) {
                try DocumentReader().decode(Self.file([item]), name: "a")
            }
            #expect(error.code == code)
        }
    }

    @Test func damagedFilesEnd() {
        let whole = Self.file([
            .storage("a", [.stream("b", Array(repeating: 7, count: 9000))]), .stream("c", [1]),
        ])
        var random = SeededRandom(17)
        for _ in 0..<400 {
            var bytes = whole
            for _ in 0..<8 {
                bytes[Int.random(in: 8..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let file = CompoundFile(Array(bytes.prefix(Int.random(in: 500...bytes.count, using: &random)))) else {
                continue
            }
            for entry in file.entries { #expect(file.contents(of: entry).count <= bytes.count + 512) }
        }
    }

    @Test func aWorkbookOfOneByteALetterIsNotCyrillic() throws {
        func record(_ kind: Int, _ body: [UInt8]) -> [UInt8] {
            Self.number(kind, 2) + Self.number(body.count, 2) + body
        }
        func begin(_ kind: Int) -> [UInt8] {
            record(0x809, [0, 6] + Self.number(kind, 2) + [UInt8](repeating: 0, count: 12))
        }
        let word = "Honkimäen kylä".unicodeScalars.map { UInt8($0.value) }
        let label = [UInt8](repeating: 0, count: 6) + Self.number(word.count, 2) + [0] + word
        let end = record(0x0A, [])
        let book = begin(5) + record(0x42, Self.number(1200, 2)) + end + begin(0x10) + record(0x204, label) + end
        let document = try DocumentReader().decode(Self.file([.stream("Workbook", book)]), name: "a.xls")
        #expect(document.text.contains("Honkimäen kylä"), "\(document.text)")
    }

    @Test func aPresentationIsReadSlideBySlideAsItWasSavedLast() throws {
        func record(_ kind: Int, _ body: [UInt8], instance: Int = 0, isContainer: Bool = false) -> [UInt8] {
            Self.number(instance << 4 | (isContainer ? 15 : 0), 2) + Self.number(kind, 2) + Self.number(body.count, 4)
                + body
        }
        func chars(_ text: String) -> [UInt8] { record(0xFA0, UTF16Bytes.of(text).dropLast(2)) }
        func narrow(_ text: String) -> [UInt8] { record(0xFA8, text.unicodeScalars.map { UInt8($0.value) }) }
        func slide(_ texts: [UInt8]) -> [UInt8] {
            record(0x3EE, record(0x40C, record(0xF00D, texts, isContainer: true), isContainer: true), isContainer: true)
        }
        func persist(_ object: Int, slide: Int) -> [UInt8] {
            record(0x3F3, Self.number(object, 4) + Self.number(0, 8) + Self.number(slide, 4) + Self.number(0, 4))
        }
        let list = persist(2, slide: 256) + narrow("Kylän ohjelma") + persist(3, slide: 257)
        let notes = record(
            0x3F0, record(0x3F1, Self.number(256, 4) + Self.number(0, 4)) + chars("Muista äänestys"), isContainer: true)
        let objects = [
            record(
                0x3E8,
                record(0xFF0, list, isContainer: true)
                    + record(0xFF0, persist(4, slide: 0), instance: 2, isContainer: true), isContainer: true),
            slide(chars("Vanha teksti")), slide(chars("Toinen dia\u{B}jatkuu\rviimeinen")), notes,
            slide(narrow("Kylän ohjelma") + chars("Päätös €")),
        ]
        var stream: [UInt8] = []
        var offsets: [Int] = []
        for object in objects {
            offsets.append(stream.count)
            stream += object
        }
        func save(_ entries: [UInt8], after edit: Int) -> Int {
            let directory = stream.count
            stream += record(0x1772, entries)
            let place = stream.count
            stream += record(
                0xFF5,
                Self.number(0, 8) + Self.number(edit, 4) + Self.number(directory, 4) + Self.number(1, 4)
                    + Self.number(0, 8))
            return place
        }
        let first = save(Self.number(4 << 20 | 1, 4) + offsets.prefix(4).flatMap { Self.number($0, 4) }, after: 0)
        let last = save(Self.number(1 << 20 | 2, 4) + Self.number(offsets[4], 4), after: first)
        let user = [UInt8](repeating: 0, count: 16) + Self.number(last, 4)
        let file = Self.file([.stream("Current User", user), .stream("PowerPoint Document", stream)])
        let document = try DocumentReader().decode(file, name: "a.ppt")
        #expect(document.format == .ppt)
        #expect(
            document.text
                == "Kylän ohjelma\n\nPäätös €\n\nMuista äänestys\n\u{C}Toinen dia\njatkuu\nviimeinen\n",
            "\(document.text)")
    }
}
