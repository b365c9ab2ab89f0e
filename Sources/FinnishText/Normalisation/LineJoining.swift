// SPDX-License-Identifier: GPL-3.0-or-later

/// Decides whether a line goes on in the next one.
///
/// The decision looks at the end of the text so far, the start of the next line and the gap between them, so that a
/// text that was put together once is not put together further. Where in doubt, lines stay apart: a heading must not
/// become part of a paragraph.
struct LineJoining {
    /// The shortest line, in bytes, that can have been broken for want of room.
    static let shortest = 40
    /// The longest line, in bytes, that can: longer ones are whole paragraphs.
    static let longest = 220

    /// Words that cannot end a paragraph, with the forms an OCR program without ä gives them.
    private static let connectives: Set<String> = ["ja", "tai", "sekä", "eli", "että", "kuten", "joko", "seka", "etta"]

    /// Abbreviations that a lower-case word may follow, without their full stop.
    private static let abbreviations: Set<String> = [
        "mm", "esim", "ns", "ko", "ts", "n", "nk", "mrd", "milj", "vrt", "ks", "ml", "lukien", "tri", "os", "po",
    ]

    /// The gap between two lines.
    struct Gap {
        var blanks: Int
        var startsPage: Bool
        /// True if the document sets its lines double, so that an empty line does not end a paragraph.
        var mayCrossBlank: Bool

        var isOpen: Bool { startsPage || blanks == 0 || blanks == 1 && mayCrossBlank }
    }

    let bytes: [UInt8]

    /// True if `next` goes on with the sentence that `line` begins.
    ///
    /// - Parameters:
    ///   - line: the line so far.
    ///   - lastLength: the length in bytes of its last line in the source.
    ///   - next: the next line, in `bytes`.
    ///   - inAlternative: whether `line` ends in the alternative of a check box that is long enough to be broken.
    /// - Returns: false where in doubt.
    func continues(
        _ line: ArraySlice<UInt8>, lastLength: Int, next: Range<Int>, inAlternative: Bool = false
    ) -> Bool {
        guard lastLength <= Self.longest, let first = line.first, first != 0x23, first != 0x7C else { return false }
        guard !Self.endsInAddress(line) else { return false }
        let head = head(of: next)
        guard head != .other else { return false }
        let word = Self.lastWord(of: line)
        if Self.connectives.contains(word) && word.utf8.count < line.count { return true }
        guard head == .lower, inAlternative || line.count >= Self.shortest else { return false }
        return Self.isUnfinished(line, lastWord: word)
    }

    /// True if an address that ends `line` goes on in `next`: it stops in the middle, and what follows is no word.
    func continuesAddress(_ line: ArraySlice<UInt8>, next: Range<Int>) -> Bool {
        guard let last = line.last, "-/=&?_%".utf8.contains(last), Self.endsInAddress(line) else { return false }
        let token = bytes[next].prefix { $0 != 0x20 }
        guard !Self.startsAddress(token), let first = token.first else { return false }
        let isPart = first | 0x20 >= 0x61 && first | 0x20 <= 0x7A || first >= 0x30 && first <= 0x39 || first == 0x25
        return isPart && token.filter { "-/=&?_%.".utf8.contains($0) }.count >= 2
    }

    // MARK: - The start of the next line

    private enum Head {
        /// A word in small letters, also in parentheses or after a dash that touches it.
        case lower
        /// A word with a capital.
        case upper
        /// Anything that begins something of its own: bullets, numbers, addresses, boxes.
        case other
    }

    private func head(of line: Range<Int>) -> Head {
        let (first, length) = UTF8Bytes.scalar(at: line.lowerBound, in: bytes)
        var index = line.lowerBound
        if first == "(" || first == "-" || first == "–" || first == "\"" || first == "”" { index += length }
        guard index < line.upperBound else { return .other }
        let letter = UTF8Bytes.scalar(at: index, in: bytes).scalar
        guard letter.isLetter, !Self.startsAddress(bytes[index..<line.upperBound]) else { return .other }
        // `a)`, `ii)`: an item of a list.
        let rest = bytes[index..<line.upperBound].prefix(6)
        if let close = rest.firstIndex(of: 0x29), rest[..<close].allSatisfy({ $0 != 0x20 }) { return .other }
        if letter.isUpper { return index == line.lowerBound ? .upper : .other }
        return .lower
    }

    // MARK: - The end of the line

    private static func isUnfinished(_ line: ArraySlice<UInt8>, lastWord: String) -> Bool {
        let bytes = Array(line.suffix(8))
        guard let (last, _) = UTF8Bytes.scalar(before: bytes.count, in: bytes) else { return false }
        switch last {
        case ".":
            let digits = line.dropLast().suffix(3)
            if let byte = digits.last, byte >= 0x30 && byte <= 0x39 {
                // An ordinal (`3. sektorin`), not a date or the end of a sentence (`vuonna 2018.`).
                let number = line.dropLast().reversed().prefix { $0 >= 0x30 && $0 <= 0x39 }
                return number.count <= 2 && !(line.dropLast(number.count + 1).last == 0x2E)
            }
            return abbreviations.contains(lastWord)
        case "!", "?", ":", "…", "-": return false
        default: return true
        }
    }

    /// The last word of `line` in small letters, without a full stop; `""` where it has more than ten characters.
    private static func lastWord(of line: ArraySlice<UInt8>) -> String {
        var end = line.endIndex
        if line.last == 0x2E { end -= 1 }
        var start = end
        while start > line.startIndex && line[start - 1] != 0x20 && line[start - 1] != 0x28 {
            start -= 1
            if end - start > 16 { return "" }
        }
        return String(decoding: line[start..<end], as: UTF8.self).lowercased()
    }

    private static func startsAddress(_ text: ArraySlice<UInt8>) -> Bool {
        text.starts(with: "http".utf8) || text.starts(with: "www.".utf8)
    }

    /// True if the last word of `line` is a web or mail address.
    private static func endsInAddress(_ line: ArraySlice<UInt8>) -> Bool {
        // Addresses of some thousand bytes exist; a look-back without a bound would make long lines quadratic.
        let tail = line.suffix(4096)
        let start = tail.lastIndex(of: 0x20).map { $0 + 1 } ?? tail.startIndex
        var token = tail[start...]
        while let first = token.first, first == 0x28 || first == 0x3C || first == 0x22 { token = token.dropFirst() }
        if startsAddress(token) { return true }
        if let colon = token.firstIndex(of: 0x3A), token[colon...].starts(with: "://".utf8) { return true }
        return token.contains(0x40) && token.last != 0x2D
    }
}
