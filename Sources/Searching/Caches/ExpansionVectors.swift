// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching

/// Documents as vectors for expansion, by document number.
struct ExpansionVectors {
    /// The most entries of all vectors, 8 bytes each.
    private static let mostEntries = 1_600_000
    /// The most terms, about 100 bytes each. With more, all vectors go: they name terms by number.
    private static let mostTerms = 100_000

    private var vectors = WeightedCache<UInt32, DocumentVector>(cost: mostEntries)
    private var numbers: [String: Int32] = [:]
    private var names: [String] = []

    /// The term of a number.
    func name(of number: Int32) -> String { names[Int(number)] }

    /// The vector of a document; nil where it is not kept.
    mutating func vector(of document: UInt32) -> DocumentVector? { vectors.value(for: document) }

    /// Keeps the vector of a document, whose terms are `terms`.
    mutating func keep(_ terms: [(term: String, weight: Float)], norm: Double, of document: UInt32) -> DocumentVector {
        let entries = terms.map { (term: number(of: $0.term), weight: $0.weight) }
        let vector = DocumentVector(entries: entries, norm: norm)
        vectors.insert(vector, for: document, cost: entries.count)
        return vector
    }

    /// Forgets everything where there is little room left for terms. Not while their numbers are at work.
    mutating func makeRoom() {
        guard names.count > Self.mostTerms else { return }
        self = ExpansionVectors()
    }

    private mutating func number(of term: String) -> Int32 {
        if let known = numbers[term] { return known }
        let number = Int32(names.count)
        numbers[term] = number
        names.append(term)
        return number
    }
}
