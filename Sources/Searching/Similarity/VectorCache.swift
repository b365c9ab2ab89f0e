// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import DocumentVectors
internal import FinnishText
internal import SearchIndex

/// The terms that documents are compared by, numbered, and the documents met so far as vectors: of one state of the
/// index, and of whole documents or of one field.
struct VectorCache {
    /// The most entries of vectors, 8 bytes each: of whole documents, and of a field.
    private static let mostEntries = (whole: 3_000_000, field: 750_000)
    /// The most terms, about 100 bytes each, likewise.
    private static let mostTerms = (whole: 300_000, field: 75_000)

    private struct Term {
        /// The term's number; below 0 where it says nothing.
        var number: Int32
        /// The weight of an occurrence, from 0.
        var rarity: Double
    }

    /// The field that is compared; nil is the whole document.
    let field: QueryField?
    /// The beginning of the field's terms in the index.
    private let prefix: String
    private var terms: [[UInt8]: Term] = [:]
    private var names: [[UInt8]] = []
    private var vectors: WeightedCache<UInt32, SparseVector>
    /// The number of documents that could have the field; 0 where that was not asked yet.
    private var withField = 0

    init(field: QueryField? = nil) {
        self.field = field
        prefix = field.map { Schema.fieldPrefix($0.rawValue) } ?? ""
        vectors = WeightedCache(cost: field == nil ? Self.mostEntries.whole : Self.mostEntries.field)
    }

    /// The number of terms that have numbers.
    var termCount: Int { names.count }

    /// The lemma of the number `number`.
    func lemma(of number: Int32) -> String { String(decoding: names[Int(number)], as: UTF8.self) }

    /// The index's term of the number `number`.
    func term(of number: Int32) -> String { Schema.bounded(prefix + lemma(of: number)) }

    /// Forgets everything where terms have become too many. Not in the middle of an answer: numbers of terms change.
    mutating func trim() {
        if terms.count > (field == nil ? Self.mostTerms.whole : Self.mostTerms.field) {
            self = VectorCache(field: field)
        }
    }

    /// The vector of `document`: a fraction of a microsecond remembered, else about 0.1 ms; where many of its terms
    /// are new, some 2 µs for each more.
    mutating func vector(
        of document: UInt32, in reader: IndexReader, _ analyser: Analyser
    ) throws(IndexError) -> SparseVector {
        if let known = vectors.value(for: document) { return known }
        var found: [SparseVector.Entry] = []
        // A message for each term would take too long.
        var told: [String: Int] = [:]
        if reader.isRemote, field == nil {
            for term in try reader.terms(of: document, withDocumentFrequency: true) {
                told[term.term] = Int(term.documents)
            }
        }
        func count(_ name: [UInt8], _ frequency: Double) throws(IndexError) {
            let term = try self.term(name, in: reader, told)
            guard term.number >= 0 else { return }
            let weight = SimilarityModel.weight(frequency: frequency, rarity: term.rarity)
            found.append(SparseVector.Entry(term: term.number, weight: Float(weight)))
        }
        if let field {
            for (name, frequency) in FieldWords.lemmas(of: field, in: try reader.record(of: document), analyser) {
                try count(Array(name.utf8), frequency)
            }
        } else {
            try reader.forEachTermWeight(of: document) { (name, frequency) throws(IndexError) in
                try count(name, Double(frequency))
            }
        }
        let vector = SparseVector(scaling: found)
        vectors.insert(vector, for: document, cost: max(found.count, 1))
        return vector
    }

    /// The term of this name; `told` has the numbers of documents of some.
    private mutating func term(
        _ name: [UInt8], in reader: IndexReader, _ told: [String: Int]
    ) throws(IndexError) -> Term {
        if let known = terms[name] { return known }
        let text = prefix + String(decoding: name, as: UTF8.self)
        let documents = if let known = told[text] { known } else { try reader.documentFrequency(of: text) }
        let rarity: Double
        if field == nil {
            rarity = SimilarityModel.rarity(documents: documents, of: reader.documentCount)
        } else {
            if withField == 0 { withField = try Self.papers(in: reader) }
            rarity = SimilarityModel.rarityInField(documents: documents, of: withField)
        }
        let term = Term(number: rarity > 0 ? Int32(clamping: names.count) : -1, rarity: rarity)
        if rarity > 0 { names.append(name) }
        terms[name] = term
        return term
    }

    /// The number of documents that are papers of projects, which have fields.
    private static func papers(in reader: IndexReader) throws(IndexError) -> Int {
        var papers = reader.documentCount
        papers -= try reader.documentFrequency(of: Schema.Prefix.kind + "muu")
        return max(1, papers)
    }
}
