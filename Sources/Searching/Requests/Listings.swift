// SPDX-License-Identifier: GPL-3.0-or-later

/// One line of a document's text.
public struct TextLine: Hashable, Sendable {
    /// The line's number, from 1.
    public var number: Int
    /// Its text.
    public var text: String
    /// The page it stands on; nil where the document has no pages.
    public var page: Int?
    /// Where it begins in the text, in UTF-8 bytes.
    public var start = 0
    /// Where words of a query stand in it, half-open UTF-8 offsets of ``text``, by rising offset.
    public var matches: [Range<Int>] = []
    /// True once the words of a query were looked for; then `«»` of ``text`` are `‹›`.
    public var isMarked = false
    /// The repairs of it, in their order.
    public var repairs: [LineRepair] = []
}

/// A repair of a line.
public struct LineRepair: Hashable, Sendable {
    /// The word as it came.
    public var original: String
    /// The word that stands in the line in its place.
    public var repaired: String
    /// The probability that it is right, 0…1.
    public var confidence: Double
}

/// Lines of a document's text, and where to go on.
public struct TextPart: Hashable, Sendable {
    /// A line's number, and where it begins in the text, in UTF-8 bytes.
    public struct Place: Hashable, Sendable {
        /// The number, from 1.
        public var line: Int
        /// The beginning.
        public var start: Int
    }

    /// The lines.
    public var lines: [TextLine] = []
    /// The line after them, where there is one that was asked for.
    public var next: Place?
    /// A mark of the document's text, where only a part was asked for: another text has another.
    public var document = ""
}

/// A value of a field and how many documents hold it.
public struct Facet: Hashable, Sendable {
    /// The field.
    public var field: String
    /// Its value.
    public var value: String
    /// The number of documents that hold it.
    public var count: Int
}

/// A word of the index, in the form people write.
public struct Suggestion: Hashable, Sendable {
    /// The word.
    public var text: String
    /// The number of documents that hold it.
    public var documents: Int
}

/// One thing that made a document score.
public struct Explanation: Hashable, Sendable {
    /// The term, as a person would read it.
    public var term: String
    /// The kind of evidence: `lemma`, `part`, `base`, `folded`, `synonym`, `related`, `phrase`, `title`…
    public var kind: String
    /// The weight it added.
    public var weight: Double
}
