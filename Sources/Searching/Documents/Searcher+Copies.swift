// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

extension Searcher {
    /// The hits of a page without those whose text is that of a better one, and what `fetch` says of all matches.
    ///
    /// - Parameters:
    ///   - offset: The number of the best hits to skip, copies not counted.
    ///   - limit: The most hits.
    ///   - fetch: The best so many hits with their copies, and how many match.
    /// - Returns: The hits, and all matches.
    /// - Throws: What `fetch` throws; `IndexError`.
    func withoutCopies(
        offset: Int, limit: Int, _ fetch: (_ count: Int) throws -> (hits: ArraySlice<Match>, matches: Matches)
    ) throws -> (hits: ArraySlice<Match>, matches: Matches) {
        var count = offset + limit
        while true {
            let (hits, matches) = try fetch(count)
            var seen: Set<UInt64> = []
            var kept: [Match] = []
            for hit in hits where kept.count < offset + limit {
                let sum = try heading(of: hit.document).textSum
                if sum == 0 || seen.insert(sum).inserted { kept.append(hit) }
            }
            // All there are, or enough.
            if hits.count < count || kept.count >= offset + limit || count >= Self.mostLookedAt {
                return (kept.dropFirst(offset), matches)
            }
            count = min(Self.mostLookedAt, max(2 * count, count + 20))
        }
    }

    /// The most hits that are looked at for a page: of more copies than that, some pages are short.
    private static let mostLookedAt = 100_000

    /// The ids of the documents whose text is that of the document `number`, which has the sum `sum`, by rising number.
    func copies(of number: UInt32, sum: UInt64) throws(IndexError) -> [String] {
        guard sum != 0 else { return [] }
        let term = Schema.textTerm(sum)
        guard try reader.documentFrequency(of: term) > 1 else { return [] }
        var ids: [String] = []
        let same = try reader.search(.term(term), options: MatchOptions(limit: .max, weighting: .boolean))
        for match in same.hits where match.document != number { ids.append(try reader.heading(of: match.document).id) }
        return ids
    }
}
