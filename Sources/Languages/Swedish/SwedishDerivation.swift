// SPDX-License-Identifier: GPL-3.0-or-later

/// The words that Swedish words are derived from, told by endings and the dictionary (Svenska Akademiens grammatik, 2:
/// *Ord*, chapters on derivation).
enum SwedishDerivation {
    /// Endings of derived words, and what stands in their place in the word they come from.
    private static let endings: [(ending: String, bases: [String])] = [
        ("ationen", ["era"]), ("ation", ["era"]), ("ering", ["era"]), ("ande", ["a"]), ("ende", ["a", ""]),
        ("ning", ["a", "na"]),
        ("ing", ["a"]), ("else", ["a", ""]), ("are", ["a"]), ("het", [""]), ("bar", ["a"]), ("lig", ["", "a", "e"]),
        ("ad", ["a"]),
        ("d", ["a"]), ("t", ["a"]), ("skap", [""]), ("ig", ["", "a", "e"]), ("isk", ["", "i", "a"]), ("an", ["a"]),
    ]

    /// Endings of nouns that say that somebody does what a verb does.
    private static let verbalNouns = ["ande", "ende", "ning", "ing", "else"]

    /// True if `lemma` looks like a noun made of a verb.
    static func isVerbalNoun(_ lemma: String) -> Bool { verbalNouns.contains(where: lemma.hasSuffix) }

    /// The base forms that `lemma` is derived from, in the order of the endings.
    static func bases(of lemma: String, in forms: SwedishForms) -> [String] {
        var result: [String] = []
        for (ending, bases) in endings where lemma.hasSuffix(ending) && lemma.count >= ending.count + 3 {
            for base in bases {
                let candidate = String(lemma.dropLast(ending.count)) + base
                let entries = forms.entries(of: Array(candidate.unicodeScalars)[...])
                if candidate != lemma, entries.contains(where: { $0.lemma == candidate }), !result.contains(candidate) {
                    result.append(candidate)
                }
            }
            if !result.isEmpty { break }
        }
        return result
    }
}
