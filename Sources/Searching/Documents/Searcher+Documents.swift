// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
public import SearchIndex

extension Searcher {
    /// The fields of the document with the id `id`: those of a card, and the file's own.
    ///
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    public func show(_ id: String) throws -> [(name: String, value: String)] {
        try answer {
            let record = try reader.record(of: document(id))
            var fields = [("otsikko", record.title), ("laji", record.kind)]
            for field in record.fields where field.name != "otsikko" && field.name != "laji" {
                fields.append((field.name, field.value))
            }
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
        try answer {
            let stored = try reader.text(of: document(id), original: original)
            var result: [TextLine] = []
            var number = 0
            var offset = 0
            var page = 0
            let text = original ? stored.original : stored.text
            // What follows the last line end is no line.
            let whole = text.hasSuffix("\n") ? text.dropLast() : text[...]
            for line in whole.split(separator: "\n", omittingEmptySubsequences: false) {
                number += 1
                while !original, page < stored.pages.count, Int(stored.pages[page].offset) <= offset { page += 1 }
                offset += line.utf8.count + 1
                if number < from { continue }
                if let lines, result.count >= lines { break }
                let pageNumber = original || page == 0 ? nil : Int(stored.pages[page - 1].number)
                result.append(TextLine(number: number, text: String(line), page: pageNumber))
            }
            return result
        }
    }

    /// The repairs of the document's text.
    ///
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    public func repairs(of id: String) throws -> [StoredText.Repair] {
        try answer { try reader.text(of: document(id), original: false).repairs }
    }

    /// The stored text of a document, with its repairs.
    ///
    /// - Throws: ``SearchError/Code/noSuchDocument``.
    public func storedText(of id: String) throws -> StoredText { try answer { try reader.text(of: document(id)) } }

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

    /// The number of the document with the id `id`.
    func document(_ id: String) throws -> UInt32 {
        guard let number = try reader.document(withID: id) else {
            throw SearchError(
                .noSuchDocument, "There is no document \"\(id)\" in the index; haku search --ids lists ids.")
        }
        return number
    }
}
