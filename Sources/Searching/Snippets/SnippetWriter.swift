// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes fragments of a text on one line.
enum SnippetWriter {
    /// The fragments `ranges` of `bytes`, with the places of `matches`, which rise.
    static func write(_ ranges: [Range<Int>], of bytes: Span<UInt8>, matches: [TextMatch]) -> Snippet {
        var out: [UInt8] = []
        var places: [Range<Int>] = []
        var match = 0
        for range in ranges where !range.isEmpty {
            if !out.isEmpty {
                out += " … ".utf8
            } else if !SnippetEdges.isSentenceStart(bytes, range.lowerBound),
                !SnippetEdges.isFirst(bytes, range.lowerBound)
            {
                out += "… ".utf8
            }
            var index = range.lowerBound
            while match < matches.count, matches[match].range.lowerBound < range.upperBound {
                let place = matches[match].range
                match += 1
                guard place.lowerBound >= index, place.upperBound <= range.upperBound else { continue }
                append(bytes, index..<place.lowerBound, to: &out)
                let start = out.count
                append(bytes, place, to: &out)
                places.append(start..<out.count)
                index = place.upperBound
            }
            append(bytes, index..<range.upperBound, to: &out)
        }
        if let last = ranges.last, !out.isEmpty, !SnippetEdges.isLast(bytes, last.upperBound) { out += " …".utf8 }
        return Snippet(
            text: String(decoding: out, as: UTF8.self), matches: places, offset: ranges.first?.lowerBound ?? 0)
    }

    /// Appends a piece: runs of space and control characters as one space, marks of the text itself as ‹ and ›.
    private static func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to out: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            let length = spaceLength(bytes, index)
            if length > 0 {
                if let last = out.last, last != 0x20 { out.append(0x20) }
                index += length
            } else if byte == 0xC2, index + 1 < range.upperBound, bytes[index + 1] == 0xAB {
                out += "‹".utf8
                index += 2
            } else if byte == 0xC2, index + 1 < range.upperBound, bytes[index + 1] == 0xBB {
                out += "›".utf8
                index += 2
            } else {
                out.append(byte)
                index += 1
            }
        }
    }

    /// The length of the space, control character (C0, C1) or separator (U+2028, U+2029) at `index`; 0 where there is
    /// none.
    private static func spaceLength(_ bytes: Span<UInt8>, _ index: Int) -> Int {
        let byte = bytes[index]
        if SnippetEdges.isSpace(byte) { return 1 }
        if byte == 0xC2, index + 1 < bytes.count { return (0x80..<0xA0).contains(bytes[index + 1]) ? 2 : 0 }
        guard byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return 0 }
        return bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9 ? 3 : 0
    }
}
