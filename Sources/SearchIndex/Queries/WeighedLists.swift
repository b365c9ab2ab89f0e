// SPDX-License-Identifier: GPL-3.0-or-later

/// The documents that a query finds, by rising number, with their weights.
struct WeighedList: Sendable {
    var documents: [UInt32] = []
    var weights: [Double] = []
}

/// A reader's cache of what queries find that stand among words (``RankedWord/Evidence/other(_:)``): names of several words
/// and the like, which people ask for again and again. It holds for one state of the index.
struct WeighedLists {
    /// The most documents of a list, 12 bytes each; more are the matcher's business.
    static let longest: UInt32 = 1 << 14
    /// The most lists, and documents of all: then all are dropped.
    private static let (mostLists, mostDocuments) = (2_000, 1 << 17)

    private struct Key: Hashable {
        var query: IndexQuery
        var weighting: Weighting
    }

    /// nil where a query finds too many.
    private var lists: [Key: WeighedList?] = [:]
    private var documents = 0

    /// The documents of `query` as `find` finds them; nil where they are too many.
    mutating func list(
        of query: IndexQuery, _ weighting: Weighting, _ find: (MatchOptions) throws(IndexError) -> Matches
    ) throws(IndexError) -> WeighedList? {
        let key = Key(query: query, weighting: weighting)
        if let known = lists[key] { return known }
        var list: WeighedList?
        let hits = try find(MatchOptions(limit: Self.longest + 1, weighting: weighting)).hits
        if hits.count <= Int(Self.longest) {
            let rising = hits.sorted { $0.document < $1.document }
            list = WeighedList(documents: rising.map(\.document), weights: rising.map(\.weight))
        }
        if lists.count >= Self.mostLists || documents + hits.count > Self.mostDocuments {
            (lists, documents) = ([:], 0)
        }
        lists[key] = .some(list)
        documents += list?.documents.count ?? 0
        return list
    }

    /// Forgets all.
    mutating func removeAll() { (lists, documents) = ([:], 0) }
}
