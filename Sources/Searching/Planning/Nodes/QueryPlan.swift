// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// A node of a query as it is planned: what matches it, and what it asks for.
///
/// Combining nodes is concatenating what they ask for, in the order of the query; ``excluded`` is the one that asks for
/// nothing.
struct PlannedNode {
    /// Documents that match, by parts.
    var shape: QueryShape
    /// Words asked for, for related terms, corrections and explanations.
    var words: [WordPlan] = []
    /// Words, forms and beginnings to mark in texts.
    var marks: [TermMatcher.Mark] = []
    /// Words asked for in a row, by the numbers of their marks.
    var runs: [[Int]] = []
    /// Phrases and NEARs asked for, as they stand in ``query``.
    var phrases: [IndexQuery] = []
    /// The terms of names in other languages that several words of the query have together, or that are of several words.
    var translations: Set<String> = []
    /// True if ``query`` holds phrases or NEARs of word forms, which ``FormPlaces`` has to find in texts.
    var needsTexts = false
    /// True if some document is known to match.
    var isFound = false

    /// A node that matches the documents of `query`, and asks for `words`.
    init(
        query: IndexQuery, words: [WordPlan] = [], marks: [TermMatcher.Mark] = [], needsTexts: Bool = false,
        isFound: Bool = false
    ) {
        shape = QueryShape(query)
        self.words = words
        self.marks = marks
        self.needsTexts = needsTexts
        self.isFound = isFound
    }

    /// Documents that match; setting it forgets the parts.
    var query: IndexQuery {
        get { shape.query }
        set { shape = QueryShape(newValue) }
    }

    /// The node as a NOT has it: it asks for nothing.
    var excluded: PlannedNode { PlannedNode(query: query, needsTexts: needsTexts) }

    /// Takes in what `other` asks for.
    mutating func ask(_ other: PlannedNode) {
        words += other.words
        runs += other.runs.map { run in run.map { $0 + marks.count } }
        marks += other.marks
        phrases += other.phrases
        translations.formUnion(other.translations)
        needsTexts = needsTexts || other.needsTexts
    }
}

/// A query ready to run.
struct QueryPlan {
    /// The whole query.
    private(set) var root: PlannedNode
    /// True if related terms count.
    let isRelated: Bool

    /// The plan of a query whose root is `root`.
    init(_ root: PlannedNode, isRelated: Bool) {
        self.root = root
        self.isRelated = isRelated
    }

    /// Documents that match.
    var query: IndexQuery { root.query }
    /// The same by parts.
    var shape: QueryShape { root.shape }
    /// Words asked for.
    var words: [WordPlan] { root.words }
    /// Terms of names in other languages, beside those of the words.
    var translations: Set<String> { root.translations }
    /// The words to mark in a text.
    var matcher: TermMatcher { TermMatcher(root.marks, related: isRelated ? root.words : []) }
    /// Words to mark only where they stand in a row.
    var runs: WordRuns { WordRuns(root.runs, of: root.marks) }
    /// True if words are asked for next to each other, and some document has them so.
    var isPhrase: Bool { root.phrases.contains { $0 != .nothing } }

    /// Finds phrases of word forms in texts. Does nothing where there are none, or they were found before.
    ///
    /// - Throws: `IndexError`.
    mutating func findForms(_ places: FormPlaces) throws(IndexError) {
        guard root.needsTexts else { return }
        root.shape = try root.shape.changed { query throws(IndexError) in try places.resolved(query) }
        var phrases: [IndexQuery] = []
        for phrase in root.phrases { phrases.append(try places.resolved(phrase)) }
        root.phrases = phrases
        root.needsTexts = false
    }
}
