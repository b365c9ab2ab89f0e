// SPDX-License-Identifier: GPL-3.0-or-later

/// Where words stand in a text, without reading them.
public enum WordRanges {
    /// The half-open UTF-8 offsets of the words at some positions.
    ///
    /// Words are counted as ``Analyser/scan(_:_:)`` counts them. Cost: one pass over the text up to the last position.
    ///
    /// - Parameters:
    ///   - positions: Word positions from 0, rising, without repeats.
    ///   - text: The text, in NFC.
    ///   - goesOn: Asked now and then, some milliseconds apart, whether to go on.
    /// - Returns: As many as `positions`, but for those past the text's end, or past where it did not go on.
    public static func of(
        _ positions: [Int], in text: String, while goesOn: () -> Bool = { true }
    ) -> [Range<Int>] {
        var text = text
        return text.withUTF8 { bytes in
            var scanner = unsafe TextScanner(bytes)
            var ranges: [Range<Int>] = []
            ranges.reserveCapacity(positions.count)
            var position = 0
            while ranges.count < positions.count, let token = scanner.next() {
                if position == positions[ranges.count] { ranges.append(token.start..<token.end) }
                position += 1
                if position & 0xFFFF == 0, !goesOn() { break }
            }
            return ranges
        }
    }
}
