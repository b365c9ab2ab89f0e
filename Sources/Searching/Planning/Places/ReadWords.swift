// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText
internal import SearchIndex

/// Words that have to be read from texts, with a quick test of which words of a text may be one of them.
struct ReadWords {
    /// The words by the numbers they have in a ``PlacedWords``.
    private let words: [(number: Int, read: [TermKind: Set<String>])]
    /// FNV-1a hashes of the forms that are nothing but letters of Finnish.
    private var hashes: Set<UInt64> = []
    /// By byte, whether a form begins with it.
    private var firsts = [Bool](repeating: false, count: 256)
    /// The longest form.
    private var longest = 0
    /// The forms.
    private let forms: [[UInt8]]
    /// True if some form holds anything but letters of Finnish.
    private var areOdd = false
    /// The quick test for lemmas, which words in other forms and compounds hold.
    private let beginnings: Beginnings?

    /// The words among `placed` that can be found in texts only.
    init(_ placed: [PlacedWord]) {
        words = placed.enumerated().filter(\.element.isRead).map { ($0.offset, $0.element.read) }
        forms = Set(words.flatMap { $0.read[.form] ?? [] }).map { Array($0.utf8) }
        let lemmas = words.flatMap { ($0.read[.part] ?? []).union($0.read[.folded] ?? []) }
        beginnings = lemmas.isEmpty ? nil : Beginnings(lemmas)
        for form in forms {
            longest = max(longest, form.count)
            guard let first = form.first, let hash = unsafe form.withUnsafeBufferPointer({ unsafe Self.hash($0) })
            else {
                areOdd = true
                continue
            }
            firsts[Int(first)] = true
            hashes.insert(hash)
        }
    }

    /// True if a word of a text, or where it `isHanging` the compound that it is half of, may be one of these.
    func mayBe(_ word: UnsafeBufferPointer<UInt8>, isHanging: Bool) -> Bool {
        if let beginnings {
            if isHanging { return true }
            if unsafe beginnings.mayMatch(word.span, 0..<word.count) { return true }
        }
        if isHanging { return unsafe mayBeHalf(word) }
        guard let first = unsafe word.first else { return false }
        if first < 0x80, word.count > longest || !firsts[Int(first | 0x20)], !areOdd, first.isLetter { return false }
        // What is no plain word is seldom, and has forms of its own.
        guard let hash = unsafe Self.hash(word) else { return unsafe areOdd || word.contains { $0 > 0xC3 } }
        return hashes.contains(hash)
    }

    /// Calls `body` with the number of each word that the analysed word is.
    func find(_ terms: [Term], _ body: (Int) -> Void) {
        for (number, read) in words {
            let isFound = terms.contains { term in
                // A whole word ends like itself.
                let kind = term.kind == .lemma || term.kind == .guess ? TermKind.part : term.kind
                return read[kind]?.contains(term.text) ?? false
            }
            if isFound { body(number) }
        }
    }

    /// The hash of a word in lower case; nil if it has anything but letters of Finnish.
    private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64? {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var isAfterLead = false
        for index in 0..<word.count {
            var byte = unsafe word[index]
            if isAfterLead {
                // À…Þ to à…þ, but × and ÷, which no word holds; ß and ÿ stay.
                if byte >= 0x80, byte < 0x9F { byte |= 0x20 }
                isAfterLead = false
            } else if byte == 0xC3 {
                isAfterLead = true
            } else if byte.isLetter {
                byte |= 0x20
            } else {
                return nil
            }
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return hash
    }

    /// True if some form begins or ends like the half of a compound.
    private func mayBeHalf(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        let half = Array(unsafe String(decoding: word, as: UTF8.self).lowercased().utf8)
        return forms.contains { $0.starts(with: half) || $0.suffix(half.count).elementsEqual(half) }
    }
}

extension UInt8 {
    /// True for a letter of ASCII.
    fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
}
