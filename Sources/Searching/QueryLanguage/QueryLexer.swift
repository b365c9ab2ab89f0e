// SPDX-License-Identifier: GPL-3.0-or-later
internal import Sayings

/// Cuts a query into ``QueryLexeme``s. Linear in the query's length, but for nested parentheses within one word.
struct QueryLexer {
    /// The query; characters that lose their meaning become `;`.
    private(set) var scalars: [Unicode.Scalar]
    private(set) var lexemes: [QueryLexeme] = []
    private(set) var notes = QueryNotes()

    private let operatorsAreWords: Bool
    private var index = 0
    private var open: [Int] = []

    /// A lexer of `text`.
    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        operatorsAreWords = QueryOperator.areWords(in: scalars)
    }

    /// Cuts the whole query.
    mutating func run() throws(SearchError) {
        while true {
            while index < scalars.count, scalars[index].isQuerySpace { index += 1 }
            guard index < scalars.count else { break }
            try next()
            guard lexemes.count <= QueryParser.mostWords * 4 else { throw QueryParser.tooManyWords }
        }
        if let open = open.last {
            throw SearchError(
                .syntax, "The parenthesis is not closed: add ) or leave ( out.",
                column: open + 1)
        }
    }

    private func at(_ index: Int) -> Unicode.Scalar? {
        index < scalars.count ? scalars[index] : nil
    }

    /// True if nothing that could be searched for begins at `index`.
    private func isEnd(_ index: Int) -> Bool {
        guard let scalar = at(index) else { return true }
        return scalar.isQuerySpace || scalar == ")"
    }

    /// True if a word ends before `index`.
    private func isBoundary(_ index: Int) -> Bool {
        isEnd(index) || at(index) == "(" || at(index)?.closingQuotes != nil
    }

    private mutating func add(_ kind: QueryLexeme.Kind, to end: Int) {
        lexemes.append(QueryLexeme(kind: kind, range: index..<end))
        index = end
    }

    /// True if the next lexeme belongs to a prefix right before it.
    private var followsPrefix: Bool {
        guard let last = lexemes.last, last.range.upperBound == index else { return false }
        switch last.kind {
        case .plus, .minus, .exact, .field: return true
        default: return false
        }
    }

    private mutating func next() throws(SearchError) {
        let scalar = scalars[index]
        switch scalar {
        case "(":
            open.append(index)
            guard open.count <= QueryParser.deepest else {
                throw SearchError(
                    .tooLarge, "The query nests parentheses deeper than \(QueryParser.deepest).", column: index + 1)
            }
            add(.open, to: index + 1)
        case ")":
            if open.popLast() == nil {
                notes.say(.strayClose, ")")
                scalars[index] = ";"
                index += 1
            } else {
                add(.close, to: index + 1)
            }
        case "+", "-":
            if followsPrefix { fallthrough }
            try sign(scalar)
        default:
            if scalar == "=", !followsPrefix || lexemes.last?.kind != .exact, equals() { return }
            if let quotation = try quotation(at: index) {
                add(.quoted(content: quotation), to: quotation.upperBound + 1)
                skipSlop()
            } else {
                try word()
            }
        }
    }

    /// `+` or `-` where an item begins.
    private mutating func sign(_ scalar: Unicode.Scalar) throws(SearchError) {
        var end = index
        while at(end) == "+" || at(end) == "-" { end += 1 }
        if isEnd(end) {
            notes.say(.loneSign, scalars.string(index..<end))
            index = end
        } else if end == index + 1 {
            add(scalar == "+" ? .plus : .minus, to: end)
        } else {
            for place in index..<end { scalars[place] = ";" }
            let shown = String(repeating: String(scalar), count: min(end - index, 3))
            notes.say(.signs, shown + shownWord(from: end))
            index = end
        }
    }

    /// `=` where an item begins; false where it begins a word.
    private mutating func equals() -> Bool {
        var end = index
        while at(end) == "=" { end += 1 }
        if isEnd(end) {
            notes.say(.wordless, "=")
            index = end
        } else if at(end) == "(" {
            notes.say(.exactGroup, "=")
            index = end
        } else {
            index = end - 1
            add(.exact, to: end)
        }
        return true
    }

    /// The text between the quotation marks that open at `start`; nil where none opens or it has no pair.
    private mutating func quotation(at start: Int) throws(SearchError) -> Range<Int>? {
        guard let closing = scalars[start].closingQuotes else { return nil }
        let rest = scalars[(start + 1)...]
        if let end = rest.firstIndex(where: { closing.unicodeScalars.contains($0) }) { return (start + 1)..<end }
        if scalars[start] == "\"" {
            if let end = rest.firstIndex(where: { "”“".unicodeScalars.contains($0) }) { return (start + 1)..<end }
            throw SearchError(
                .syntax, "The quotation mark is not closed: add \" or leave it out.",
                column: start + 1)
        }
        notes.say(.unpairedQuote, String(scalars[start]))
        scalars[start] = ";"
        return nil
    }

    /// `"…"~5`, which other engines take for nearness.
    private mutating func skipSlop() {
        var end = index + 1
        while let scalar = at(end), scalar.isDigit { end += 1 }
        guard at(index) == "~", end > index + 1, isEnd(end) else { return }
        notes.say(.slop, scalars.string(index..<end))
        index = end
    }

    private mutating func word() throws(SearchError) {
        let start = index
        let isAlone = !followsPrefix
        let isFirst = isAlone || lexemes.last?.kind == .plus || lexemes.last?.kind == .minus
        var isAddress = false
        var colon: Int?
        while let scalar = at(index), !scalar.isQuerySpace, scalar != ")" {
            if scalar == "(" {
                guard index > start, !isOperator(start..<index), !isFieldBefore(index, from: start, colon: colon),
                    let end = closeWithinWord(index)
                else { break }
                index = end
            } else if scalar == ":" {
                if at(index + 1) == "/", at(index + 2) == "/" {
                    isAddress = true
                } else if colon == nil, isFirst, let field = QueryField(name: scalars[start..<index]) {
                    if isEnd(index + 1) {
                        notes.say(.emptyField, scalars.string(start..<(index + 1)))
                    } else {
                        let end = index + 1
                        index = start
                        add(.field(field), to: end)
                        signInField(field, nameFrom: start)
                        return
                    }
                }
                if colon == nil { colon = index }
                index += 1
            } else if index > start, scalar.closingQuotes != nil, !isAddress || scalar == "\"" {
                // A mark without a pair is blanked by this and part of the word.
                if try quotation(at: index) != nil { break }
                index += 1
            } else {
                index += 1
            }
        }
        if index == start { index += 1 }
        let range = start..<index
        index = start
        if isFirst, !isAddress, let colon, isUnknownField(start..<colon, value: (colon + 1)..<range.upperBound) {
            notes.say(.unknownField, scalars.string(start..<(colon + 1)))
            scalars[colon] = ";"
        }
        finish(range, isAlone: isAlone)
    }

    private mutating func finish(_ range: Range<Int>, isAlone: Bool) {
        if isAlone, let kind = QueryOperator.kind(scalars[range]) {
            let hasDistance = scalars[range].contains("/")
            if !operatorsAreWords || hasDistance { return add(kind, to: range.upperBound) }
            notes.say(.capitals, scalars.string(range))
        }
        if isAlone, range.count > 1, scalars[range.lowerBound].isDash {
            notes.say(.dash, scalars.string(range))
        }
        let isExact = !isAlone && lexemes.last?.kind == .exact
        add(.word, to: isExact ? range.upperBound : endOfNumber(range))
    }

    private func isOperator(_ range: Range<Int>) -> Bool {
        guard let kind = QueryOperator.kind(scalars[range]) else { return false }
        if case .near = kind { return true }
        return !operatorsAreWords
    }

    /// True if what stands between `start` and `index` is an unknown field with its colon.
    private func isFieldBefore(_ index: Int, from start: Int, colon: Int?) -> Bool {
        guard let colon, colon + 1 == index else { return false }
        return isUnknownField(start..<colon, value: index..<index)
    }

    /// A sign right after `field:` is none.
    private mutating func signInField(_ field: QueryField, nameFrom start: Int) {
        guard let scalar = at(index), scalar == "+" || scalar == "-", field.values == .text else { return }
        notes.say(.fieldSign, scalars.string(start..<(index + 1)))
        scalars[index] = ";"
    }

    /// The index after the parenthesis that closes the one at `open`, if nothing but a word's characters stands between.
    private func closeWithinWord(_ open: Int) -> Int? {
        var depth = 0
        var index = open
        while let scalar = at(index), !scalar.isQuerySpace, scalar.closingQuotes == nil {
            if scalar == "(" { depth += 1 }
            if scalar == ")" { depth -= 1 }
            index += 1
            if depth == 0 { return index }
        }
        return nil
    }

    /// True if `name:value` looks like a field that somebody means, rather than an inflected abbreviation (`ELY:n`),
    /// a time or a list.
    private func isUnknownField(_ name: Range<Int>, value: Range<Int>) -> Bool {
        guard name.count >= 2, name.contains(where: { scalars[$0].isSearchable }),
            scalars[name].allSatisfy({ ($0.isSearchable && !$0.isDigit) || $0 == "-" || $0 == "_" })
        else { return false }
        guard let first = value.first else {
            // Before a quotation mark or a parenthesis; at the end of a word the colon is punctuation.
            return at(value.upperBound).map { !$0.isQuerySpace && $0 != ")" } ?? false
        }
        guard scalars[first].isSearchable || scalars[first] == "=" || scalars[first] == "*" else { return false }
        return !FinnishEndings.afterColon.contains(scalars.string(scalars.trimmedWord(value)))
    }

    /// The end of the number that begins with the word `range`: over thin groups of thousands (`1 234,50`) and the sign
    /// that says of what (`€`, `%`); the word's end where it is no such number.
    private func endOfNumber(_ range: Range<Int>) -> Int {
        if let end = endOfGroups(range) { return end }
        var end = range.upperBound
        guard scalars[range].allSatisfy({ $0.isDigit || $0 == "," || $0 == "." || $0 == "-" || $0 == "–" }) else {
            return end
        }
        func tail(_ end: Int) -> Int {
            var start = end
            while start > range.lowerBound, scalars[start - 1].isDigit { start -= 1 }
            let before = start - 1
            let isStart = before < range.lowerBound || scalars[before].isQuerySpace
            let isBound = before > range.lowerBound && scalars[before] == "." && scalars[before - 1] == "."
            return isStart || isBound ? end - start : 0
        }
        while (1...3).contains(tail(end)), let space = at(end), space.isQuerySpace,
            end + 3 < scalars.count, scalars[(end + 1)...(end + 3)].allSatisfy(\.isDigit)
        {
            var next = end + 4
            guard at(next).map({ !$0.isDigit && ($0 == "," || $0 == "." || !$0.isSearchable) }) ?? true else { break }
            while let scalar = at(next), scalar.isDigit || scalar == "," || scalar == "." { next += 1 }
            guard isBoundary(next) else { break }
            end = next
        }
        if let space = at(end), space.isQuerySpace, let unit = at(end + 1), "€%‰$£".unicodeScalars.contains(unit),
            isBoundary(end + 2)
        {
            end += 2
        }
        return end
    }

    /// The end of a number in groups that begins with the word `range`, with signs behind it; nil where there is none.
    private func endOfGroups(_ range: Range<Int>) -> Int? {
        if followsPrefix, case .field = lexemes.last?.kind { return nil }
        let bytes = scalars[range.lowerBound...].lazy.map { scalar in
            scalar.isASCII ? UInt8(scalar.value) : scalar.isQuerySpace ? 0x20 : 0x80
        }
        guard let length = SpacedNumber.length(bytes), length > range.count else { return nil }
        var end = range.lowerBound + length
        while let scalar = at(end), !isEnd(end), !scalar.isSearchable { end += 1 }
        return isEnd(end) ? end : nil
    }

    private func shownWord(from start: Int) -> String {
        var end = start
        while !isEnd(end), end < start + 20 { end += 1 }
        return scalars.string(start..<end)
    }
}

/// Endings that Finnish writes after a colon.
enum FinnishEndings {
    /// Case endings, plurals, possessive suffixes and particles of abbreviations and numbers (`ELY:n`, `EU:ssa`,
    /// `TE:t`, `SM-liiga:kin`), by the Kielitoimisto's guide to the colon in inflection.
    static let afterColon: Set<String> = [
        "n", "t", "a", "ä", "ta", "tä", "na", "nä", "ksi", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä",
        "lle", "tta", "ttä", "han", "hin", "hon", "hun", "hyn", "hän", "hön", "hen", "een", "iin", "aan", "ään", "oon",
        "öön", "uun", "yyn", "in", "ien", "ia", "iä", "ita", "itä", "ina", "inä", "iksi", "issa", "issä", "ista",
        "istä", "illa", "illä", "ilta", "iltä", "ille", "itta", "ittä", "ihin", "eja", "ejä", "ejen", "eihin", "eissa",
        "eissä", "eista", "eistä", "eilla", "eillä", "eilta", "eiltä", "eille", "eiksi", "eina", "einä", "kin", "kaan",
        "kään", "ko", "kö", "nsa", "nsä", "s", "nen", "läinen", "lainen", "s:n", "ssakin", "ssäkin",
    ]
}
