// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import DocumentIDs
internal import Languages
internal import SearchIndex

/// All that a searcher remembers of one state of the index, dropped as a whole when the state changes.
struct CachedState {
    /// The most fields (and whole documents) that vectors are kept for: 14 MB each at most, whole documents 54 MB.
    private static let mostComparisons = 4
    /// The most documents whose ids and titles are kept, about 200 bytes each.
    private static let mostHeadings = 20_000

    /// The state it belongs to.
    let state: IndexState?
    /// Terms that were asked about.
    var frequencies = TermFrequencies()
    /// Queries that were prepared, by about their bytes: some 1,000 at least.
    var prepared = WeightedCache<PreparedQuery.Key, PreparedQuery>(cost: 12 << 20)
    /// Words of queries.
    let words = QueryWordCache()
    /// Words of documents that were compared.
    let forms = FormReadingCache()
    /// The columns of hits by document number: most answers show the same few documents.
    var headings = GenerationalCache<UInt32, Heading>(count: mostHeadings)
    /// The roots of each database, as far as they were asked for.
    var roots: [Int: RootPaths] = [:]
    /// Documents as vectors to be compared, for whole documents (nil) and for fields that were asked for.
    var similarity = WeightedCache<QueryField?, VectorCache>(cost: mostComparisons)
    /// Lists that are being handed over part by part, by their bytes.
    var lists = WeightedCache<ListRequest.Documents, DocumentList>(cost: 16 << 20)
    /// The languages that documents' passages are in; nil until that was asked.
    var languages: Set<Language>?
    /// Papers of one project whose keys differ; nil until that was asked.
    var projects: ProjectGroups?

    /// Nothing remembered of `state`.
    init(state: IndexState? = nil) { self.state = state }
}
