// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// A document of a list.
public struct ListedDocument: Hashable, Sendable {
    /// The document's id.
    public var id: String
    /// Its title.
    public var title: String
    /// The values of each field that was asked for, in that order.
    public var fields: [[String]]
}

extension Searcher {
    /// Hands over all documents that match a query, any number of them, until `body` answers false: in the order of the
    /// index, or of `sort`. Reads a record at a time, some microseconds each; holds 16 bytes a document.
    ///
    /// - Parameters:
    ///   - query: The query; nil lists all documents.
    ///   - related: The use of related terms.
    ///   - sort: By what to order.
    ///   - fields: The fields wanted.
    ///   - body: Called with each document.
    /// - Throws: ``SearchError``; what `body` throws. Where a writer overtakes the list before the first document was
    ///   handed over it begins anew, later it throws `IndexError`.
    public func list(
        _ query: String?, related: Related = .auto, sort: SortKey? = nil, fields: [QueryField],
        _ body: (ListedDocument) throws -> Bool
    ) throws {
        let matches = try answer {
            let wanted = try query.map { try prepare($0, related: related).query } ?? .all
            return try reader.search(
                wanted, options: MatchOptions(limit: .max, weighting: .boolean, sort: sort?.order))
        }
        for match in matches.hits {
            let record = try reader.record(of: match.document)
            let entry = ListedDocument(
                id: record.id, title: record.title, fields: fields.map { record.values(of: $0) })
            guard try body(entry) else { return }
        }
    }
}

extension QueryField {
    /// The field called `name`, in any case, with or without dots.
    ///
    /// - Throws: ``SearchError/Code/syntax`` where there is none.
    public static func field(named name: String) throws(SearchError) -> QueryField {
        if let field = QueryField(name: name.unicodeScalars) { return field }
        let names = allCases.map(\.rawValue).joined(separator: ", ")
        throw SearchError(.syntax, "There is no field \"\(name)\"; the fields are \(names).")
    }

    /// The fields whose names stand between commas in `list`, without repeats.
    ///
    /// - Throws: ``SearchError/Code/syntax`` where one is none.
    public static func fields(named list: String) throws(SearchError) -> [QueryField] {
        var fields: [QueryField] = []
        for name in list.split(separator: ",") {
            let field = try field(named: String(name.drop { $0 == " " }.prefix { $0 != " " }))
            if !fields.contains(field) { fields.append(field) }
        }
        return fields
    }
}
