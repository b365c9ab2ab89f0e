// SPDX-License-Identifier: GPL-3.0-or-later

/// A quick test whether a word may be a form of one of some lemmas, or a compound that holds one.
///
/// A snippet has to know of every word of a long text whether it matches, and analysing them all takes most of a
/// search's time. The forms of a Finnish noun or verb begin with the same letters up to where its stem changes: the
/// first two, but for consonant gradation right after a vowel (*ikä*, *iän*; *aika*, *ajan*) and opening diphthongs
/// before the plural's and the past's i (*työ*, *töitä*), and in longer words the third too, or what a consonant that
/// alternates becomes, unless it is a vowel after another (Iso suomen kielioppi, §§ 41, 46–47). In long words only the
/// last five letters change (*ajatella*, *ajattelen*). And no form is much
/// shorter than its lemma. So a word that holds no such letters of any lemma, dots aside, with enough after them, is
/// none of their forms. What it misses are the few words whose stem is replaced altogether.
struct Beginnings {
    /// For each pair, and each three, of 27 letters, of which the last stands for all others: the fewest bytes from
    /// there to the word's end of a form of a lemma that begins so; ``none`` where none does.
    private var pairs = [UInt8](repeating: Self.none, count: 27 * 27)
    private var threes = [UInt8](repeating: Self.none, count: 27 * 27 * 27)
    /// By three, what follows in the lemmas that begin so: the letters that are left of their unchanging beginning.
    private var rests: [Int: [[Int]]] = [:]
    /// The lemmas of one letter, whose forms are as short (`I:n`) and never part of a compound.
    private var ones: Set<Int> = []

    private static let none = UInt8.max

    /// The beginnings of `lemmas`, in lower case.
    init(_ lemmas: some Sequence<String>) {
        for lemma in lemmas { add(lemma) }
    }

    /// True if `word` may be a form of one of the lemmas. O(its length).
    func mayMatch(_ word: String) -> Bool {
        var word = word
        return word.withUTF8 { bytes in unsafe mayMatch(bytes.span, 0..<bytes.count) }
    }

