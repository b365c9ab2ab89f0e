// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// The terms that documents are compared by, numbered, and the documents met so far as vectors: of one state of the
/// index.
struct LikenessMemory {
    /// How many entries of vectors are kept, 8 bytes each.
    private static let mostEntries = 3_000_000
    /// How many terms are kept, about 100 bytes each.
    private static let mostTerms = 300_000

    private struct Term {
        /// Its number; below 0 where it says nothing.
        var number: Int32
        /// How much it says.
        var rarity: Double
    }

    private var terms: [[UInt8]: Term] = [:]
    private var names: [[UInt8]] = []
    private var vectors: [UInt32: LikenessVector] = [:]
    private var entries = 0

    /// How many terms have numbers.
    var termCount: Int { names.count }

    /// The term of the number `number`.
    func name(of number: Int32) -> String { String(decoding: names[Int(number)], as: UTF8.self) }

    /// Forgets everything where it has become too much. Not in the middle of an answer: numbers of terms change.
    mutating func trim() {
        if entries > Self.mostEntries || terms.count > Self.mostTerms { self = LikenessMemory() }
    }

    /// The vector of `document`: a fraction of a microsecond remembered, else about 0.1 ms; where many of its terms
    /// are new, some 2 µs for each more.
    mutating func vector(of document: UInt32, in reader: IndexReader) throws(IndexError) -> LikenessVector {
        if let known = vectors[document] { return known }
        var found: [LikenessVector.Entry] = []
        try reader.forEachTermWeight(of: document) { (name, frequency) throws(IndexError) in
            let term = try self.term(name, in: reader)
            guard term.number >= 0 else { return }
            let weight = LikenessModel.weight(frequency: Double(frequency), rarity: term.rarity)
            found.append(LikenessVector.Entry(term: term.number, weight: Float(weight)))
        }
        let vector = LikenessVector(scaling: found)
        vectors[document] = vector
        entries += found.count
        return vector
    }

    private mutating func term(_ name: [UInt8], in reader: IndexReader) throws(IndexError) -> Term {
        if let known = terms[name] { return known }
        let documents = try reader.documentFrequency(of: String(decoding: name, as: UTF8.self))
        let rarity = LikenessModel.rarity(documents: documents, of: reader.documentCount)
        let term = Term(number: rarity > 0 ? Int32(clamping: names.count) : -1, rarity: rarity)
        if rarity > 0 { names.append(name) }
        terms[name] = term
        return term
    }
}
