// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines that a query's words stand in: what LINES and `haku lines` ask.
public struct LinesRequest: Hashable, Sendable {
    /// The query.
    public var query: String
    /// The use of related terms.
    public var related: Related
    /// The document to look in, as a person names one; nil is all.
    public var document: String?
    /// The page to look on; nil is all. A document without pages is all page 1.
    public var page: Int?
    /// The number of lines to show before and after each.
    public var context: Int

    /// The lines of the documents that match `query`.
    public init(
        _ query: String, related: Related = .auto, document: String? = nil, page: Int? = nil, context: Int = 0
    ) {
        (self.query, self.related) = (query, related)
        (self.document, self.page, self.context) = (document, page, context)
    }
}

/// A line of a document in which a form of the query's words stands, or one beside such a line.
public struct MatchingLine: Hashable, Sendable {
    /// The document's id.
    public var id: String
    /// The line's number in the repaired text, from 1.
    public var line: Int
    /// The column of the first matching word, from 1, in Unicode scalars; nil where none stands in the line.
    public var column: Int?
    /// The line.
    public var text: String
    /// Where matching words stand: half-open UTF-8 offsets of ``text``.
    public var matches: [Range<Int>]
    /// The page that the line begins on; nil where the document has no pages.
    public var page: Int?
    /// The cell of a workbook in which the first match stands, `Talous!B12`; nil where nobody knows.
    public var cell: String?
    /// The name of the document's index, where several were searched.
    public var index: String?
}

/// Some documents' lines, and where to go on.
public struct LinesPart: Sendable {
    /// The place right behind a document.
    public struct Place: Hashable, Sendable {
        /// The number of documents up to it, best first.
        public var documents: Int
        /// A mark of the state of the index in which they come in this order.
        public var state: String

        /// The place behind so many documents in a state of the index.
        public init(documents: Int, state: String) {
            self.documents = documents
            self.state = state
        }
    }

    /// The lines of each document that has any, best documents first.
    public var documents: [[MatchingLine]] = []
    /// Where the lines go on; nil where nothing is left of them.
    public var next: Place?
}
