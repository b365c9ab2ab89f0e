// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells what words say about the language of a passage. For one thread at a time.
public final class WordLanguages {
    private let swedish: SwedishWords

    /// By the words of `swedish`.
    public init(swedish: SwedishWords) { self.swedish = swedish }

    /// The vote of a word. Function words count three times, words of more than one language less.
    ///
    /// - Parameters:
    ///   - lower: The word in lower case.
    ///   - isFinnish: True if Voikko knows it.
    ///   - hasCapital: True if it is written with a capital: names are of no language.
    /// - Returns: The vote; ``LanguageVote/none`` where the word tells nothing.
    public func vote(for lower: String, isFinnish: Bool, hasCapital: Bool) -> LanguageVote {
        let isShared = FunctionWords.shared.contains(lower)
        let weight: UInt8 = isShared ? 1 : 3
        if FunctionWords.finnish.contains(lower) { return LanguageVote(.finnish, weight: weight) }
        if FunctionWords.swedish.contains(lower) { return LanguageVote(.swedish, weight: weight) }
        if FunctionWords.english.contains(lower) { return LanguageVote(.english, weight: weight) }
        guard lower.utf8.count > 2, !lower.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return .none }
        if isFinnish {
            if hasCapital || swedish.isListed(lower) { return .none }
            return LanguageVote(.finnish, weight: 1)
        }
        if hasCapital { return swedish.isListed(lower) ? LanguageVote(.swedish, weight: 1) : .none }
        if swedish.isKnown(lower) { return LanguageVote(.swedish, weight: 1) }
        return looksEnglish(lower) ? LanguageVote(.english, weight: 1) : .none
    }

    /// True if an unknown word has letters and an ending that Finnish and Swedish words have not.
    private func looksEnglish(_ word: String) -> Bool {
        word.utf8.allSatisfy { (0x61...0x7A).contains($0) }
            && Self.endings.contains { word.hasSuffix($0) && word.utf8.count > $0.utf8.count + 2 }
    }

    private static let endings = [
        "tion", "tions", "ment", "ments", "ness", "ing", "ity", "ities", "ies", "ed", "ly", "ous", "ship", "ence",
        "ance", "able",
        "ible", "ical", "ive", "th",
    ]
}
