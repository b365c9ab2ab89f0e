// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import SearchIndex

extension Searcher {
    /// The most documents of a part of a list, and the bytes after which it ends.
    private static let part = (documents: 1_000, bytes: 256 << 10)

    /// Hands over all documents of a list, any number of them, until `body` answers false. Reads a record at a time, some
    /// microseconds each; holds a part of the list only, and 4 bytes a document where the list is sorted.
    ///
    /// A commit meanwhile does not end it: what is there all the time, and keeps its place in the order, is listed once.
    ///
    /// - Throws: ``SearchError``; what `body` throws; `IndexError` as ``listPart(_:after:)``.
    public func list(_ request: ListRequest, _ body: (ListedDocument) throws -> Bool) throws {
        var place: ListPart.Place?
        repeat {
            let part = try listPart(request, after: place)
            for document in part.documents {
                guard try body(document) else { return }
            }
            place = part.next
        } while place != nil
    }

    /// The documents of a list that come after a place: a thousand at most, and about 256 KB of their values.
    ///
    /// - Parameters:
    ///   - request: The list.
    ///   - place: Where the part before it ended; nil for the first.
    /// - Returns: The documents, and the place behind them.
    /// - Throws: ``SearchError``; `IndexError` where the index cannot be read, or is another by now, or where the list is
    ///   sorted and the document before the place is no longer in it.
    public func listPart(_ request: ListRequest, after place: ListPart.Place? = nil) throws -> ListPart {
        let part = try answer { () throws -> ListPart? in
            let database = reader.state.database
            guard place.map({ $0.database == database }) ?? true,
                let numbers = try listed(request.documents, after: place)
            else { return nil }
            var part = ListPart()
            var size = 0
            for number in numbers {
                let record = try reader.record(of: number)
                var document = ListedDocument(
                    id: record.id, title: record.title, fields: request.fields.map { record.values(of: $0) })
                document.index = indexName(of: number)
                part.documents.append(document)
                part.next = ListPart.Place(
                    count: (place?.count ?? 0) + part.documents.count, document: number, database: database)
                size += document.roughSize
                if size >= Self.part.bytes { break }
            }
            if part.documents.count == numbers.count, numbers.count < Self.part.documents { part.next = nil }
            return part
        }
        guard let part else {
            throw changedMeanwhile("a list of it was being made")
        }
        return part
    }

    /// The error of an answer in parts whose next part cannot be found any more.
    func changedMeanwhile(_ what: String) -> IndexError {
        IndexError(.modified, "The index was changed while \(what): ask again.", path: reader.folder.path)
    }

    /// The numbers of the documents that come next, at most so many as a part has; nil where the place is not in the list.
    private func listed(_ documents: ListRequest.Documents, after place: ListPart.Place?) throws -> ArraySlice<UInt32>?
    {
        var list: DocumentList
        if let known = cache.lists.value(for: documents) {
            list = known
        } else {
            let since = documents.since
            let query =
                try documents.query.map { try prepare($0, related: documents.related, since: since).counted }
                ?? since.map { ValueRanges.query(since: $0.number) } ?? .all
            list = DocumentList(query: query)
            // Documents elsewhere cannot be skipped to.
            if documents.sort != nil || reader.isRemote {
                let options = MatchOptions(limit: .max, weighting: .boolean, sort: documents.sort?.order)
                list.order = try reader.search(query, options: options).hits.map(\.document)
            }
            cache.lists.insert(list, for: documents, cost: list.roughSize)
        }
        guard let order = list.order else {
            var options = MatchOptions(limit: UInt32(Self.part.documents), weighting: .boolean)
            options.after = place?.document ?? 0
            return try reader.search(list.query, options: options).hits.map(\.document)[...]
        }
        guard let place else { return order.prefix(Self.part.documents) }
        let isWhereItWas = order.indices.contains(place.count - 1) && order[place.count - 1] == place.document
        guard let index = isWhereItWas ? place.count - 1 : order.firstIndex(of: place.document) else { return nil }
        return order[(index + 1)...].prefix(Self.part.documents)
    }
}

/// The documents of a list of one state of the index.
struct DocumentList {
    /// The query that they match.
    let query: IndexQuery
    /// All of them in their order, where that is not the index's.
    var order: [UInt32]?

    /// About the bytes that it takes.
    var roughSize: Int { 16_384 + 4 * ((order?.count ?? 0) + query.numberedDocuments) }
}

extension IndexQuery {
    /// The number of documents that the query names by their numbers.
    fileprivate var numberedDocuments: Int {
        switch self {
        case .documents(let numbers): numbers.count
        case .and(let parts), .or(let parts), .max(let parts), .synonym(let parts), .phrase(let parts, _),
            .near(let parts, _):
            parts.reduce(0) { $0 + $1.numberedDocuments }
        case .andNot(let one, let other), .andMaybe(let one, let other), .filter(let one, let other):
            one.numberedDocuments + other.numberedDocuments
        case .scaled(let part, _), .fixed(let part, _): part.numberedDocuments
        case .term, .all, .nothing, .beginning, .words, .coordinated, .valueRange: 0
        }
    }
}

extension ListedDocument {
    /// About the bytes that it takes in a reply.
    fileprivate var roughSize: Int {
        fields.reduce(64 + id.utf8.count + title.utf8.count) { sum, values in
            values.reduce(sum) { $0 + 2 + $1.utf8.count }
        }
    }
}
