// SPDX-License-Identifier: GPL-3.0-or-later

/// A posting list's entry for one document: a term as Xapian stores it, with its prefix.
public struct IndexTerm: Hashable, Sendable {
    /// The term in UTF-8, at most 245 bytes (a NUL counts twice).
    public var term: String
    /// Its frequency in the document (``Schema/Frequency``), 0 or more.
    public var frequency: UInt32
    /// The word positions it stands at, rising, without repeats; empty for a term without positions.
    public var positions: [UInt32]

    /// A term that stands at `positions` and counts `frequency` times.
    public init(_ term: String, frequency: UInt32, positions: [UInt32] = []) {
        self.term = term
        self.frequency = frequency
        self.positions = positions
    }
}

/// A document on its way into the index.
public struct IndexDocument: Sendable {
    /// The terms it is found under, each once.
    public var packedTerms: PackedTerms
    /// Values by their slots, for sorting, ranges and facets.
    public var values: [UInt32: [UInt8]]
    /// The record, which hits show.
    public var record: StoredDocument
    /// The text, repaired and as it came.
    public var text: StoredText
    /// Weighted terms for comparing it with other documents, each once.
    public var weights: [TermWeight]

    /// ``packedTerms`` one by one.
    public var terms: [IndexTerm] {
        get { packedTerms.terms }
        set { packedTerms = PackedTerms(newValue) }
    }

    /// A document of these parts.
    public init(
        terms: [IndexTerm], values: [UInt32: [UInt8]], record: StoredDocument, text: StoredText,
        weights: [TermWeight] = []
    ) {
        self.init(packedTerms: PackedTerms(terms), values: values, record: record, text: text, weights: weights)
    }

    /// A document of these parts.
    public init(
        packedTerms: PackedTerms, values: [UInt32: [UInt8]], record: StoredDocument, text: StoredText,
        weights: [TermWeight] = []
    ) {
        self.packedTerms = packedTerms
        self.values = values
        self.record = record
        self.text = text
        self.weights = weights
    }
}
