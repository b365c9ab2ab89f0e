// SPDX-License-Identifier: GPL-3.0-or-later

/// Mends within a line what setting and breaking lines did to words: letters set apart, hyphens of old line ends left in
/// words (`hank-keet`, `palve- lujen`), hyphens that were taken for such and dropped (`EteläPohjanmaa`).
struct LineRepairs {
    /// A place to write otherwise.
    struct Edit {
        /// The bytes that are replaced.
        var range: Range<Int>
        /// The pieces that are put there: bytes of the text, or a sign that stands for what is at the place.
        var pieces: [Piece]
    }

    enum Piece {
        case source(Range<Int>)
        case sign(UInt8, at: Int)
    }

    private let judge: any WordJudging
    private let spacing: LetterSpacing
    private let splits: WordSplits

    init(judge: any WordJudging, splits: WordSplits) {
        self.judge = judge
        self.splits = splits
        spacing = LetterSpacing(judge: judge)
    }

    /// The edits of the line `range` of `bytes`, in order. O(n), but for the judge, who is asked about words with hyphens
    /// or capitals within, and about single letters in a row.
    func edits(in range: Range<Int>, of bytes: [UInt8]) -> [Edit] {
        var edits: [Edit] = []
        var index = range.lowerBound
        var before: UInt8 = 0x20
        while index < range.upperBound {
            let byte = bytes[index]
            if before == 0x20, byte != 0x20, Self.isAlone(index, bytes, range.upperBound),
                let edit = unspaced(at: index, bytes, range)
            {
                edits.append(edit)
                index = edit.range.upperBound
                before = 0x20
                continue
            }
            if byte == 0x2D, let edit = withoutHyphen(at: index, bytes, range) {
                edits.append(edit)
                index = edit.range.upperBound
            } else {
                if Self.isCapital(byte, index, bytes), Self.isSmall(before),
                    let edit = withHyphen(at: index, bytes, range)
                {
                    edits.append(edit)
                }
                index += 1
            }
            before = bytes[index - 1]
        }
        return edits
    }

    // MARK: - Letters set apart

    /// True if a scalar stands alone at `index`, and another one after it.
    private static func isAlone(_ index: Int, _ bytes: [UInt8], _ end: Int) -> Bool {
        let next = index + (bytes[index] < 0x80 ? 1 : bytes[index] < 0xE0 ? 2 : 3)
        guard next + 2 < end, bytes[next] == 0x20 else { return false }
        let after = next + 1 + (bytes[next + 1] < 0x80 ? 1 : bytes[next + 1] < 0xE0 ? 2 : 3)
        return after < end && bytes[after] == 0x20
    }

    private func unspaced(at index: Int, _ bytes: [UInt8], _ line: Range<Int>) -> Edit? {
        guard let run = spacing.run(at: index, in: bytes, end: line.upperBound) else { return nil }
        let isWholeLine = run.letters.first?.lowerBound == line.lowerBound && run.end == line.upperBound
        guard let words = spacing.words(of: run, in: bytes, isWholeLine: isWholeLine) else { return nil }
        var pieces: [Piece] = []
        var next = 0
        for count in words {
            if next > 0 { pieces.append(.sign(0x20, at: run.letters[next].lowerBound)) }
            pieces += run.letters[next..<next + count].map { .source($0) }
            next += count
        }
        return Edit(range: index..<run.end, pieces: pieces)
    }

    // MARK: - Hyphens

