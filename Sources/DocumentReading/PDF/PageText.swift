// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

/// The text layer of a page, looked at: is it text?
struct PageText {
    /// The number of letters.
    var letters = 0
    /// The number of characters that stand for something else: private use, unassigned, replacement and
    /// control characters.
    var strange = 0
    /// Words of letters only, of four letters or more; the first of them.
    var words: [String] = []
    /// The number of words of any kind.
    var wordCount = 0

    /// The number of words that tell enough.
    private static let mostWords = 120

    init(_ text: String) {
        for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "\u{C}" }) {
            wordCount += 1
            var lettersHere = 0
            var others = 0
            for scalar in word.unicodeScalars {
                if scalar.properties.isAlphabetic {
                    lettersHere += 1
                } else if Self.isStrange(scalar) {
                    strange += 1
                } else if !Self.isPunctuation(scalar) {
                    others += 1
                }
            }
            letters += lettersHere
            if lettersHere >= 4, others == 0, words.count < Self.mostWords {
                words.append(String(word).trimmed { !$0.isLetter })
            }
        }
    }

    /// True if hardly anything stands there.
    var isEmpty: Bool { letters < 3 && strange < 3 }

    /// True if the characters themselves show that a font's letters have no names in this PDF.
    var hasStrangeCharacters: Bool { strange > 4 && strange * 12 > letters + strange }

    /// The number of ``words`` that are words, of Finnish or of the neighbours.
    func known(_ judge: VoikkoJudge) -> Int {
        words.count { CommonWords.all.contains($0.lowercased()) || judge.isWord($0) }
    }

    /// True if there are words enough to tell, and hardly any is one: letters that stand for others.
    func isGibberish(_ judge: VoikkoJudge) -> Bool {
        words.count >= 12 && known(judge) * 5 < words.count
    }

    private static func isStrange(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xFFFD, 0x00...0x08, 0x0E...0x1F, 0x7F...0x9F: true
        default:
            switch scalar.properties.generalCategory {
            case .privateUse, .unassigned: true
            default: false
            }
        }
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .format:
            true
        default: false
        }
    }
}

/// The commonest longer words of the languages that stand beside Finnish in Finnish documents, so that a page of
/// theirs is not taken for gibberish. Chosen by hand from any frequency list of each.
private enum CommonWords {
    static let all: Set<String> = [
        // Swedish
        "från", "till", "inte", "eller", "skall", "efter", "under", "över", "denna", "detta", "dess", "deras", "också",
        "mellan", "genom", "enligt", "samt", "vara", "blir", "finns", "kommer", "kommun", "kommunen", "staden",
        "beslut", "ärende", "ärendet", "paragraf", "protokoll", "förslag", "möte", "mötet", "ordförande", "sådan",
        "andra", "vilka", "vilken", "utan", "sina", "inom", "mera", "endast", "bör", "skulle", "hade", "varit",
        // English
        "that", "this", "with", "from", "have", "which", "will", "been", "were", "their", "there", "they", "more",
        "other", "such", "shall", "into", "than", "these", "project", "between", "through", "under", "about", "would",
        "also", "only", "when", "where", "based", "used", "using", "your", "each", "both", "after", "must", "should",
    ]
}
