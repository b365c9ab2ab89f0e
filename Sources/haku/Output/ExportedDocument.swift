// SPDX-License-Identifier: GPL-3.0-or-later
internal import DocumentModel
internal import SearchIndex
internal import Searching

/// A document as a line of an export: all of it that the index cannot make out of its text again, and the text.
struct ExportedDocument {
    var record: StoredDocument
    var text: StoredText
    /// Its terms for others of its collection (``IndexReader/collectionTerms(of:)``).
    var collectionTerms: [String]

    /// The line, an object. Offsets are UTF-8 bytes of `text`, times nanoseconds since 1970; `original` is there where it
    /// differs from `text`.
    var json: JSON {
        func pair(_ one: some BinaryInteger, _ other: some BinaryInteger) -> JSON {
            .list([.digits("\(one)"), .digits("\(other)")])
        }
        let repairs = zip(text.repairs, text.madeRepairs).map { repair, made -> JSON in
            .object([
                ("start", .digits("\(repair.start)")), ("end", .digits("\(repair.end)")),
                ("original", .text(repair.original)), ("repaired", .text(made.repaired)),
                ("confidence", .digits("\(repair.confidence)")), ("reason", .text(repair.reason)),
                ("line", .digits("\(repair.line)")), ("column", .digits("\(repair.column)")),
            ])
        }
        var members: [(key: String, value: JSON)] = [
            ("kind", .text("document")), ("id", .text(record.id)), ("root", .digits("\(record.root)")),
            ("title", .text(record.title)), ("laji", .text(record.kind)), ("project", .text(record.project)),
            ("fields", .list(record.fields.map { .list([.text($0.name), .text($0.value)]) })),
            ("modified", .digits("\(record.modified)")), ("changed", .digits("\(record.changed)")),
            ("inode", .digits("\(record.inode)")), ("size", .digits("\(record.size)")),
            ("hash", .text(record.contentHash)), ("text", .text(text.text)),
        ]
        if text.original != text.text { members.append(("original", .text(text.original))) }
        members.append(("pages", .list(text.pages.map { pair($0.offset, $0.number) })))
        members.append(("repairs", .list(repairs)))
        members.append(("unasserted", .list(text.unasserted.map { pair($0.lowerBound, $0.upperBound) })))
        if !text.cells.isEmpty { members.append(("cells", .text(text.cells.description))) }
        if !collectionTerms.isEmpty { members.append(("collection", .list(collectionTerms.map { .text($0) }))) }
        return .object(members)
    }

    /// A document of the index.
    init(record: StoredDocument, text: StoredText, collectionTerms: [String]) {
        self.record = record
        self.text = text
        self.collectionTerms = collectionTerms
    }

    /// The document that `json` is; nil where it is none, or its offsets lie outside of its text.
    init?(_ json: JSON) {
        guard let id = json["id"]?.asText, let title = json["title"]?.asText, let text = json["text"]?.asText,
            !id.isEmpty, !title.isEmpty
        else { return nil }
        func texts(_ value: JSON) -> [String] { value.asList?.compactMap(\.asText) ?? [] }
        let fields = (json["fields"]?.asList ?? []).map(texts)
        let pages = Self.pairs(json["pages"])
        let unasserted = Self.pairs(json["unasserted"])
        let repairs = (json["repairs"]?.asList ?? []).map { Self.repair($0) }
        let size = text.utf8.count
        guard fields.allSatisfy({ $0.count == 2 }), let pages, let unasserted,
            !repairs.contains(nil), pages.allSatisfy({ (0...size).contains($0.0) }),
            unasserted.allSatisfy({ 0 <= $0.0 && $0.0 <= $0.1 && $0.1 <= size })
        else { return nil }
        record = StoredDocument(
            id: id, root: json["root"]?.asInteger() ?? 0, title: title, kind: json["laji"]?.asText ?? "muu",
            project: json["project"]?.asText ?? "", fields: fields.map { DocumentField($0[0], $0[1]) },
            modified: json["modified"]?.asInteger() ?? 0, size: json["size"]?.asInteger() ?? 0,
            contentHash: json["hash"]?.asText ?? "")
        record.changed = json["changed"]?.asInteger() ?? 0
        record.inode = json["inode"]?.asInteger() ?? 0
        self.text = StoredText(
            text: text, original: json["original"]?.asText ?? text,
            pages: pages.map { PageStart(offset: $0.0, number: $0.1) }, repairs: repairs.compactMap(\.self),
            unasserted: unasserted.map { UInt32($0.0)..<UInt32($0.1) },
            cells: json["cells"]?.asText.flatMap { SheetCells($0) } ?? SheetCells())
        collectionTerms = Set(texts(json["collection"] ?? .list([]))).filter(Schema.isCollectionTerm).sorted()
    }

    /// Pairs of whole numbers; nil where anything else is among them.
    private static func pairs(_ json: JSON?) -> [(Int, Int)]? {
        var pairs: [(Int, Int)] = []
        for value in json?.asList ?? [] {
            let numbers = (value.asList ?? []).compactMap { $0.asInteger(Int.self) }
            guard numbers.count == 2, numbers.allSatisfy({ $0 <= UInt32.max }) else { return nil }
            pairs.append((numbers[0], numbers[1]))
        }
        return pairs
    }

    private static func repair(_ json: JSON) -> StoredText.Repair? {
        guard let start: UInt32 = json["start"]?.asInteger(), let end: UInt32 = json["end"]?.asInteger(), start <= end,
            let original = json["original"]?.asText, case .digits(let digits)? = json["confidence"],
            let confidence = Float(digits)
        else { return nil }
        return StoredText.Repair(
            start: start, end: end, original: original, confidence: confidence, reason: json["reason"]?.asText ?? "",
            line: json["line"]?.asInteger() ?? 1, column: json["column"]?.asInteger() ?? 1)
    }
}
