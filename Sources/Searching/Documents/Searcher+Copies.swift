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
            var seen = SeenTexts()
            var kept: [Match] = []
            kept.reserveCapacity(min(offset + limit, hits.count))
            for hit in hits where kept.count < offset + limit {
                if seen.insert(try heading(of: hit.document).textSum) { kept.append(hit) }
            }
            // All there are, or enough.
            if hits.count < count || kept.count >= offset + limit || count >= Self.mostLookedAt {
                return (kept.dropFirst(offset), matches)
            }
            count = min(Self.mostLookedAt, max(2 * count, count + 20))
        }
    }

    /// The first `limit` of `documents` whose text is not that of one before.
    func withoutCopies(_ documents: some Sequence<UInt32>, limit: Int) throws(IndexError) -> [UInt32] {
        var seen: Set<UInt64> = []
        var kept: [UInt32] = []
        for document in documents {
            if kept.count >= limit { break }
            let sum = try heading(of: document).textSum
            if sum == 0 || seen.insert(sum).inserted { kept.append(document) }
        }
        return kept
    }

    /// The most hits that are looked at for a page: of more copies than that, some pages are short.
    static let mostLookedAt = 100_000

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

/// Sums of texts that stood before. A page of hits has few, which are compared one by one.
private struct SeenTexts {
    private static let mostCompared = 32

    private var few: [UInt64] = []
    private var many: Set<UInt64> = []

    /// Takes in `sum`; false where it was there. The sum 0 is of texts that were not summed, no two of which are the same.
    mutating func insert(_ sum: UInt64) -> Bool {
        if sum == 0 { return true }
        if many.isEmpty {
            if few.contains(sum) { return false }
            few.append(sum)
            if few.count > Self.mostCompared { many = Set(few) }
            return true
        }
        return many.insert(sum).inserted
    }
}