    /// The hyphen at `index`, perhaps with a space behind it, taken out of a word that it only parts.
    private func withoutHyphen(at index: Int, _ bytes: [UInt8], _ line: Range<Int>) -> Edit? {
        guard index - 2 >= line.lowerBound, Self.isSmall(bytes[index - 1]), index + 2 < line.upperBound else {
            return nil
        }
        let hasSpace = bytes[index + 1] == 0x20
        let start = index + (hasSpace ? 2 : 1)
        guard start + 1 < line.upperBound, UTF8Bytes.scalar(at: start, in: bytes).scalar.isLower else { return nil }
        let (left, right) = (bytes[line.lowerBound..<index], bytes[start..<line.upperBound])
        if hasSpace {
            guard case .dropHyphen = splits.decide(left: left, right: right) else { return nil }
            return Edit(range: index..<start, pieces: [])
        }
        let before = Self.letters(endingAt: index, line.lowerBound, bytes)
        let after = Self.letters(startingAt: start, line.upperBound, bytes)
        // More hyphens in the word, or signs of an address, and it is something else.
        guard before.count >= 2, after.count >= 2, !Self.isJoined(before, after, bytes, line) else { return nil }
        let (head, tail) = (UTF8Bytes.string(before, of: bytes), UTF8Bytes.string(after, of: bytes))
        guard !judge.isWord(head + "-" + tail), !(judge.isWord(head) && judge.isWord(tail)), judge.isWord(head + tail)
        else { return nil }
        return Edit(range: index..<start, pieces: [])
    }

    /// The hyphen put in before the capital at `index`, where two words of a name were run together.
    private func withHyphen(at index: Int, _ bytes: [UInt8], _ line: Range<Int>) -> Edit? {
        let before = Self.letters(endingAt: index, line.lowerBound, bytes)
        let after = Self.letters(startingAt: index, line.upperBound, bytes)
        guard before.count >= 3, after.count >= 4, !Self.isJoined(before, after, bytes, line) else { return nil }
        let (head, tail) = (UTF8Bytes.string(before, of: bytes), UTF8Bytes.string(after, of: bytes))
        guard tail.unicodeScalars.dropFirst().allSatisfy(\.isLower),
            head.unicodeScalars.dropFirst().allSatisfy(\.isLower),
            !judge.isWord(head + tail), judge.isWord(head + "-" + tail)
        else { return nil }
        return Edit(range: index..<index, pieces: [.sign(0x2D, at: index)])
    }

    /// The letters that end before `index`.
    private static func letters(endingAt index: Int, _ start: Int, _ bytes: [UInt8]) -> Range<Int> {
        var begin = index
        while let (scalar, place) = UTF8Bytes.scalar(before: begin, in: bytes, from: start), scalar.isLetter,
            index - place <= 100
        { begin = place }
        return begin..<index
    }

    /// The letters that begin at `index`.
    private static func letters(startingAt index: Int, _ end: Int, _ bytes: [UInt8]) -> Range<Int> {
        var stop = index
        while stop < end, stop - index <= 100 {
            let (scalar, length) = UTF8Bytes.scalar(at: stop, in: bytes)
            guard scalar.isLetter else { break }
            stop += length
        }
        return index..<stop
    }

    /// True if a sign that joins words stands right beside the two parts.
    private static func isJoined(_ before: Range<Int>, _ after: Range<Int>, _ bytes: [UInt8], _ line: Range<Int>)
        -> Bool
    {
        let signs = "-/@._&=%:0123456789".utf8
        if before.lowerBound > line.lowerBound, signs.contains(bytes[before.lowerBound - 1]) { return true }
        guard after.upperBound < line.upperBound else { return false }
        let next = bytes[after.upperBound]
        // A full stop ends a sentence where a space follows.
        if next == 0x2E || next == 0x3A {
            return after.upperBound + 1 < line.upperBound && bytes[after.upperBound + 1] != 0x20
        }
        return signs.contains(next)
    }

    /// True if a small letter may end with `byte`: ASCII's, or the second byte of ä, ö, å and the like.
    private static func isSmall(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 || byte >= 0x9F && byte <= 0xBF }

    private static func isCapital(_ byte: UInt8, _ index: Int, _ bytes: [UInt8]) -> Bool {
        byte &- 0x41 < 26 || byte == 0xC3 && index + 1 < bytes.count && [0x84, 0x85, 0x96].contains(bytes[index + 1])
    }
}
