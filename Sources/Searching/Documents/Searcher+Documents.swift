// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses
internal import DocumentModel
internal import FinnishText
internal import SearchIndex

extension Searcher {
    /// The fields of the document with the id `id`: those of a card, and the file's own.
    ///
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    public func show(_ id: String) throws -> [(name: String, value: String)] {
        try answer {
            let document = try document(id)
            let record = try reader.record(of: document)
            var fields = [("otsikko", record.title), ("laji", record.kind)]
            for field in record.fields where field.name != "otsikko" && field.name != "laji" {
                if !StoredDocument.isFileField(field.name) { fields.append((field.name, field.value)) }
            }
            fields += try record.fileFields(path: path(of: record, at: document)).map { ($0.name, $0.value) }
            fields.append(("sanat", "\(record.words)"))
            fields.append(("korjaukset", "\(record.repairs)"))
            fields.append(("koko", "\(record.size)"))
            return fields.map { (name: $0.0, value: $0.1) }
        }
    }

    /// Lines of the document's text.
    ///
    /// - Parameters:
    ///   - id: The document.
    ///   - original: Whether to give the text as it came, rather than the repaired one.
    ///   - from: The first line, from 1.
    ///   - lines: How many at most; nil is all.
    /// - Returns: The lines with their numbers and pages.
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    public func text(_ id: String, original: Bool = false, from: Int = 1, lines: Int? = nil) throws -> [TextLine] {
        try textPart(id, original: original, from: from, lines: lines).lines
    }

    /// Lines of the document's text, as ``text(_:original:from:lines:)``, until they have `bytes` bytes or more.
    ///
    /// - Parameters:
    ///   - id: The document.
    ///   - original: Whether to give the text as it came.
    ///   - from: The first line, from 1.
    ///   - start: Where the line `from` begins, in UTF-8 bytes, if that is known: then lines are not counted up to it.
    ///   - lines: How many lines at most; nil is all.
    ///   - most: The bytes after which the part ends.
    /// - Returns: The lines, and where to go on.
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    public func textPart(
        _ id: String, original: Bool = false, from: Int = 1, startingAt start: Int = 0, lines: Int? = nil,
        bytes most: Int = .max
    ) throws -> TextPart {
        try answer {
            let document = try document(id)
            let stored = try reader.text(of: document, original: original)
            try reader.checkDeadline()
            let pages = original ? [] : stored.pages
            var part = TextPart()
            var size = 0
            var page = 0
            let first = start > 0 ? from : 1
            (original ? stored.original : stored.text).forEachLine(from: first, at: start) { number, start, line in
                while page < pages.count, pages[page].offset <= start { page += 1 }
                if number < from { return true }
                if let lines, part.lines.count >= lines { return false }
                if size >= most {
                    part.next = TextPart.Place(line: number, start: start)
                    return false
                }
                size += line.utf8.count
                part.lines.append(
                    TextLine(
                        number: number, text: String(line), page: page == 0 ? nil : pages[page - 1].number,
                        start: start))
                return true
            }
            if most < .max {
                let record = try reader.record(of: document)
                part.document = "\(record.contentHash) \(record.words) \(record.repairs)"
            }
            return part
        }
    }

    /// Figures of the index.
    public func statistics() throws -> [(name: String, value: String)] {
        try answer {
            [
                ("documents", "\(reader.documentCount)"), ("generation", "\(reader.generation)"),
                ("schema", "\(reader.schemaVersion)"), ("features", reader.features.joined(separator: ",")),
                ("average-length", "\(Int(reader.averageLength / Double(Schema.Frequency.lemma)))"),
            ].map { (name: $0.0, value: $0.1) }
        }
    }
}

extension String {
    /// Hands over each line from that of the number `first`, which begins at the byte `place`, with its number and where it
    /// begins, until `body` answers false. CRLF ends no line; what follows the last line end is none.
    fileprivate func forEachLine(
        from first: Int, at place: Int, _ body: (_ number: Int, _ start: Int, _ line: Substring) -> Bool
    ) {
        let bytes = utf8
        guard place <= bytes.count else { return }
        let end = hasSuffix("\n") ? bytes.index(before: bytes.endIndex) : bytes.endIndex
        var (number, offset) = (first, place)
        var start = bytes.index(bytes.startIndex, offsetBy: place)
        while true {
            var (next, length) = (start, 0)
            var previous: UInt8 = 0
            while next < end {
                let byte = bytes[next]
                if byte == 0x0A, previous != 0x0D { break }
                previous = byte
                bytes.formIndex(after: &next)
                length += 1
            }
            guard body(number, offset, self[start..<next]), next < end else { return }
            number += 1
            offset += length + 1
            start = bytes.index(after: next)
        }
    }
}
