// SPDX-License-Identifier: GPL-3.0-or-later

extension WordMatcher {
    /// Every line of `text` in which a word of the query stands.
    ///
    /// A suspended compound over a line end counts for the line that it begins in.
    ///
    /// - Parameters:
    ///   - id: the document's id.
    ///   - text: the document's text; lines end with LF, a CR before it is left out.
    /// - Returns: the lines in their order. Linear in the text's length.
    public mutating func lines(of id: String, in text: String) -> [MatchingLine] {
        lines(of: id, in: text, runs: WordRuns([], of: []))
    }

    /// The same, where words of `runs` count only in a row.
    mutating func lines(of id: String, in text: String, runs: WordRuns) -> [MatchingLine] {
        let found = runs.kept(matches(in: text), in: text)
        guard !found.isEmpty else { return [] }
        var text = text
        return text.withUTF8 { bytes in
            let bytes = unsafe bytes.span
            var result: [MatchingLine] = []
            var number = 1
            var start = 0
            var match = 0
            while start <= bytes.count, match < found.count {
                var end = start
                while end < bytes.count, bytes[end] != 0x0A { end += 1 }
                var last = end
                if last > start, bytes[last - 1] == 0x0D { last -= 1 }
                var places: [Range<Int>] = []
                while match < found.count, found[match].range.lowerBound < end {
                    let range = found[match].range
                    places.append((range.lowerBound - start)..<(min(range.upperBound, last) - start))
                    match += 1
                }
                if let first = places.first {
                    var column = 1
                    for index in start..<(start + first.lowerBound) where bytes[index] & 0xC0 != 0x80 { column += 1 }
                    let line = WordScan.string(bytes, start..<last)
                    result.append(MatchingLine(id: id, line: number, column: column, text: line, matches: places))
                }
                number += 1
                start = end + 1
            }
            return result
        }
    }
}
