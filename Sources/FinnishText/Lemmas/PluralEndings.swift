// SPDX-License-Identifier: GPL-3.0-or-later

/// Base forms of unknown nouns in a case of the plural (VISK § 79–80): the i of the plural hides or changes the vowel
/// before it, *tubettaja*: tubettajista, *dolmeni*: dolmeneita.
enum PluralEndings {
    /// Endings behind the plural's i (or j).
    private static let cases = [
        "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "na", "nä", "ksi", "tta", "ttä", "hin", "ta",
        "tä",
        "den", "tten",
    ]

    /// True if an ending of the plural is likelier in `word` than one of the singular behind a linking *i*: not in
    /// *Clintonilla*, *blogissa*.
    static func isLikely(in word: String) -> Bool {
        for ending in cases where word.hasSuffix("i" + ending) {
            let stem = word.dropLast(ending.utf8.count + 1)
            return stem.hasSuffix("j") || stem.hasSuffix("is") || stem.last.map(NameEndings.vowels.contains) ?? false
        }
        return true
    }

    /// The nouns that `word`, in lower case, may be a plural of, the likeliest first; none where it does not end as one.
    static func bases(of word: String) -> [String] {
        for ending in cases {
            guard word.hasSuffix("i" + ending) else { continue }
            let stem = String(word.dropLast(ending.count + 1))
            let isShort = ending == "ta" || ending == "tä" || ending == "den" || ending == "tten" || ending == "hin"
            return bases(beforeI: stem, needsVowel: isShort)
        }
        for ending in ["jen", "ja", "jä"] where word.hasSuffix(ending) {
            let stem = String(word.dropLast(ending.count))
            return bases(beforeJ: stem)
        }
        if word.hasSuffix("ien") {
            let stem = String(word.dropLast(3))
            guard endsInConsonant(stem) else { return [] }
            return [stem + "i", stem + last(of: stem), stem]
        }
        for ending in ["ia", "iä"] where word.hasSuffix(ending) {
            let stem = String(word.dropLast(2))
            // The partitive of *blogi* ends so, too; of agents the plural only.
            guard stem.hasSuffix("j") else { return [] }
            return [stem + last(of: stem)]
        }
        return []
    }

    private static func bases(beforeI stem: String, needsVowel: Bool) -> [String] {
        guard stem.unicodeScalars.count >= 3, let vowel = stem.last else { return [] }
        let bare = String(stem.dropLast())
        switch vowel {
        case "e":
            // *smoothie* keeps its vowel; *dolmeni, dolmen* have another or none.
            return endsInConsonant(bare) ? [bare + "i", bare, stem] : [stem, bare]
        case "o": return [bare + "a", stem]
        case "ö": return [bare + "ä", stem]
        case "u", "y": return [stem]
        case "a", "ä", "i", "å": return []
        default:
            guard !needsVowel else { return [] }
            var result = [stem + last(of: stem)]
            if vowel == "s" { result.insert(bare + "nen", at: 0) }
            return result + [stem]
        }
    }

    private static func bases(beforeJ stem: String) -> [String] {
        guard stem.unicodeScalars.count >= 3, let vowel = stem.last else { return [] }
        let bare = String(stem.dropLast())
        switch vowel {
        case "e": return [bare + "i", bare, stem]
        case "o": return [stem, bare + "a"]
        case "ö": return [stem, bare + "ä"]
        case "u", "y": return [stem]
        default: return []
        }
    }

    private static func endsInConsonant(_ stem: String) -> Bool {
        stem.last.map { !NameEndings.vowels.contains($0) } ?? false
    }

    /// The vowel that the plural's i hides: *a* or *ä*, by the vowels of `stem`.
    private static func last(of stem: String) -> String {
        !stem.contains { "aou".contains($0) } ? "ä" : "a"
    }
}
