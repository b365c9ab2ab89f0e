// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers of telephones and of bank accounts, which people write with spaces or without: `050 123 4567`,
/// `FI21 1234 5600 0007 85`.
enum SpacedNumber {
    /// The most bytes of a number with its spaces: an account's of 34 characters (ISO 13616) in groups of four.
    private static let longest = 43
    /// The figures of a telephone's number (ITU-T E.164 has 15 at most; Finnish ones are shorter).
    private static let figures = 7...13

    /// The length of the number in groups that `text`, UTF-8, begins with; nil where it begins with none, or one of a
    /// single group.
    static func length(_ text: some Sequence<UInt8>) -> Int? {
        let bytes = Array(text.prefix(longest + 1))
        var groups = groups(of: bytes)
        guard let first = groups.first else { return nil }
        let isAccount = isAccountStart(bytes[first])
        guard isAccount || (2...4).contains(first.count) && bytes[first.lowerBound] == UInt8(ascii: "0") else {
            return nil
        }
        var figures = 0
        for (number, group) in groups.enumerated() {
            let size = group.count
            figures += size
            let fits =
                isAccount
                ? size <= 4 && (number == 0 || groups[number - 1].count == 4)
                : size >= (number == 0 ? 2 : 3) && size <= 8 && figures <= Self.figures.upperBound
            guard number > 0, !(fits && bytes[group].allSatisfy(isFigure)) else { continue }
            groups.removeSubrange(number...)
            figures -= size
            break
        }
        guard groups.count >= (isAccount ? 3 : 2), isAccount || Self.figures.contains(figures), let last = groups.last
        else { return nil }
        return last.upperBound
    }

    /// True if `word`, in one piece, has as many figures as a number that is written in groups.
    static func isLong(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        if bytes.allSatisfy(isFigure) { return (figures.lowerBound...20).contains(bytes.count) }
        return bytes.count > 12 && isAccountStart(bytes[..<4]) && bytes.dropFirst(2).allSatisfy(isFigure)
    }

    /// Runs of letters and figures with one space between, or one hyphen behind the first, up to one that goes on in
    /// other characters.
    private static func groups(of bytes: [UInt8]) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, isFigure(bytes[end]) || isLetter(bytes[end]) { end += 1 }
            let isLast = end == bytes.count || bytes[end] == 0x20
            let isJoined = groups.isEmpty && end < bytes.count && bytes[end] == UInt8(ascii: "-")
            let isEnd = end < bytes.count && [0x2C, 0x2E, 0x3B, 0x29, 0x3F, 0x21].contains(bytes[end])
            guard end > start, isLast || isJoined || isEnd else { break }
            groups.append(start..<end)
            if isEnd { break }
            start = end + 1
        }
        return groups
    }

    /// True if `bytes` are a country and two check figures.
    private static func isAccountStart(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == 4 && bytes.prefix(2).allSatisfy(isLetter) && bytes.suffix(2).allSatisfy(isFigure)
    }

    private static func isFigure(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
