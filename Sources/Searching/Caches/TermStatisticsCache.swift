// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching

/// Terms by numbers from 0, with how many documents hold each. Numbers stay as they are until all terms are dropped.
struct TermStatisticsCache {
    /// The most terms, about 100 bytes each; who adds more drops the cache and what names its numbers.
    static let mostTerms = 50_000
    /// The most terms that no document holds: there is no end to what people mistype.
    private static let mostAbsent = 4_000

    private var numbers: [String: Int] = [:]
    /// The terms by their numbers.
    private(set) var names: [String] = []
    /// The numbers of documents that hold the terms, by the terms' numbers.
    private(set) var documents: [Int] = []
    /// Terms that no document holds, which have no number.
    private var absent = GenerationalCache<String, Bool>(count: mostAbsent)

    /// The number of terms that some document holds.
    var count: Int { names.count }

    /// The number of `term`; nil where it is not known, or no document holds it.
    func number(of term: String) -> Int? { numbers[term] }

    /// True if `term` is known to be in no document.
    mutating func isAbsent(_ term: String) -> Bool { absent[term] ?? false }

    /// Takes in a term that `count` documents hold; returns its number.
    mutating func add(_ term: String, documents count: Int) -> Int {
        numbers[term] = names.count
        names.append(term)
        documents.append(count)
        return names.count - 1
    }

    /// Takes in a term that no document holds.
    mutating func add(absent term: String) { absent[term] = true }
}
