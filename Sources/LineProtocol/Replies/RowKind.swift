// SPDX-License-Identifier: GPL-3.0-or-later

/// The kind of a data line: its first word, and what its columns are called.
///
/// An enumeration would have to be switched over by every client of the library; these are names only. It holds nothing
/// that is counted: all threads make rows of the same kinds.
public struct RowKind: Hashable, Sendable {
    private enum Wrapped: Hashable, Sendable {
        case hit, similar, reason, document, comparison, match, lineCount, facet, field, line, word, term, token, text,
            `repair`, madeRepair, doubtfulRepair, stat, metric, verb
    }

    private let wrapped: Wrapped

    /// The first column of the line, in lower case.
    public var name: String {
        switch wrapped {
        case .hit, .similar: "hit"
        case .reason: "why"
        case .document: "document"
        case .comparison: "compare"
        case .match: "match"
        case .lineCount: "lines"
        case .facet: "facet"
        case .field: "field"
        case .line: "line"
        case .word: "word"
        case .term: "term"
        case .token: "token"
        case .text: "text"
        case .repair, .madeRepair: "repair"
        case .doubtfulRepair: "doubtful"
        case .stat: "stat"
        case .metric: "metric"
        case .verb: "verb"
        }
    }

    /// The names of the columns after it: the keys of the line's JSON object.
    public var columns: [String] {
        switch wrapped {
        case .hit: ["rank", "score", "id", "title", "snippet", "page", "polku", "url", "copies"]
        case .similar: ["rank", "score", "id", "title", "why", "polku", "url"]
        case .reason: ["rank", "word", "own", "other"]
        case .document: ["id", "title"]
        case .comparison: ["field", "first", "second", "shared"]
        case .match: ["id", "line", "column", "text", "page"]
        case .lineCount: ["id", "count"]
        case .facet: ["field", "value", "count"]
        case .field, .stat: ["name", "value"]
        case .line: ["number", "text", "page"]
        case .word: ["text", "documents"]
        case .term: ["term", "evidence", "weight"]
        case .token: ["start", "end", "surface", "lemmas", "parts", "terms"]
        case .text: ["repaired"]
        case .repair: ["original", "repaired", "confidence", "refused", "confirmed"]
        case .madeRepair: ["line", "column", "original", "repaired", "confidence", "reason"]
        case .doubtfulRepair: ["original", "repaired", "confidence", "id", "line", "text", "page", "title"]
        case .metric: ["line"]
        case .verb: ["name", "usage"]
        }
    }

    /// The column after all others, fields too, of a hit of SEARCH or a line of LINES in a cell of a workbook: `Talous!B12`.
    /// Lines without one lack it.
    public static let cell = "solu"

    /// True if ``cell`` may come after all other columns.
    public var takesCell: Bool { wrapped == .hit || wrapped == .match }

    /// True if fields of the line's document, or the name of its index, may follow the columns.
    var takesFields: Bool {
        switch wrapped {
        case .hit, .similar, .document, .match, .lineCount: true
        default: false
        }
    }

    /// The columns whose texts have `«` and `»` around matches.
    var markedColumns: [String] {
        switch wrapped {
        case .hit: ["snippet"]
        case .reason: ["own", "other"]
        case .comparison: ["first", "second"]
        case .match, .line: ["text"]
        default: []
        }
    }

    /// A hit of SEARCH.
    public static let hit = RowKind(wrapped: .hit)
    /// A hit of SIMILAR.
    public static let similar = RowKind(wrapped: .similar)
    /// A word that ties a hit of SIMILAR, with the passages of both documents that show it.
    public static let reason = RowKind(wrapped: .reason)
    /// A document of LIST.
    public static let document = RowKind(wrapped: .document)
    /// A field of two documents that COMPARE lays side by side.
    public static let comparison = RowKind(wrapped: .comparison)
    /// A line of LINES, or one beside it, which has no column.
    public static let match = RowKind(wrapped: .match)
    /// A document of LINES and the number of its lines.
    public static let lineCount = RowKind(wrapped: .lineCount)
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
    /// A repair of NORMALISE, or of a line of TEXT.
    public static let `repair` = RowKind(wrapped: .repair)
    /// A repair of a stored document, which SHOW tells. The line and the column are those of the text as it came.
    public static let madeRepair = RowKind(wrapped: .madeRepair)
    /// A repair of REPAIRS. The line is that of the text as it came.
    public static let doubtfulRepair = RowKind(wrapped: .doubtfulRepair)
    /// A figure of STATS.
    public static let stat = RowKind(wrapped: .stat)
    /// A line of METRICS.
    public static let metric = RowKind(wrapped: .metric)
    /// A verb of HELP.
    public static let verb = RowKind(wrapped: .verb)

    /// The kinds by their names, which two of them may share.
    static let named = Dictionary(
        grouping: [
            hit, similar, reason, document, comparison, match, lineCount, facet, field, line, word, term, token, text,
            `repair`, madeRepair, doubtfulRepair, stat, metric, verb,
        ], by: \.name)
}
