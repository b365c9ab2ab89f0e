// SPDX-License-Identifier: GPL-3.0-or-later
public import Sayings

/// A query after reading: its syntax tree, its words, and what a person should know about how it was read.
public struct ParsedQuery: Hashable, Sendable {
    /// The query as typed.
    public var text: String
    /// The syntax tree; nil where it holds nothing to search for, which matches no document.
    public var root: QueryNode?
    /// The words that are asked for (not those excluded), in the order of the query. Found anew each time.
    public var words: [QueryWord] { root?.positiveWords() ?? [] }
    /// Sentences that say what was ignored or read as text.
    public var notes: [Saying]

    /// The query among documents that were first indexed on the day `since` or later; itself where that is nil.
    func restricted(since: Day?) -> ParsedQuery {
        guard let since, let root else { return self }
        let filter = QueryClause(occurrence: .filter, node: QueryNode(.since(since.number), columns: root.columns))
        var query = self
        if case .group(let clauses) = root.kind {
            query.root = QueryNode(.group(clauses + [filter]), columns: root.columns)
        } else {
            query.root = QueryNode(
                .group([QueryClause(occurrence: .may, node: root), filter]), columns: root.columns)
        }
        return query
    }

    /// The notes as one line; nil where there are none.
    public var note: String? { notes.line }

    /// The query with other words in place of some: how a corrected query is shown.
    ///
    /// - Parameter replacements: words and the columns of those they replace, which must not overlap; columns that the
    ///   query does not have are passed over.
    /// - Returns: the query with those words.
    public func replacing(_ replacements: [(columns: Range<Int>, word: String)]) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var next = 0
        for replacement in replacements.sorted(by: { $0.columns.lowerBound < $1.columns.lowerBound }) {
            let start = replacement.columns.lowerBound - 1
            let end = replacement.columns.upperBound - 1
            guard start >= next, end <= scalars.count else { continue }
            result.append(contentsOf: scalars[next..<start])
            result.append(contentsOf: replacement.word.unicodeScalars)
            next = end
        }
        result.append(contentsOf: scalars[next...])
        return String(result)
    }
}

/// A word that a query asks for.
public struct QueryWord: Hashable, Sendable {
    /// A way to ask for a word.
    public enum Form: Hashable, Sendable {
        /// Any of its forms.
        case any
        /// Any of its forms, next to the other words of a phrase.
        case inPhrase
        /// Exactly this form.
        case exact
        /// Words that begin so.
        case prefix
        /// Words that end so.
        case suffix
    }

    /// The word without punctuation at its edges.
    public var text: String
    /// Where it stands in the query: Unicode scalars from 1, half-open.
    public var columns: Range<Int>
    /// The way it is asked for.
    public var form: Form
    /// The field it is asked for in; nil is the whole document.
    public var field: QueryField?

    /// A word of these parts.
    public init(_ text: String, columns: Range<Int>, form: Form = .any, field: QueryField? = nil) {
        self.text = text
        self.columns = columns
        self.form = form
        self.field = field
    }
}

extension QueryNode {
    /// The words that the node asks for, by rising columns.
    func positiveWords(in field: QueryField? = nil) -> [QueryWord] {
        switch kind {
        case .words(let text): return text.words(.any, in: field)
        case .phrase(let text, let exact): return text.words(exact ? .exact : .inPhrase, in: field)
        case .exact(let text): return text.words(.exact, in: field)
        case .prefix(let text): return [QueryWord(text.text, columns: text.columns, form: .prefix, field: field)]
        case .suffix(let text): return [QueryWord(text.text, columns: text.columns, form: .suffix, field: field)]
        case .group(let clauses):
            return clauses.filter { $0.occurrence != .mustNot }.flatMap { $0.node.positiveWords(in: field) }
        case .and(let nodes), .near(let nodes, _): return nodes.flatMap { $0.positiveWords(in: field) }
        case .field(let field, let node): return node.positiveWords(in: field)
        case .not, .range, .since: return []
        }
    }
}

extension QueryText {
    /// The words of the text: what stands between spaces, without punctuation at the edges.
    func words(_ form: QueryWord.Form, in field: QueryField?) -> [QueryWord] {
        let scalars = Array(text.unicodeScalars)
        var result: [QueryWord] = []
        for piece in scalars.indices.split(whereSeparator: { scalars[$0].isQuerySpace || scalars[$0] == ";" }) {
            let word = scalars.trimmedWord(piece.startIndex..<piece.endIndex)
            guard !word.isEmpty else { continue }
            let start = columns.lowerBound + word.lowerBound
            result.append(
                QueryWord(scalars.string(word), columns: start..<(start + word.count), form: form, field: field))
        }
        return result
    }
}

extension [Saying] {
    /// The sentences as one line; nil where there are none.
    var line: String? { isEmpty ? nil : map(\.description).joined(separator: " ") }
}
