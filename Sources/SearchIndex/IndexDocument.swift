// SPDX-License-Identifier: GPL-3.0-or-later

/// A posting list's entry for one document: a term as Xapian stores it, with its prefix.
public struct IndexTerm: Hashable, Sendable {
    /// The term in UTF-8, at most 245 bytes (a NUL counts twice).
    public var term: String
    /// How often it counts within the document.
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
    /// The terms, without repeats. The unique term of the id is the writer's business.
    public var terms: [IndexTerm]
    /// Values by their slots, for sorting, ranges and facets.
    public var values: [UInt32: [UInt8]]
    /// What a hit shows.
    public var record: StoredDocument
    /// The text, repaired and as it came.
    public var text: StoredText
    /// What the document is compared with others by, without repeats.
    public var weights: [TermWeight]

    /// A document of these parts.
    public init(
        terms: [IndexTerm], values: [UInt32: [UInt8]], record: StoredDocument, text: StoredText,
        weights: [TermWeight] = []
    ) {
        self.terms = terms
        self.values = values
        self.record = record
        self.text = text
        self.weights = weights
    }
}
