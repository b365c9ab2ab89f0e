// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

extension Searcher {
    /// The values of a field among the documents that match a query, and how many documents hold each: exact counts,
    /// the largest first, equal ones by name. Reads the record of every match, some microseconds each.
    ///
    /// - Parameters:
    ///   - field: A field of the query language, with or without dots.
    ///   - query: The query; nil counts all documents.
    ///   - related: Whether related terms count.
    ///   - byValue: True for the order of the values, rising, rather than of the counts.
    /// - Returns: The values with their counts.
    /// - Throws: ``SearchError/Code/syntax`` for a field that there is not.
    public func facets(_ field: String, query: String?, related: Related = .auto, byValue: Bool = false) throws
        -> [Facet]
    {
        let field = try QueryField.field(named: field)
        return try answer {
            let wanted = try query.map { try prepare($0, related: related).counted } ?? .all
            let matches = try reader.search(wanted, options: MatchOptions(limit: .max, weighting: .boolean))
            var counts: [String: Int] = [:]
            for match in matches.hits {
                for value in Set(try reader.record(of: match.document).facetValues(of: field, analyser)) {
                    counts[value, default: 0] += 1
                }
            }
            return counts.sorted {
                byValue ? $0.key < $1.key : ($1.value, $0.key) < ($0.value, $1.key)
            }.map {
                Facet(field: field.rawValue, value: $0.key, count: $0.value)
            }
        }
    }
}
