// SPDX-License-Identifier: GPL-3.0-or-later

/// The kind of a data line: its first word, and what its columns are called.
///
/// An enumeration would have to be switched over by every client of the library; these are names only. It holds nothing
/// that is counted: all threads make rows of the same kinds.
public struct RowKind: Hashable, Sendable {
    private enum Wrapped: Hashable, Sendable {
        case hit, similar, facet, field, line, word, term, token, text, `repair`, stat, metric, verb
    }

    private let wrapped: Wrapped

    /// The first column of the line, in lower case.
    public var name: String {
        switch wrapped {
        case .hit, .similar: "hit"
        case .facet: "facet"
        case .field: "field"
        case .line: "line"
        case .word: "word"
        case .term: "term"
        case .token: "token"
        case .text: "text"
        case .repair: "repair"
        case .stat: "stat"
        case .metric: "metric"
        case .verb: "verb"
        }
    }

    /// The names of the columns after it: the keys of the line's JSON object.
    public var columns: [String] {
        switch wrapped {
        case .hit: ["rank", "score", "id", "title", "snippet", "page"]
        case .similar: ["rank", "score", "id", "title", "why"]
        case .facet: ["field", "value", "count"]
        case .field, .stat: ["name", "value"]
        case .line: ["number", "text", "page"]
        case .word: ["text", "documents"]
        case .term: ["term", "evidence", "weight"]
        case .token: ["start", "end", "surface", "lemmas", "parts", "terms"]
        case .text: ["repaired"]
        case .repair: ["original", "repaired", "confidence"]
        case .metric: ["line"]
        case .verb: ["name", "usage"]
        }
    }

    /// A hit of SEARCH.
    public static let hit = RowKind(wrapped: .hit)
    /// A hit of SIMILAR.
    public static let similar = RowKind(wrapped: .similar)
    /// A value of FACETS.
    public static let facet = RowKind(wrapped: .facet)
    /// A field of SHOW.
    public static let field = RowKind(wrapped: .field)
    /// A line of TEXT.
    public static let line = RowKind(wrapped: .line)
    /// A word of SUGGEST.
    public static let word = RowKind(wrapped: .word)
    /// A term of EXPLAIN. `kind` names the line in JSON, so the term's kind is called `evidence` there.
    public static let term = RowKind(wrapped: .term)
    /// A token of ANALYSE.
    public static let token = RowKind(wrapped: .token)
    /// The text of NORMALISE.
    public static let text = RowKind(wrapped: .text)
    /// A repair of NORMALISE.
    public static let `repair` = RowKind(wrapped: .repair)
    /// A figure of STATS.
    public static let stat = RowKind(wrapped: .stat)
    /// A line of METRICS.
    public static let metric = RowKind(wrapped: .metric)
    /// A verb of HELP.
    public static let verb = RowKind(wrapped: .verb)
}

/// A value of a column or of a final line's key.
public enum Value: Hashable, Sendable {
    /// Text of a document or of a person. `«` and `»` in it become `‹` and `›`, so that they are never taken for marks.
    case text(String)
    /// Text without `«` and `»`, and the half-open UTF-8 offsets of what matched in it, rising and without overlaps. On
    /// the wire `«` and `»` stand around each match.
    case marked(String, [Range<Int>])
    /// A whole number.
    case integer(Int)
    /// A number, with this many decimals.
    case number(Double, decimals: Int)
    /// Several texts: parted by commas, in JSON an array.
    case list([String])
    /// Nothing: an empty column, in JSON null.
    case none
}

/// One data line.
public struct Row: Hashable, Sendable {
    /// What the line is.
    public var kind: RowKind
    /// The columns after the kind, in the order of ``RowKind/columns`` and as many.
    public var values: [Value]

    /// A line of this kind.
    public init(_ kind: RowKind, _ values: Value...) {
        self.kind = kind
        self.values = values
    }
}

/// The answer to one request: data lines, then the final line.
public struct Reply: Hashable, Sendable {
    /// A key of the final line and its value.
    public struct Pair: Hashable, Sendable {
        /// The key: a–z, digits, `-`.
        public var key: String
        /// The value.
        public var value: Value

        /// The pair `key=value`.
        public init(_ key: String, _ value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// How a reply ends.
    public enum Final: Hashable, Sendable {
        /// `OK`, with these keys in this order.
        case ok([Pair])
        /// `ERR`.
        case error(ReplyError)
    }

    /// The data lines.
    public var rows: [Row]
    /// The final line.
    public var final: Final
    /// Whether the server closes the connection after this reply.
    public var closes: Bool

    /// `OK` with `pairs`, after `rows`.
    public init(rows: [Row] = [], _ pairs: [Pair] = [], closes: Bool = false) {
        self.rows = rows
        self.final = .ok(pairs)
        self.closes = closes
    }

    /// `ERR`.
    public init(_ error: ReplyError) {
        self.rows = []
        self.final = .error(error)
        self.closes = error.closes
    }

    /// The error, where the final line is one.
    public var error: ReplyError? {
        if case .error(let error) = final { error } else { nil }
    }
}
