// SPDX-License-Identifier: GPL-3.0-or-later
public import CodedErrors
internal import Sayings

/// Reads the query language; its grammar stands in PROTOCOL.md, "The query language".
public struct QueryParser {
    /// The most words that a query may have; operators and parentheses count as words.
    public static let mostWords = 1000
    /// The deepest nesting of parentheses.
    public static let deepest = 64
    /// The distance of a NEAR that names none.
    public static let usualDistance = 10
    /// The farthest that NEAR looks, in word positions.
    public static let farthest = 1000

    /// Reads a query.
    ///
    /// Linear in the length of the query.
    ///
    /// - Parameter text: any text.
    /// - Returns: what the query asks for; ``ParsedQuery/notes`` says what of it was ignored or read as text.
    /// - Throws: ``SearchError/Code/syntax`` with the column of a quotation mark `"` or a parenthesis `(` that is not
    ///   closed; ``SearchError/Code/tooLarge`` over ``mostWords`` words or ``deepest`` nested parentheses.
    public static func parse(_ text: String) throws(SearchError) -> ParsedQuery {
        var lexer = QueryLexer(text)
        try lexer.run()
        var builder = QueryBuilder(lexer)
        let root = try builder.query()
        return ParsedQuery(text: text, root: root, notes: builder.notes.sentences)
    }

    /// The error for a query of too many words.
    static var tooManyWords: SearchError {
        SearchError(.tooLarge, "The query has more than \(mostWords) words: ask with fewer.")
    }
}
