// SPDX-License-Identifier: GPL-3.0-or-later

/// Puts back ligatures for which a font of a PDF has no letters: `periaa eet` for *periaatteet*.
///
/// Whole texts lack them: a text with next to no *tt*, or no *ti*, is looked through. In Finnish about 0.8 and 0.9 of a
/// hundred letters begin these pairs (counted over 70,000 words of minutes).
struct LostLigatures {
    let bytes: [UInt8]
    let judge: KnownWordJudge

    /// The ligatures of office fonts, those of Finnish first.
    private static let ligatures = ["tt", "ti", "tti", "ft", "fi", "ff", "fl", "ffi"]
    /// A pair that stands less often than once in so many bytes is lost, not rare.
    private static let rarest = 1000
    /// In a shorter text both pieces of a word must be none.
    private static let fewLetters = 1000

    /// The edits that put them back. O(n); it ends early in a text that has its pairs, as nearly all do.
    func edits() -> [TextEdit] {
        guard isLacking else { return [] }
        var edits: [TextEdit] = []
        var last: Range<Int>?
        var index = 0
        while index < bytes.count {
            let word = word(at: index)
            guard !word.isEmpty else {
                // A sign of a private area, or the one that stands for what can't be read, is a ligature's place, too.
                let (scalar, length) = UTF8Bytes.scalar(at: index, in: bytes)
                if !(bytes[index] == 0x20 || Self.isUnreadable(scalar)) { last = nil }
                index += length
                continue
            }
            if let before = last, let edit = edit(between: before, and: word) {
                edits.append(edit)
                last = nil
            } else {
                last = word
            }
            index = word.upperBound
        }
        return edits
    }

    private var isLacking: Bool {
        let enough = bytes.count / Self.rarest
        var (doubled, followed) = (0, 0)
        for index in bytes.indices.dropLast() where bytes[index] == 0x74 {
            if bytes[index + 1] == 0x74 { doubled += 1 }
            if bytes[index + 1] == 0x69 { followed += 1 }
            if doubled > enough && followed > enough { return false }
        }
        return true
    }

    private static func isUnreadable(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{FFFD}" || scalar.value >= 0xE000 && scalar.value <= 0xF8FF
    }

    /// The letters at `index`, 100 bytes at most.
    private func word(at index: Int) -> Range<Int> {
        var end = index
        while end < bytes.count, end - index < 100 {
            let (scalar, length) = UTF8Bytes.scalar(at: end, in: bytes)
            guard scalar.isLetter, !Self.isUnreadable(scalar) else { break }
            end += length
        }
        return index..<end
    }

    /// The ligature that makes one word of `before` and `after`; nil where none does, or these are words.
    private func edit(between before: Range<Int>, and after: Range<Int>) -> TextEdit? {
        let gap = before.upperBound..<after.lowerBound
        guard gap.count <= 4, !gap.isEmpty, UTF8Bytes.scalar(at: after.lowerBound, in: bytes).scalar.isLower else {
            return nil
        }
        let isSpace = gap.count == 1
        guard isSpace || bytes[gap].allSatisfy({ $0 > 0x7F }) else { return nil }
        let (head, tail) = (UTF8Bytes.string(before, of: bytes), UTF8Bytes.string(after, of: bytes))
        let knowsHead = judge.knows(head)
        if isSpace, knowsHead, bytes.count < Self.fewLetters || judge.knows(tail) { return nil }
        if isSpace, !knowsHead, bytes.count < Self.fewLetters, judge.knows(tail) { return nil }
        for ligature in Self.ligatures where judge.knows(head + ligature + tail) {
            return TextEdit(range: gap, text: Array(ligature.utf8))
        }
        return nil
    }
}
