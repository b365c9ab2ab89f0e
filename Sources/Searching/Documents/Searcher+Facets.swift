// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

extension Searcher {
    /// The values of fields among the documents that match a query, and how many documents hold each: exact counts, the
    /// largest first, equal ones by name. Reads the record of every match once, some microseconds each.
    ///
    /// - Parameters:
    ///   - fields: Fields of the query language, with or without dots, between commas.
    ///   - query: The query; nil counts all documents.
    ///   - related: Whether related terms count.
    ///   - byValue: True for the order of the values, rising, rather than of the counts.
    /// - Returns: The values with their counts, field by field.
    /// - Throws: ``SearchError/Code/syntax`` for a field that there is not.
    public func facets(_ fields: String, query: String?, related: Related = .auto, byValue: Bool = false) throws
        -> [Facet]
    {
        var fields = try QueryField.fields(named: fields)
        // Of a list of nothing, its name is none.
        if fields.isEmpty { fields = [try QueryField.field(named: "")] }
        return try answer {
            let wanted = try query.map { try prepare($0, related: related).counted } ?? .all
            let matches = try reader.search(wanted, options: MatchOptions(limit: .max, weighting: .boolean))
            var counts = [[String: Int]](repeating: [:], count: fields.count)
            for match in matches.hits {
                let record = try reader.record(of: match.document)
                for (place, field) in fields.enumerated() {
                    for value in Set(record.facetValues(of: field, analyser)) {
                        counts[place][value, default: 0] += 1
                    }
                }
            }
            return zip(fields, counts).flatMap { field, counts in
                counts.sorted {
                    byValue ? $0.key < $1.key : ($1.value, $0.key) < ($0.value, $1.key)
                }.map { Facet(field: field.rawValue, value: $0.key, count: $0.value) }
            }
        }
    }
}
