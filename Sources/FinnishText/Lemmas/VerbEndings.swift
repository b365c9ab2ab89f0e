// SPDX-License-Identifier: GPL-3.0-or-later

/// Guesses of the verb that an unknown word is a form of: new verbs come in *-ata* (*twiitata*, *postata*) and *-oida*.
///
/// The endings are those of VISK § 105–120 for these two types; of stems in *-ata* a doubled stop is single before the
/// infinitive (*twiittaa*: twiitata). Voikko knows the verbs of all other types that are in use.
enum VerbEndings {
    /// The verbs that `word`, in lower case, may be a form of, the likeliest first; none where it does not end as one.
    static func guesses(for word: String) -> [String] {
        for candidate in [word] + bare(word) {
            if let verb = verb(of: candidate) { return [verb] }
        }
        return []
    }

    /// True if `guess` is a verb that ``guesses(for:)`` made.
    static func isVerb(_ guess: String) -> Bool {
        ["ata", "ätä", "oida", "öidä"].contains(where: guess.hasSuffix)
    }

    /// Endings that follow a stem of *-ata* verbs in the weak grade, as of *twiit-*; with ä where the stem has its vowels.
    private static let weak = endings([
        "annut", "anneet", "annee", "ata", "ataan", "attiin", "attu", "attua", "atun", "attava", "attavan", "attavaksi",
        "attaessa", "atessa", "anneen", "anneena", "anneella", "anneelle", "anneiden", "attaisiin", "attava",
    ])
    /// Endings that follow it in the strong grade, as of *twiitt-*.
    private static let strong = endings([
        "aa", "aan", "aat", "aamme", "aatte", "aavat", "asi", "asin", "asit", "asimme", "asitte", "asivat", "aisi",
        "aisin",
        "aisit", "aisivat", "aava", "aavan", "aavat", "aavia", "aamassa", "aamaan", "aamalla", "aaminen", "aamisen",
        "aamista", "aamiseen", "aamisessa", "aamiseksi", "aama", "aaman", "aamaa",
    ])
    /// The strong endings that end few nouns: those of four bytes or more.
    private static let longStrong = strong.filter { $0.count > 3 }
    private static let oida = endings([
        "oida", "oidaan", "oitiin", "oitu", "oidun", "oitua", "oitava", "oitavan", "oivat", "oisivat", "oinut",
        "oineet",
        "oineen", "oiva", "oivan", "oimassa", "oimaan", "oimalla", "oiminen", "oimisen", "oimista", "oimiseen",
        "oimisessa", "oidessa",
    ])

    /// `list`, the longest first, each also with front vowels.
    private static func endings(_ list: [String]) -> [[UInt8]] {
        let front = list.map { ending in
            String(ending.map { $0 == "a" ? "ä" : $0 == "o" ? "ö" : $0 == "u" ? "y" : $0 })
        }
        return (list + front).sorted { $0.utf8.count > $1.utf8.count }.map { Array($0.utf8) }
    }

    private static func verb(of word: String) -> String? {
        let letters = Array(word.utf8)
        if let (stem, isFront) = stem(of: letters, before: oida, atLeast: 4) {
            return stem + (isFront ? "öidä" : "oida")
        }
        if let (stem, isFront) = stem(of: letters, before: weak, atLeast: 3) { return stem + (isFront ? "ätä" : "ata") }
        if let (stem, isFront) = stem(of: letters, before: longStrong, atLeast: 3) {
            return weakened(stem) + (isFront ? "ätä" : "ata")
        }
        return nil
    }

    /// The stem of `word` before the longest of `endings` that fits, and true if that has front vowels.
    private static func stem(
        of word: [UInt8], before endings: [[UInt8]], atLeast count: Int
    ) -> (stem: String, isFront: Bool)? {
        for ending in endings where word.count >= ending.count + count && word.suffix(ending.count) == ending[...] {
            let stem = word.dropLast(ending.count)
            // A stem ends in a consonant.
            guard let last = stem.last, last < 0x80, !"aeiouy".utf8.contains(last) else { return nil }
            return (String(decoding: stem, as: UTF8.self), ending.contains(0xC3))
        }
        return nil
    }

    /// `stem` with its doubled stop single: *twiitt* is *twiit*, *klikk* is *klik*.
    private static func weakened(_ stem: String) -> String {
        for stop in ["tt", "kk", "pp"] where stem.hasSuffix(stop) { return String(stem.dropLast()) }
        return stem
    }

    /// `word` without a clitic, and without the possessive that forms like *postanneeni* have.
    private static func bare(_ word: String) -> [String] {
        for ending in ["kaan", "kään", "kin", "ko", "kö", "han", "hän", "ni", "nsa", "nsä", "mme", "nne"]
        where word.hasSuffix(ending) && word.count >= ending.count + 6 {
            let bare = String(word.dropLast(ending.count))
            // The possessive takes the ending's n with it: *postanneen* + *ni*.
            return [bare, bare + "n"]
        }
        return []
    }
}
