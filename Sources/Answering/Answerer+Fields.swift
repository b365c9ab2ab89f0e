// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import LineProtocol
internal import Sayings
internal import SearchIndex
internal import Searching

extension Answerer {
    /// The documents that match a query, all of them, with the fields that were asked for: a part of them, where the request
    /// asks for a part.
    func list(_ request: Request) throws -> Reply {
        let list = try listed(request)
        var rows: [Row] = []
        var rest: Request?
        if var part = request.part {
            let place = part.document.map {
                ListPart.Place(count: part.rows, document: UInt32(clamping: part.start), database: $0)
            }
            let found = try listPart(list, after: place)
            rows = found.documents.map { Row($0, list.fields) }
            if let next = found.next {
                part.rows = next.count
                part.start = Int(next.document)
                part.document = next.database
                rest = request
                rest?.part = part
            }
        } else {
            try searcher.list(list) { document in
                rows.append(Row(document, list.fields))
                return true
            }
        }
        var reply = Reply(
            rows: rows,
            [
                Reply.Pair("shown", .integer((request.part?.rows ?? 0) + rows.count)), generationPair,
            ])
        reply.rest = rest
        return reply
    }

    /// Hands over the documents of `request`, one at a time, and tells how many there were.
    func list(_ request: Request, each body: (Row) throws -> Void) throws -> Int {
        let list = try listed(request)
        var count = 0
        try searcher.list(list) { document in
            count += 1
            try body(Row(document, list.fields))
            return true
        }
        return count
    }

    private func listed(_ request: Request) throws(ReplyError) -> ListRequest {
        var list = ListRequest(
            request.rest.trimmingSpaces().isEmpty ? nil : request.rest, related: try request.relatedOption(),
            sort: try request.sortKey(), fields: try request.fields())
        list.documents.since = try request.since()
        return list
    }

    private func listPart(_ list: ListRequest, after place: ListPart.Place?) throws -> ListPart {
        do {
            return try searcher.listPart(list, after: place)
        } catch let error as IndexError where error.code == .modified {
            throw ReplyError(.internal, "the index was changed while the list was being sent; ask again")
        }
    }

    /// The fields of two documents side by side.
    func compare(_ request: Request) throws -> Reply {
        let (first, second) = try request.twoIdentifiers()
        let comparison = try searcher.compare(first, second)
        return Reply(comparison)
    }

    /// Fields as columns, in the order in which they were asked for; before them the name of the document's index, where
    /// several are asked.
    static func pairs(
        _ fields: [QueryField], _ values: [[String]], of index: String? = nil, in cell: String? = nil
    ) -> [Reply.Pair] {
        let pairs = zip(fields, values).map { Reply.Pair($0.rawValue, .values($1)) }
        return (index.map { [Reply.Pair("index", .text($0))] } ?? []) + pairs
            + (cell.map { [Reply.Pair(RowKind.cell, .text($0))] } ?? [])
    }
}

extension Row {
    /// The data line of a document of LIST.
    init(_ entry: ListedDocument, _ fields: [QueryField]) {
        self.init(.document, .id(entry.id), .text(entry.title))
        self.fields = Answerer.pairs(fields, entry.fields, of: entry.index)
    }
}

extension Reply {
    /// The reply to COMPARE.
    init(_ comparison: DocumentComparison) {
        self.init(
            rows: comparison.fields.map { field in
                Row(
                    .comparison, .text(field.field.rawValue), .marked(field.first.text, field.first.matches),
                    .marked(field.second.text, field.second.matches), .list(field.shared))
            },
            [
                Pair("first", .text(comparison.first)), Pair("second", .text(comparison.second)),
                Pair("shown", .integer(comparison.fields.count)),
            ])
    }
}

extension Request {
    /// The rest as two ids: the first one is a word, or stands between quotation marks.
    func twoIdentifiers() throws(ReplyError) -> (first: String, second: String) {
        var (first, second, column) = try firstWord("the first document's id")
        if first.hasPrefix("\"") {
            let text = rest.trimmingSpaces().dropFirst()
            if let end = text.firstIndex(of: "\"") {
                first = String(text[..<end])
                second = String(text[text.index(after: end)...])
                column = restColumn
            }
        }
        second = second.trimmingSpaces()
        if second.count > 1, second.hasPrefix("\""), second.hasSuffix("\"") {
            second = String(second.dropFirst().dropLast())
        }
        guard !second.isEmpty else {
            throw ReplyError(
                .syntax, "the second document's id is missing; use it as: \(verb.usage)", column: column)
        }
        return (first, second)
    }

    /// The option `fields`: names of fields between commas.
    func fields() throws(ReplyError) -> [QueryField] {
        guard let option = option("fields") else { return [] }
        do {
            return try QueryField.fields(named: option.value)
        } catch {
            throw ReplyError(.syntax, error.saying, column: option.column)
        }
    }
}
