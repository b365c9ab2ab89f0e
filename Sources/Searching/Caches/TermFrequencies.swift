// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import SearchIndex

/// The numbers of documents that hold the terms that were asked about.
struct TermFrequencies {
    /// The most terms that some document holds, about 60 bytes each.
    private static let most = 50_000
    /// The most terms that no document holds: there is no end to what people mistype.
    private static let mostAbsent = 4_000

    private var held = GenerationalCache<String, Int>(count: most)
    private var absent = GenerationalCache<String, Int>(count: mostAbsent)

    /// The number of documents that hold `term`; nil where it is not known. Setting nil changes nothing.
    subscript(term: String) -> Int? {
        mutating get { held[term] ?? absent[term] }
        set {
            if newValue == 0 { absent[term] = newValue } else { held[term] = newValue }
        }
    }
}

extension Searcher {
    /// The number of documents that hold `term`, remembered.
    func documentFrequency(of term: String) throws(IndexError) -> Int {
        if let known = cache.frequencies[term] { return known }
        let count = try reader.documentFrequency(of: term)
        cache.frequencies[term] = count
        return count
    }
}
