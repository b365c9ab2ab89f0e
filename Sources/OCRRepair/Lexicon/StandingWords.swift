// SPDX-License-Identifier: GPL-3.0-or-later

/// Words that no dictionary has and that stand throughout a document as they are, and names whose forms do
/// (*Vattajanniemi*, *Vattajanniemen*): a reader would have had to misread each of them alike.
struct StandingWords {
    /// The fewest letters of a name, the most of its stem, and the letters of a form that are its ending.
    private static let least = 5, mostOfStem = 8, ofEnding = 3
    /// The number of places where a word, or forms with a name's stem, stand.
    private var places: [[Unicode.Scalar]: Int] = [:]

    /// Counts `unknown`, all words of a document that are none.
    init(_ unknown: [TextWord]) {
        for word in unknown { places[Self.key(of: word), default: 0] += 1 }
    }

    /// The number of other places where `word` stands, or forms of it if it may be a name.
    func others(like word: TextWord) -> Int { max(0, (places[Self.key(of: word)] ?? 0) - 1) }

    private static func key(of word: TextWord) -> [Unicode.Scalar] {
        guard word.low.count >= least, word.scalars[0].isUpper,
            word.scalars.dropFirst().allSatisfy({ $0.isLetter && !$0.isUpper || $0 == "-" })
        else { return word.scalars }
        return Array(word.scalars.prefix(max(least, word.low.count - ofEnding)).prefix(mostOfStem))
    }
}
