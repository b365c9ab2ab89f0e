// SPDX-License-Identifier: GPL-3.0-or-later

/// The smallest piece of a query that means something.
struct QueryLexeme: Hashable {
    /// A meaning of a piece.
    enum Kind: Hashable {
        case open, close
        /// Text between quotation marks; `content` leaves them out.
        case quoted(content: Range<Int>)
        case word
        /// `+` or `-` right before something.
        case plus, minus
        /// `=` right before something.
        case exact
        case field(QueryField)
        case and, or, not
        case near(Int)
    }

    /// The meaning of the piece.
    var kind: Kind
    /// Where it stands: half-open scalar indices, from 0.
    var range: Range<Int>
}

/// The words that join others where they are written in capitals.
enum QueryOperator {
    /// The first scalars of operators: most words need no closer look.
    private static let beginnings: [Unicode.Scalar] = ["A", "O", "N", "J", "T", "E", "L"]

    /// The operator that `word` is; nil where it is none. NEAR and LÄHELLÄ take a distance after a slash.
    static func kind(_ word: ArraySlice<Unicode.Scalar>) -> QueryLexeme.Kind? {
        // NEAR/ and a few digits are the longest that can count.
        guard (2...20).contains(word.count), let first = word.first, beginnings.contains(first) else { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: word)
        switch String(text) {
        case "AND", "JA": return .and
        case "OR", "TAI": return .or
        case "NOT", "EI": return .not
        case "NEAR": return .near(QueryParser.usualDistance)
        case let near:
            for name in ["NEAR/", "LÄHELLÄ/"] where near.hasPrefix(name) {
                let digits = near.dropFirst(name.count)
                guard !digits.isEmpty, digits.unicodeScalars.allSatisfy(\.isDigit) else { return nil }
                return .near(Int(digits) ?? .max)
            }
            return nil
        }
    }

    /// True if operators of the query are words: what else it holds is written in capitals, or it holds nothing else.
    ///
    /// Numbers and codes (`S20059`) tell nothing.
    static func areWords(in scalars: [Unicode.Scalar]) -> Bool {
        var sawCapitals = false
        var sawOther = false
        var sawOperator = false
        for piece in scalars.split(whereSeparator: { $0.isQuerySpace || $0 == "(" || $0 == ")" }) {
            if kind(piece) != nil {
                sawOperator = true
                continue
            }
            var capital = false
            var digit = false
            for scalar in piece {
                switch scalar.value {
                case 0x61...0x7A: return false
                case 0x41...0x5A: capital = true
                case 0x30...0x39: digit = true
                case 0...0x7F: continue
                default:
                    if scalar.properties.isLowercase { return false }
                    if scalar.properties.isUppercase { capital = true }
                    if scalar.isSearchable { sawOther = true }
                }
            }
            if capital && !digit { sawCapitals = true }
            if capital || digit { sawOther = true }
        }
        return sawOperator && (sawCapitals || !sawOther)
    }
}
