// SPDX-License-Identifier: GPL-3.0-or-later
internal import Sayings

/// Collects what a person should know about how a query was read; bounded however long the query is.
struct QueryNotes {
    /// A sentence to say.
    enum Matter: Int, CaseIterable {
        case unknownField, emptyField, fieldSign, badValue, turnedRange, capitals, strayOperator, wordless, loneSign
        case signs, loneStar, star, starInPhrase, strayClose, emptyGroup, emptyQuote, unpairedQuote, exactGroup
        case exactStar, exactPart, nearParts, nearTooFar, slop, dash, suspended, doubleNot

        /// The sentence about `examples`, quoted and listed.
        func sentence(_ examples: String) -> Saying {
            switch self {
            case .unknownField: "\(examples) names no field and is searched as text."
            case .emptyField: "\(examples) is searched as text: to search in a field, write the word right after it."
            case .fieldSign: "The sign in \(examples) is ignored: write it before the field."
            case .badValue: "\(examples) is no value of that field and is searched there as text."
            case .turnedRange: "\(examples) goes from the larger to the smaller and was turned."
            case .capitals: "\(examples) is read as a word, as the query is wholly in capitals."
            case .strayOperator: "\(examples) stands where it joins nothing and is ignored."
            case .wordless: "\(examples) holds no letter or digit and is ignored."
            case .loneSign: "A lone \(examples) is ignored: write the sign right before its word."
            case .signs: "The signs of \(examples) are ignored: write one + or - before a word."
            case .loneStar: "A lone \(examples) is ignored: write it after the beginning or before the end of a word."
            case .star: "* counts only before or after a word: \(examples) is searched as text."
            case .starInPhrase: "* does not count between quotation marks: \(examples)."
            case .strayClose: "A \(examples) closes nothing and is ignored."
            case .emptyGroup: "Empty parentheses are ignored."
            case .emptyQuote: "Quotation marks with no word between them are ignored."
            case .unpairedQuote: "\(examples) has no pair and is ignored."
            case .exactGroup: "= before a parenthesis is ignored: write it before each word."
            case .exactStar: "= adds nothing before a wildcard: \(examples)."
            case .exactPart: "= within quotation marks counts only before all of their words: \(examples)."
            case .nearParts: "NEAR joins words and phrases: between others it is read as AND."
            case .nearTooFar: "NEAR looks 1 to \(QueryParser.farthest) words away: \(examples) was brought within that."
            case .slop: "\(examples) after a phrase is ignored: for words near each other write a NEAR/5 b."
            case .dash: "The dash of \(examples) excludes nothing: to exclude a word, write - before it."
            case .suspended:
                "\(examples) excludes documents: to search for a word that is written short, write it in full."
            case .doubleNot: "NOT before \(examples) excludes it; the sign adds nothing."
            }
        }
    }

    /// The most examples of one matter.
    private static let mostExamples = 3
    /// The longest example, in scalars.
    private static let longestExample = 40

    private var examples: [Matter: [String]] = [:]
    private var more: Set<Matter> = []

    /// Says `matter` about `example`.
    mutating func say(_ matter: Matter, _ example: String) {
        let known = examples[matter, default: []]
        var short = String.UnicodeScalarView()
        for scalar in example.unicodeScalars.prefix(Self.longestExample) { short.append(scalar) }
        if example.unicodeScalars.dropFirst(Self.longestExample).first != nil { short.append("…") }
        let text = String(short)
        if known.contains(text) { return }
        if known.count < Self.mostExamples { examples[matter] = known + [text] } else { more.insert(matter) }
    }

    /// The sentences, in a fixed order.
    var sentences: [Saying] {
        Matter.allCases.compactMap { matter in
            guard let known = examples[matter] else { return nil }
            let list = known.map { "“\($0)”" }.joined(separator: ", ")
            return matter.sentence(more.contains(matter) ? list + "…" : list)
        }
    }
}
