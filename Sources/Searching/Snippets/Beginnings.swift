// SPDX-License-Identifier: GPL-3.0-or-later

/// A quick test whether a word may be a form of one of some lemmas, or a compound that holds one.
///
/// A snippet has to know of every word of a long text whether it matches, and analysing them all takes most of a
/// search's time. The forms of a Finnish noun or verb begin with the same letters up to where its stem changes: the
/// first two, but for consonant gradation right after a vowel (*ikä*, *iän*; *aika*, *ajan*) and opening diphthongs
/// before the plural's and the past's i (*työ*, *töitä*), and in longer words the third too, unless it is a consonant
/// that alternates or a vowel after another (Iso suomen kielioppi, §§ 41, 46–47). So a word that holds no such
/// letters of any lemma, dots aside, is none of their forms. What it misses are the few words whose stem is replaced
/// altogether.
struct Beginnings {
    /// A bit for each pair, and each three, of 27 letters, of which the last stands for all others.
    private var pairs = [UInt64](repeating: 0, count: (27 * 27 + 63) / 64)
    private var threes = [UInt64](repeating: 0, count: (27 * 27 * 27 + 63) / 64)
    /// The lemmas of one letter, whose forms are as short (`I:n`) and never part of a compound.
    private var ones: Set<Int> = []

    /// The beginnings of `lemmas`, in lower case.
    init(_ lemmas: some Sequence<String>) {
        for lemma in lemmas { add(lemma) }
    }

    /// Whether `word` may be a form of one of the lemmas. O(its length).
    func mayMatch(_ word: String) -> Bool {
        var word = word
        return word.withUTF8 { bytes in unsafe mayMatch(bytes.span, 0..<bytes.count) }
    }

    /// Whether the word at `range` may be a form of one of the lemmas. O(its length).
    func mayMatch(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        guard index < range.upperBound else { return false }
        let first = Self.letter(bytes, &index, range.upperBound)
        if !ones.isEmpty, ones.contains(first), range.count <= 6 { return true }
        var last = first
        var before: Int?
        while index < range.upperBound {
            let letter = Self.letter(bytes, &index, range.upperBound)
            let pair = last * 27 + letter
            if Self.has(pairs, pair) { return true }
            if let before, Self.has(threes, before * 27 * 27 + pair) { return true }
            before = last
            last = letter
        }
        return false
    }

    private mutating func add(_ lemma: String) {
        let letters = Self.opening(of: lemma)
        guard let first = letters.first else { return }
        guard letters.count > 1 else {
            ones.insert(first)
            return
        }
        let second = letters[1]
        let third = letters.count > 2 ? letters[2] : nil
        if let third, lemma.unicodeScalars.count >= 5, Self.isStable(third, after: second) {
            let place = (first * 27 + second) * 27 + third
            threes[place / 64] |= 1 << UInt64(place % 64)
        } else {
            put(first, second)
        }
        switch second {
        case Self.k, Self.p, Self.t:
            put(first, Self.v)
            put(first, Self.d)
            if let third { put(first, third) }
        case Self.i where third == Self.k: put(first, Self.j)
        case Self.u where third == Self.o, Self.y where third == Self.o: put(first, Self.o)
        case Self.i where third == Self.e: put(first, Self.e)
        case Self.e: put(first, Self.k)
        case Self.o where first == Self.y: put(Self.o, Self.i)
        default: break
        }
        // hyvä, parempi, paras
        if lemma.hasPrefix("hyv") { put(Self.p, 0) }
    }

    private static let (d, e, i, j, k, o, p, t, u, v, y) = (3, 4, 8, 9, 10, 14, 15, 19, 20, 21, 24)
    private static let vowels: Set<Int> = [0, e, i, o, u, y]
    /// What a stem's third letter may change from: k, p, t and their weak grades, and s (*vesi*, *veden*).
    private static let changing: Set<Int> = [k, p, t, d, v, j, 18]

    /// Whether a stem of five letters or more keeps its third: a vowel after another may go (*saada*, *saivat*; *poika*,
    /// *pojan*; *paeta*, *pakenen*), one after a consonant stays.
    private static func isStable(_ third: Int, after second: Int) -> Bool {
        vowels.contains(third) ? !vowels.contains(second) : !changing.contains(third)
    }

    private mutating func put(_ first: Int, _ second: Int) {
        let place = first * 27 + second
        pairs[place / 64] |= 1 << UInt64(place % 64)
    }

    private static func has(_ bits: [UInt64], _ place: Int) -> Bool { bits[place / 64] >> UInt64(place % 64) & 1 == 1 }

    /// The first three letters of a word.
    private static func opening(of word: String) -> [Int] {
        var word = word
        return word.withUTF8 { bytes in
            var letters: [Int] = []
            var index = 0
            while index < bytes.count, letters.count < 3 {
                letters.append(unsafe letter(bytes.span, &index, bytes.count))
            }
            return letters
        }
    }

    /// The number of the letter at `index`, in lower case and without dots; 26 is any other character, and bytes of
    /// one that take several are several of these. Moves `index` on.
    private static func letter(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Int {
        let byte = bytes[index]
        index += 1
        switch byte {
        case 0x61...0x7A: return Int(byte - 0x61)
        case 0x41...0x5A: return Int(byte - 0x41)
        case 0xC3 where index < end:
            let next = bytes[index]
            index += 1
            switch next {
            case 0x84, 0x85, 0xA4, 0xA5: return 0
            case 0x96, 0xB6: return Self.o
            default: return 26
            }
        default: return 26
        }
    }
}
