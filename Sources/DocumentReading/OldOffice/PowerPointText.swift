// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of a presentation of before 2007 ([MS-PPT]), a slide a page with its notes. What an editor saved over is not
/// read: the last edit's directory tells which records live.
struct PowerPointText {
    private let bytes: [UInt8]
    /// The offsets of living objects by their numbers.
    private var objects: [Int: Int] = [:]

    /// Kinds of records ([MS-PPT], 2.13.24).
    private enum Kind {
        static let slideList = 0x0FF0
        static let slidePersist = 0x03F3
        static let notesAtom = 0x03F1
        static let chars = 0x0FA0
        static let bytes = 0x0FA8
        static let userEdit = 0x0FF5
        static let directory = 0x1772
    }

    private struct Record {
        var kind: Int
        var instance: Int
        var isContainer: Bool
        var body: Range<Int>
    }

    private static let deepest = 32
    private static let mostEdits = 10_000

    /// The text of the presentation in `file`; nil where its structure can't be followed.
    static func text(of file: CompoundFile) -> String? {
        guard let user = file.entry("Current User"), let stream = file.entry("PowerPoint Document") else { return nil }
        var reader = PowerPointText(bytes: file.contents(of: stream))
        let edit = Int(file.contents(of: user).number(at: 16, 4))
        guard let document = reader.readDirectory(from: edit) else { return nil }
        let pages = reader.pages(of: document)
        return pages.isEmpty ? nil : pages.joined(separator: "\u{C}")
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The record at `offset`; nil where none fits before `end`.
    private func record(at offset: Int, before end: Int) -> Record? {
        guard offset >= 0, offset + 8 <= end else { return nil }
        let head = Int(bytes.number(at: offset, 2))
        let length = Int(bytes.number(at: offset + 4, 4))
        guard length <= end - offset - 8 else { return nil }
        return Record(
            kind: Int(bytes.number(at: offset + 2, 2)), instance: head >> 4, isContainer: head & 0xF == 0xF,
            body: (offset + 8)..<(offset + 8 + length))
    }

    private func records(in body: Range<Int>) -> [Record] {
        var found: [Record] = []
        var offset = body.lowerBound
        while let record = record(at: offset, before: body.upperBound) {
            found.append(record)
            offset = record.body.upperBound
        }
        return found
    }

    /// Reads which objects live, of the edit at `offset` and those before it; answers the document's record.
    private mutating func readDirectory(from offset: Int) -> Record? {
        var offset = offset
        var document: Int?
        for _ in 0..<Self.mostEdits {
            guard let edit = record(at: offset, before: bytes.count), edit.kind == Kind.userEdit, edit.body.count >= 20
            else { break }
            document = document ?? Int(bytes.number(at: edit.body.lowerBound + 16, 4))
            readEntries(at: Int(bytes.number(at: edit.body.lowerBound + 12, 4)))
            let before = Int(bytes.number(at: edit.body.lowerBound + 8, 4))
            // Edits lie in the file in the order in which they were made.
            guard before > 0, before < offset else { break }
            offset = before
        }
        return document.flatMap { objects[$0] }.flatMap { record(at: $0, before: bytes.count) }
    }

    /// Reads a directory: a first number and a count in 20 and 12 bits, then so many offsets. Those of later edits stay.
    private mutating func readEntries(at offset: Int) {
        guard let directory = record(at: offset, before: bytes.count), directory.kind == Kind.directory else { return }
        var place = directory.body.lowerBound
        while place + 4 <= directory.body.upperBound {
            let head = Int(bytes.number(at: place, 4))
            place += 4
            for index in 0..<(head >> 20) where place + 4 <= directory.body.upperBound {
                let number = head & 0xFFFFF + index
                objects[number] = objects[number] ?? Int(bytes.number(at: place, 4))
                place += 4
            }
        }
    }

    /// A slide or page of notes that a list names.
    private struct Page {
        var object: Int
        var slide: Int
        /// The texts that the list itself holds.
        var texts: [String] = []
    }

    private func pages(of document: Record) -> [String] {
        let lists = records(in: document.body).filter { $0.kind == Kind.slideList }
        let slides = lists.filter { $0.instance == 0 }.flatMap { pages(in: $0) }
        var notes: [Int: [String]] = [:]
        for page in lists.filter({ $0.instance == 2 }).flatMap({ pages(in: $0) }) {
            guard let record = object(page.object) else { continue }
            let atom = records(in: record.body).first { $0.kind == Kind.notesAtom && $0.body.count >= 4 }
            guard let atom else { continue }
            notes[Int(bytes.number(at: atom.body.lowerBound, 4)), default: []] += page.texts + texts(in: record.body)
        }
        return slides.map { slide in
            let own = object(slide.object).map { texts(in: $0.body) } ?? []
            var seen: Set<String> = []
            return (slide.texts + own + (notes[slide.slide] ?? [])).filter { seen.insert($0).inserted }
                .joined(separator: "\n\n") + "\n"
        }
    }

    private func object(_ number: Int) -> Record? { objects[number].flatMap { record(at: $0, before: bytes.count) } }

    private func pages(in list: Record) -> [Page] {
        var pages: [Page] = []
        for record in records(in: list.body) {
            if record.kind == Kind.slidePersist, record.body.count >= 16 {
                pages.append(
                    Page(
                        object: Int(bytes.number(at: record.body.lowerBound, 4)),
                        slide: Int(bytes.number(at: record.body.lowerBound + 12, 4))))
            } else if !pages.isEmpty, let text = text(of: record) {
                pages[pages.count - 1].texts.append(text)
            }
        }
        return pages
    }

    /// The texts of all records in `body`, in order.
    private func texts(in body: Range<Int>, depth: Int = 0) -> [String] {
        guard depth < Self.deepest else { return [] }
        return records(in: body).flatMap { record in
            record.isContainer ? texts(in: record.body, depth: depth + 1) : text(of: record).map { [$0] } ?? []
        }
    }

    /// The text of a record of characters; nil for others. A return ends a paragraph, a vertical tab a line.
    private func text(of record: Record) -> String? {
        let units: [UInt16]
        switch record.kind {
        case Kind.chars:
            units = stride(from: record.body.lowerBound, to: record.body.upperBound - 1, by: 2).map {
                UInt16(bytes.number(at: $0, 2))
            }
        case Kind.bytes: units = bytes[record.body].map { UInt16($0) }
        default: return nil
        }
        let text = String(decoding: units, as: UTF16.self).replacing("\r", with: "\n").replacing("\u{B}", with: "\n")
        return text.contains { !$0.isWhitespace } ? text : nil
    }
}
