// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Mends within lines what setting a text did to its words: letters set apart for show, hyphens of old line ends left in
/// words, hyphens of names that were dropped at line ends, ligatures without a letter, small capitals.
///
/// Evidence is always asked for: the word that is made must be one by the judge's dictionary, or stand elsewhere in the text.
struct WordMending {
    let bytes: [UInt8]
    let judge: KnownWordJudge
    private(set) var edits: [TextEdit] = []
    /// Where the last line ended that was made of letters set apart; -1 before there is one.
    var spacedLineEnd = -1

    /// Bytes at which something may have to be mended: spaces, line ends, hyphens, capitals and first bytes of Ä, Ö, Å.
    private static let telling = ByteSet { byte in
        switch byte {
        case 0x0A, 0x0C, 0x20, 0x2D, 0x41...0x5A, 0xC3: true
        default: false
        }
    }

    /// Mends the words of `bytes`.
    ///
    /// O(n): each byte is looked at once, words have a bounded length, and the dictionary is asked at most 20,000 times
    /// and once more for each four bytes of the text.
    ///
    /// - Parameters:
    ///   - bytes: Valid UTF-8 out of ``CharacterPass``.
    ///   - judge: The dictionary.
    /// - Returns: The text, and the place of each of its bytes in `bytes`; nil where nothing is to be done.
    static func run(_ bytes: [UInt8], judge: any WordJudging) -> (bytes: [UInt8], origin: OffsetMap)? {
        var mending = WordMending(bytes: bytes, judge: KnownWordJudge(judge, text: bytes))
        mending.lookThrough()
        mending.edits += LostLigatures(bytes: bytes, judge: mending.judge).edits()
        return TextEdit.apply(mending.edits, to: bytes)
    }

    private init(bytes: [UInt8], judge: KnownWordJudge) {
        self.bytes = bytes
        self.judge = judge
    }

    mutating func add(_ edit: TextEdit) { edits.append(edit) }

    private mutating func lookThrough() {
        var index = startsAlone(at: 0) ? letters(at: 0) : 0
        while true {
            index = firstTelling(from: index)
            guard index < bytes.count else { return }
            switch bytes[index] {
            case 0x20, 0x0A, 0x0C:
                index += 1
                if startsAlone(at: index) { index = letters(at: index) }
            case 0x2D: index = hyphen(at: index)
            default:
                lostHyphen(at: index)
                index += 1
            }
        }
    }

    /// The first place from `start` on that has to be looked at: a hyphen, a capital behind a small letter, white space that
    /// has another one behind the next letter; the text's end where there is none. Nearly all places of ``telling`` bytes
    /// are none of these, and are passed by here.
    private func firstTelling(from start: Int) -> Int {
        let telling = Self.telling
        let count = bytes.count
        var index = start
        while true {
            index = telling.first(in: bytes, from: index, before: count)
            guard index < count else { return count }
            switch bytes[index] {
            case 0x20, 0x0A, 0x0C:
                if index + 2 < count, bytes[index + 2] == 0x20 || index + 3 < count && bytes[index + 3] == 0x20 {
                    return index
                }
            case 0x2D: return index
            default: if index > 0, Self.mayEndSmall(bytes[index - 1]), isCapital(at: index) { return index }
            }
            index += 1
        }
    }

    /// True if `byte` may be the last one of a small letter: of ASCII, or of ä, ö, å and the like.
    private static func mayEndSmall(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 || byte >= 0x9F && byte <= 0xBF }

    func isCapital(at index: Int) -> Bool {
        let byte = bytes[index]
        if byte < 0x80 { return byte &- 0x41 < 26 }
        return byte == 0xC3 && index + 1 < bytes.count && [0x84, 0x85, 0x96].contains(bytes[index + 1])
    }

    /// True if one letter stands alone at `index`, which begins a word, with a space behind it.
    private func startsAlone(at index: Int) -> Bool {
        guard index + 1 < bytes.count, bytes[index] > 0x40 || bytes[index] &- 0x30 < 10 && followsSpacedLine(index)
        else {
            return false
        }
        let next = index + (bytes[index] < 0x80 ? 1 : 2)
        return next < bytes.count && bytes[next] == 0x20
    }

    /// True if nothing stands between the last line of letters set apart and `index`.
    func followsSpacedLine(_ index: Int) -> Bool {
        guard spacedLineEnd >= 0 else { return false }
        var place = index
        while place > spacedLineEnd, bytes[place - 1] <= 0x20 { place -= 1 }
        return place == spacedLineEnd
    }

    /// The letters that end before `index`, 100 bytes of them at most.
    func letters(endingAt index: Int) -> Range<Int> {
        var begin = index
        while index - begin < 100, let (scalar, place) = UTF8Bytes.scalar(before: begin, in: bytes), scalar.isLetter {
            begin = place
        }
        return begin..<index
    }

    /// The letters that begin at `index`, 100 bytes of them at most.
    func letters(startingAt index: Int) -> Range<Int> {
        var end = index
        while end < bytes.count, end - index < 100 {
            let (scalar, length) = UTF8Bytes.scalar(at: end, in: bytes)
            guard scalar.isLetter else { break }
            end += length
        }
        return index..<end
    }

    func string(_ range: Range<Int>) -> String { UTF8Bytes.string(range, of: bytes) }
}

/// A place in a text to write otherwise.
struct TextEdit {
    /// The bytes that go.
    var range: Range<Int>
    /// The text that is put there.
    var text: [UInt8] = []

    /// `bytes` with `edits`, which may stand in any order; of two that overlap the later one is left out. Nil where there
    /// are none. O(n log n) in the number of edits.
    static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> (bytes: [UInt8], origin: OffsetMap)? {
        guard !edits.isEmpty else { return nil }
        var made = OffsetTrackedBytes(capacity: bytes.count + 16)
        var next = 0
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard edit.range.lowerBound >= next else { continue }
            made.copy(next..<edit.range.lowerBound, of: bytes)
            made.append(edit.text, source: edit.range.lowerBound, before: edit.range.upperBound + 1)
            next = edit.range.upperBound
        }
        made.copy(next..<bytes.count, of: bytes)
        return (made.bytes, made.origin)
    }
}
