// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// What a searcher remembers of one state of the index.
struct CachedState {
    /// How many terms' document frequencies are kept, about 100 bytes each.
    static let mostTerms = 50_000
    /// How many terms that no document holds are kept: there is no end to what people mistype.
    static let mostAbsent = 4_000
    /// How many documents' vectors are kept, about 20 KB each.
    static let mostVectors = 400
    /// How many documents' ids and titles are kept, about 200 bytes each.
    static let mostHeadings = 20_000

    /// The state it belongs to.
    var state: IndexState?
    /// The terms that were asked about.
    var terms = TermStatisticsCache()
    /// The words that were asked for.
    let words = QueryWordCache()
    /// What hits show of documents, by their numbers: most answers show the same few.
    var headings: [UInt32: (id: String, title: String)] = [:]
    /// Documents as vectors, by their numbers.
    var vectors: [UInt32: DocumentVector] = [:]
    /// What documents are compared by: as wholes, and by a field.
    var similarity: [QueryField?: VectorCache] = [:]
    /// Papers of one project whose keys differ; nil until that was asked.
    var projects: ProjectGroups?

    /// Forgets the terms, and the vectors that name them by number.
    mutating func forgetTerms() {
        terms = TermStatisticsCache()
        vectors.removeAll(keepingCapacity: true)
    }
}
