// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether terms related to the query's words count too: parts of its compounds, expansion terms.
public enum Related: String, Hashable, Sendable {
    /// They count, below the query's own words.
    case yes
    /// They do not.
    case no
    /// They count only where nothing matches otherwise, and the answer says so.
    case auto
}

/// By what hits are ordered.
public struct SortKey: Hashable, Sendable {
    /// A sort key of the query language: `rahoitus`, `alkaa`, `päättyy`, `otsikko`.
    public var name: String
    /// Whether the largest comes first.
    public var falling: Bool

    /// The key `name`.
    public init(_ name: String, falling: Bool = false) {
        self.name = name
        self.falling = falling
    }
}

/// A search: what SEARCH, COUNT and `haku search` ask.
public struct SearchRequest: Hashable, Sendable {
    /// The query in the query language.
    public var query: String
    /// How many of the best hits to skip.
    public var offset = 0
    /// How many hits to return at most.
    public var limit = 10
    /// Whether related terms count.
    public var related = Related.auto
    /// Whether hits carry snippets.
    public var snippets = true
    /// By what to order; nil is by weight.
    public var sort: SortKey?
    /// Whether hits of one project are collapsed into the best of them.
    public var collapseProjects = false

    /// A search for `query`.
    public init(query: String) {
        self.query = query
    }
}

/// One hit.
public struct Hit: Hashable, Sendable {
    /// The rank, from 1.
    public var rank: Int
    /// The weight; comparable within one search only.
    public var score: Double
    /// The document's id.
    public var id: String
    /// Its title.
    public var title: String
    /// Where the query's words stand, between `«` and `»`; empty where no snippet was asked for.
    public var snippet: String
    /// The page of the snippet; nil where the document has no pages.
    public var page: Int?

    /// A hit of these parts.
    public init(rank: Int, score: Double, id: String, title: String, snippet: String = "", page: Int? = nil) {
        self.rank = rank
        self.score = score
        self.id = id
        self.title = title
        self.snippet = snippet
        self.page = page
    }
}

/// The answer to a ``SearchRequest``.
public struct SearchAnswer: Hashable, Sendable {
    /// The hits asked for, best first.
    public var hits: [Hit] = []
    /// How many documents match.
    public var matches = 0
    /// Whether ``matches`` is exact.
    public var exact = true
    /// Whether related terms counted.
    public var related = false
    /// The query as it was searched, where a word was replaced by the nearest that finds something.
    public var corrected: String?
    /// What a person should know about how the query was read.
    public var note: String?
    /// The generation of the index that was asked.
    public var generation: UInt64 = 0

    /// An empty answer.
    public init() {}
}

/// A search for documents like one: what SIMILAR and `haku similar` ask.
public struct SimilarRequest: Hashable, Sendable {
    /// A document id, or a project's code.
    public var id: String
    /// How many of the best hits to skip.
    public var offset = 0
    /// How many hits to return at most.
    public var limit = 10
    /// Whether other papers of the same project are shown (first), rather than left out.
    public var sameProject = false
    /// The one field to compare by; nil is all of the document.
    public var by: String?
    /// Whether documents of the same region are left out.
    public var elsewhere = false

    /// A search for documents like `id`.
    public init(id: String) {
        self.id = id
    }
}

/// One document that is like another.
public struct SimilarHit: Hashable, Sendable {
    /// The rank, from 1.
    public var rank: Int
    /// The likeness; comparable within one answer only.
    public var score: Double
    /// The document's id.
    public var id: String
    /// Its title.
    public var title: String
    /// The words that tie the two, the strongest first.
    public var why: [String]

    /// A hit of these parts.
    public init(rank: Int, score: Double, id: String, title: String, why: [String]) {
        self.rank = rank
        self.score = score
        self.id = id
        self.title = title
        self.why = why
    }
}

/// The answer to a ``SimilarRequest``.
public struct SimilarAnswer: Hashable, Sendable {
    /// The documents, the most alike first.
    public var hits: [SimilarHit] = []
    /// What a person should know about how the request was read.
    public var note: String?

    /// An empty answer.
    public init() {}
}

/// One line of a document's text.
public struct TextLine: Hashable, Sendable {
    /// The line's number, from 1.
    public var number: Int
    /// Its text.
    public var text: String
    /// The page it stands on; nil where the document has no pages.
    public var page: Int?

    /// A line of these parts.
    public init(number: Int, text: String, page: Int? = nil) {
        self.number = number
        self.text = text
        self.page = page
    }
}

/// A value of a field and how many documents hold it.
public struct Facet: Hashable, Sendable {
    /// The field.
    public var field: String
    /// Its value.
    public var value: String
    /// How many documents hold it.
    public var count: Int

    /// A facet of these parts.
    public init(field: String, value: String, count: Int) {
        self.field = field
        self.value = value
        self.count = count
    }
}

/// A word of the index, in the form people write.
public struct Suggestion: Hashable, Sendable {
    /// The word.
    public var text: String
    /// How many documents hold it.
    public var documents: Int

    /// A suggestion of these parts.
    public init(text: String, documents: Int) {
        self.text = text
        self.documents = documents
    }
}

/// One thing that made a document score.
public struct Explanation: Hashable, Sendable {
    /// The term, as a person would read it.
    public var term: String
    /// What kind of evidence it is: `lemma`, `part`, `base`, `folded`, `synonym`, `related`, `phrase`, `title`…
    public var kind: String
    /// The weight it added.
    public var weight: Double

    /// An explanation of these parts.
    public init(term: String, kind: String, weight: Double) {
        self.term = term
        self.kind = kind
        self.weight = weight
    }
}

/// A line of a document in which a form of the query's words stands.
public struct MatchingLine: Hashable, Sendable {
    /// The document's id.
    public var id: String
    /// The line's number in the repaired text, from 1.
    public var line: Int
    /// The column of the first matching word, from 1, in Unicode scalars.
    public var column: Int
    /// The line.
    public var text: String
    /// Where matching words stand: half-open UTF-8 offsets of ``text``.
    public var matches: [Range<Int>]

    /// A line of these parts.
    public init(id: String, line: Int, column: Int, text: String, matches: [Range<Int>]) {
        self.id = id
        self.line = line
        self.column = column
        self.text = text
        self.matches = matches
    }
}
