// SPDX-License-Identifier: GPL-3.0-or-later

/// The part of a word's stem that damage without ä and ö leaves: its letters less those that ä and ö are read as.
///
/// A damaged word and the word that was meant have the same skeleton, so that a collection's words can be looked up by
/// it, and so have a name's forms where the stem stays (*Honkimäen*, *Honkimäellä*). Every rule of `errors-english.tsv`
/// for ä or ö that costs less than 5.5 nats leaves the skeleton as it is, which a test holds. Indexes keep skeletons: what
/// they are made of is not to change without a new feature's name.
public enum WordSkeleton {
    /// The fewest letters of a word that is looked up by its skeleton, of the skeleton, and of one whose ending is left out.
    private static let leastWord = 5
    private static let least = 3
    private static let leastStem = 4

    /// The skeleton of `word`, as it is written; nil where the word or what is left of it is too short to tell it from
    /// others.
    public static func of(_ word: String) -> String? { of(Array(word.unicodeScalars)) }

    /// ``of(_:)`` of a word of the collection's own, which must have ä or ö for damage to change it, and be of letters,
    /// with or without hyphens between.
    public static func ofCoined(_ word: String) -> String? {
        let scalars = Array(word.unicodeScalars)
        guard scalars.first?.isLetter == true, scalars.last?.isLetter == true,
            scalars.allSatisfy({ $0.isLetter || $0 == "-" }),
            scalars.contains(where: { "äöÄÖ".unicodeScalars.contains($0) })
        else { return nil }
        return of(scalars)
    }

    static func of(_ word: [Unicode.Scalar]) -> String? { split(word)?.skeleton }

    /// The skeleton of `word`, how many of its letters stand before its case ending, and the endings that it may have.
    static func split(_ word: [Unicode.Scalar]) -> (skeleton: String, stem: Int, endings: [String])? {
        guard word.count >= leastWord, word.count <= 60 else { return nil }
        let low = ChannelReader.lowercasedAsRead(word)
        let places = low.indices.filter { low[$0].isLetter && !lost.contains(low[$0]) }
        guard places.count >= least else { return nil }
        let kept = places.map { low[$0] }
        for (left, endings) in endings where kept.count >= leastStem + left.count {
            if kept.suffix(left.count).elementsEqual(left) {
                return (Array(kept.dropLast(left.count)).string, places[kept.count - left.count], endings)
            }
        }
        return (kept.string, word.count, [""])
    }

    /// The letters that ä and ö are read as, with themselves. Figures and signs are no letters.
    private static let lost = Set("aäåoöédg".unicodeScalars)

    /// Stands in an ending for the stem's last letter (*Fröötilään*).
    private static let longer = ":"
    /// Case endings by what damage leaves of them, the longest first.
    private static let endings: [(left: [Unicode.Scalar], endings: [String])] = [
        ("lle", ["lle"]), ("ksi", ["ksi"]), ("ss", ["ssa"]), ("st", ["sta"]), ("ll", ["lla"]), ("lt", ["lta"]),
        ("tt", ["tta"]), ("n", ["n", "na", longer + "n"]), ("t", ["t", "ta"]),
    ].map { (Array($0.0.unicodeScalars), $0.1) }

    /// `word`, of the collection, and the forms of it that have one of `endings`, where its own is such a one.
    static func forms(of word: [Unicode.Scalar], endings: [String]) -> [[Unicode.Scalar]] {
        guard let own = split(word) else { return [word] }
        let stem = Array(word[..<own.stem])
        // Harmony goes by the last vowel that takes part in it.
        let isBack =
            stem.last { "aouäöy".unicodeScalars.contains($0) }.map { "aou".unicodeScalars.contains($0) } ?? false
        func form(_ ending: String) -> [Unicode.Scalar] {
            stem
                + ending.unicodeScalars.map { $0 == ":" ? stem.last ?? $0 : isBack ? $0 : $0.withDiaeresis }
        }
        guard stem.contains(where: { $0 == "ä" || $0 == "ö" }), own.endings.contains(where: { form($0) == word }) else {
            return [word]
        }
        return [word] + endings.map(form).filter { $0 != word }
    }
}