    /// True if the word at `range` may be a form of one of the lemmas. O(its length).
    func mayMatch(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        guard index < range.upperBound else { return false }
        var last = Self.letter(bytes, &index, range.upperBound)
        if !ones.isEmpty, ones.contains(last), range.count <= 6 { return true }
        var before = 0
        // How many bytes there are from the last letter, and from the one before it, to the end.
        var left = range.count
        var leftBefore = 0
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "-") {
                index += 1
                continue
            }
            let next = range.upperBound - index
            let letter = Self.letter(bytes, &index, range.upperBound)
            let pair = last * 27 + letter
            if left >= Int(pairs[pair]), pairs[pair] != Self.none { return true }
            if leftBefore > 0 {
                let three = before * 27 * 27 + pair
                let least = threes[three]
                if leftBefore >= Int(least), least != Self.none, goesOn(three, bytes, index..<range.upperBound) {
                    return true
                }
            }
            (before, last) = (last, letter)
            (leftBefore, left) = (left, next)
        }
        return false
    }

    private mutating func add(_ lemma: String) {
        // EU-maa is eumaa too.
        let lemma = lemma.filter { $0 != "-" }
        let letters = Self.letters(of: lemma)
        guard let first = letters.first else { return }
        guard letters.count > 1 else {
            ones.insert(first)
            return
        }
        let second = letters[1]
        let third = letters.count > 2 ? letters[2] : nil
        let length = letters.count
        // otti, ota of ottaa; nais-, sosiaali- of words in -nen.
        let least = UInt8(clamping: min(max(2, length - (lemma.hasSuffix("nen") ? 3 : 2)), Int(Self.none) - 1))
        let next = letters.count > 3 ? letters[3] : nil
        if let third, length >= 4, let thirds = Self.thirds(third, after: second, before: next, length: length) {
            for third in thirds {
                let three = (first * 27 + second) * 27 + third
                threes[three] = min(threes[three], least)
                rests[three, default: []].append(Array(letters.dropFirst(3).prefix(max(0, letters.count - 8))))
            }
        } else {
            put(first, second, least)
        }
        switch second {
        case Self.k, Self.p, Self.t:
            put(first, Self.v, least)
            put(first, Self.d, least)
            // yksi, yhden
            if third == Self.s { put(first, Self.h, least) }
            if let third { put(first, third, least) }
        // evätä, epään; edetä, etenen
        case Self.v: put(first, Self.p, least)
        case Self.d: put(first, Self.t, least)
        case Self.i where third == Self.k: put(first, Self.j, least)
        case Self.u where third == Self.o, Self.y where third == Self.o: put(first, Self.o, least)
        case Self.i where third == Self.e: put(first, Self.e, least)
        case Self.e: put(first, Self.k, least)
        case Self.o where first == Self.y: put(Self.o, Self.i, least)
        default: break
        }
        // hyvä, parempi, paras
        if lemma.hasPrefix("hyv") { put(Self.p, 0, 2) }
    }

    private static let (d, e, i, j, k, o, p, t, u, v, y) = (3, 4, 8, 9, 10, 14, 15, 19, 20, 21, 24)
    private static let (b, g, h, l, m, n, r, s) = (1, 6, 7, 11, 12, 13, 17, 18)
    private static let vowels = [0, e, i, o, u, y]

    /// The third letters of a stem in its other forms, itself among them; nil where any may be.
    ///
    /// A vowel after another may go in a short word (*saada*, *saivat*; *poika*, *pojan*; *paeta*, *pakenen*), one after
    /// a consonant stays, unless it ends a short word's stem (*ajaa*, *ajettu*) or a k comes back before it (*uhata*,
    /// *uhkaan*). A consonant that alternates takes its other grade (*opas*, *oppaan*; *allas*, *altaan*; *kaksi*,
    /// *kahden*), or goes and leaves what follows: the `next` letter, or for k any vowel (*laki*, *lain*, *laeista*).
    private static func thirds(_ third: Int, after second: Int, before next: Int?, length: Int) -> [Int]? {
        if vowels.contains(third) {
            if vowels.contains(second) { return length > 5 ? [third] : nil }
            return (length == 4 ? vowels : [third]) + ([k, p, t].contains(second) ? [second] : [k])
        }
        var found = [third] + (next.map { [$0] } ?? [])
        switch third {
        case k: found += [v, j, g, h] + vowels
        case p: found += [v, m, b]
        case t: found += [d, l, n, r, s]
        case d: found += [t, s]
        case v: found += [p, k]
        case j: found += [k]
        case g: found += [k]
        case h: found += [k] + vowels
        case s: found += [t, d, h]
        case second where [l, m, n, r].contains(third): found += [t, p] + vowels
        default: return [third]
        }
        return found
    }

    private mutating func put(_ first: Int, _ second: Int, _ least: UInt8) {
        pairs[first * 27 + second] = min(pairs[first * 27 + second], least)
    }

    /// True if the letters of `range` go on as a lemma that begins with a three does.
    private func goesOn(_ three: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for rest in rests[three] ?? [] {
            var index = range.lowerBound
            var matched = 0
            while matched < rest.count, index < range.upperBound {
                if bytes[index] == UInt8(ascii: "-") {
                    index += 1
                } else if Self.letter(bytes, &index, range.upperBound) == rest[matched] {
                    matched += 1
                } else {
                    break
                }
            }
            if matched == rest.count { return true }
        }
        return false
    }

    /// The letters of a word.
    private static func letters(of word: String) -> [Int] {
        var word = word
        return word.withUTF8 { bytes in
            var letters: [Int] = []
            var index = 0
            while index < bytes.count { letters.append(unsafe letter(bytes.span, &index, bytes.count)) }
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
