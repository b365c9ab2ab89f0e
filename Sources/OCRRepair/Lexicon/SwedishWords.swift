// SPDX-License-Identifier: GPL-3.0-or-later
internal import Caching
internal import FinnishText

/// The commonest words of Swedish that lose a ring or diaeresis, which stand in Finnish documents as titles and quotations
/// (*boken pa svenska* for *på svenska*).
///
/// Voikko knows no Swedish. Function words are a closed class; longer words are ``SwedishLexicon``'s. What is a word of
/// English or Finnish too needs Swedish around it.
enum SwedishWords {
    /// Words that are nothing else without their signs, as they are read.
    private static let certain = table([
        "pa": "på", "pé": "på", "pà": "på", "fran": "från", "frén": "från", "tva": "två", "tvé": "två",
        "ocksa": "också", "ocksé": "också", "nagra": "några", "nagon": "någon", "nagot": "något", "sprak": "språk",
        "spraket": "språket", "battre": "bättre", "forsta": "första", "férsta": "första",
    ])
    /// Words that are something else, too.
    private static let likely = table([
        "for": "för", "fér": "för", "ar": "är", "ér": "är", "nar": "när", "nér": "när",
        "over": "över", "éver": "över", "fore": "före", "aven": "även", "manga": "många", "gar": "går", "at": "åt",
        "mote": "möte", "moten": "möten", "maste": "måste", "rad": "råd",
    ])
    private static let swedish = Set(
        [
            "och", "av", "det", "som", "till", "med", "ett", "att", "om", "vid", "ur", "efter", "inte", "eller", "sig",
            "sin", "sitt", "har", "hos", "ej", "utan", "mellan", "genom", "svenska", "finska", "svensk", "finlands",
            "jag",
            "kan", "skall", "skulle", "blev", "från", "på", "för", "är", "två",
        ].map { Array($0.unicodeScalars) })
    private static let english = Set(
        ["the", "of", "and", "to", "is", "from", "with", "by"].map { Array($0.unicodeScalars) })
    /// The number of words looked at on each side.
    private static let reach = 3

    /// Reads a word as one of Swedish. One look-up for most words.
    ///
    /// - Parameters:
    ///   - words: the words of a text, in order.
    ///   - index: the word's number.
    ///   - isFinnish: whether a word is one of Finnish as it stands.
    /// - Returns: the Swedish word in lower case; nil where it is none.
    static func reading(
        of words: [TextWord], at index: Int, isFinnish: (TextWord) -> Bool
    ) -> [Unicode.Scalar]? {
        let word = words[index]
        guard (2...7).contains(word.scalars.count), word.scalars.dropFirst().allSatisfy({ !$0.isUpper }) else {
            return nil
        }
        let low = word.low
        let key = WordKey(word: low)
        let sure = certain[key]
        guard let meant = sure ?? likely[key] else { return nil }
        let around = neighbours(of: index, words)
        if around.contains(where: english.contains) { return nil }
        if around.contains(where: isSwedish) { return meant }
        guard sure != nil else { return nil }
        // Without a word that tells, none beside it may be Finnish.
        let beside = [index - 1, index + 1].filter(words.indices.contains)
        return !beside.isEmpty && beside.allSatisfy { !isFinnish(words[$0]) } ? meant : nil
    }

    /// True if a word of Swedish stands near word `index`, one of `lexicon` among them, and none of English.
    static func isAmongSwedish(_ index: Int, _ words: [TextWord], lexicon: SwedishLexicon?) -> Bool {
        let around = neighbours(of: index, words)
        return !around.contains(where: english.contains)
            && around.contains { isSwedish($0) || lexicon?.word(readAs: $0) != nil }
    }

    private static func isSwedish(_ low: [Unicode.Scalar]) -> Bool {
        swedish.contains(low) || certain[WordKey(word: low)] != nil
    }

    private static func neighbours(of index: Int, _ words: [TextWord]) -> [[Unicode.Scalar]] {
        (max(0, index - reach)...min(words.count - 1, index + reach)).filter { $0 != index }.map { words[$0].low }
    }

    private static func table(_ words: [String: String]) -> [WordKey: [Unicode.Scalar]] {
        [WordKey: [Unicode.Scalar]](
            uniqueKeysWithValues: words.map { (WordKey(word: Array($0.unicodeScalars)), Array($1.unicodeScalars)) })
    }
}
