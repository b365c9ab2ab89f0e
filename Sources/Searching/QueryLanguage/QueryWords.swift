// SPDX-License-Identifier: GPL-3.0-or-later

extension QueryBuilder {
    /// The node of a word; nil where it holds nothing to search for.
    mutating func word(_ range: Range<Int>, in field: QueryField?) -> QueryNode? {
        if let field, field.values != .text, let value = value(range, of: field) { return value }
        guard range.contains(where: { scalars[$0].isSearchable }) else {
            let isStar = range.allSatisfy { scalars[$0] == "*" }
            // What was blanked has been said already.
            if range.contains(where: { scalars[$0] != ";" }) {
                notes.say(isStar ? .loneStar : .wordless, scalars.string(range))
            }
            return nil
        }
        if let wildcard = wildcard(range) { return wildcard }
        var text = text(range)
        if text.text.unicodeScalars.contains("*") {
            notes.say(.star, text.text)
            text.text = Self.blankingStars(text.text)
        }
        return QueryNode(.words(text), columns: text.columns)
    }

    /// The node of `=word`.
    mutating func exact(_ range: Range<Int>, in field: QueryField?) -> QueryNode? {
        if let wildcard = wildcard(range) {
            notes.say(.exactStar, "=" + scalars.string(range))
            return wildcard
        }
        guard let node = word(range, in: field), case .words = node.kind else { return nil }
        let form = scalars.trimmedWord(range)
        var text = text(form)
        text.text = Self.blankingStars(text.text)
        return QueryNode(.exact(text), columns: form.lowerBound..<(form.upperBound + 1))
    }

    /// The node of what stands between quotation marks.
    mutating func phrase(
        _ content: Range<Int>, _ lexeme: QueryLexeme, exact: Bool, in field: QueryField?
    ) -> QueryNode? {
        guard content.contains(where: { scalars[$0].isSearchable }) else {
            notes.say(.emptyQuote, "\"\"")
            return nil
        }
        if let field, field.values != .text, let value = value(content, of: field) { return value }
        var text = text(content)
        if text.text.unicodeScalars.contains("*") {
            notes.say(.starInPhrase, text.text)
            text.text = Self.blankingStars(text.text)
        }
        var exact = exact
        if text.text.unicodeScalars.contains("=") {
            let words = text.text.unicodeScalars.split(whereSeparator: \.isQuerySpace)
            let marked = words.count { $0.first == "=" && $0.dropFirst().contains(where: \.isSearchable) }
            if marked == words.count {
                exact = true
            } else if marked > 0 {
                notes.say(.exactPart, text.text)
            }
            var isStart = true
            var view = String.UnicodeScalarView()
            for scalar in text.text.unicodeScalars {
                view.append(isStart && scalar == "=" ? ";" : scalar)
                isStart = scalar.isQuerySpace
            }
            text.text = String(view)
        }
        let columns = (lexeme.range.lowerBound + 1)..<(lexeme.range.upperBound + 1)
        return QueryNode(.phrase(text, exact: exact), columns: columns)
    }

    /// The node of `alku*` or `*loppu`; nil where the word is neither.
    private func wildcard(_ range: Range<Int>) -> QueryNode? {
        let punctuation = ".,;:!?".unicodeScalars
        var end = range.upperBound
        while end > range.lowerBound, punctuation.contains(scalars[end - 1]) { end -= 1 }
        let whole = range.lowerBound..<end
        let first = whole.first { scalars[$0] != "*" && scalars[$0] != ";" } ?? end
        let last = whole.last { scalars[$0] != "*" }.map { $0 + 1 } ?? first
        guard first < last, !scalars[first..<last].contains("*") else { return nil }
        let begins = scalars[range.lowerBound..<first].contains("*")
        let core = first..<last
        guard begins != (last < end), core.contains(where: { scalars[$0].isSearchable }) else { return nil }
        let text = text(core)
        let columns = (range.lowerBound + 1)..<(end + 1)
        return QueryNode(begins ? .suffix(text) : .prefix(text), columns: columns)
    }

    private static func blankingStars(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { view.append(scalar == "*" ? ";" : scalar) }
        return String(view)
    }

    /// The range that a value of a field of numbers means; nil, with a note, where it means none.
    private mutating func value(_ range: Range<Int>, of field: QueryField) -> QueryNode? {
        let columns = (range.lowerBound + 1)..<(range.upperBound + 1)
        guard var bounds = QueryValue.bounds(scalars[range], of: field.values) else {
            notes.say(.badValue, scalars.string(range))
            return nil
        }
        if let from = bounds.from, let to = bounds.to, from > to {
            notes.say(.turnedRange, scalars.string(range))
            guard let turned = QueryValue.turned(scalars[range], of: field.values) else { return nil }
            bounds = turned
        }
        return QueryNode(.range(field, from: bounds.from, to: bounds.to), columns: columns)
    }
}
