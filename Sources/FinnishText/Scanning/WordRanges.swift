// SPDX-License-Identifier: GPL-3.0-or-later

/// Where words stand in a text, without reading them.
public enum WordRanges {
    /// The half-open UTF-8 offsets of the words at some positions.
    ///
    /// Words are counted as ``Analyser/scan(_:_:)`` counts them. Cost: one pass over the text up to the last position, or
    /// with `landmarks` up to ``WordLandmarks/distance`` words for each position.
    ///
    /// - Parameters:
    ///   - positions: Word positions from 0, rising, without repeats.
    ///   - text: The text's bytes, UTF-8 in NFC.
    ///   - landmarks: Those of the text. Where they are nil, the whole text is read, and they are set.
    ///   - goesOn: Asked now and then, some milliseconds apart, whether to go on.
    /// - Returns: As many as `positions`, but for those past the text's end, or past where it did not go on.
    public static func of(
        _ positions: [Int], in text: Span<UInt8>, _ landmarks: inout WordLandmarks?, while goesOn: () -> Bool = { true }
    ) -> [Range<Int>] {
        unsafe text.withUnsafeBufferPointer { bytes in
            var scanner = unsafe TextScanner(bytes)
            if let landmarks { return ranges(of: positions, &scanner, landmarks) }
            var ranges: [Range<Int>] = []
            ranges.reserveCapacity(positions.count)
            var made = WordLandmarks()
            var position = 0
            while let token = scanner.next() {
                if ranges.count < positions.count, position == positions[ranges.count] {
                    ranges.append(token.start..<token.end)
                }
                made.take(position, token.start)
                position += 1
                if position & 0xFFFF == 0, !goesOn() { return ranges }
            }
            landmarks = made
            return ranges
        }
    }

    private static func ranges(
        of positions: [Int], _ scanner: inout TextScanner, _ landmarks: WordLandmarks
    ) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(positions.count)
        var position = 0
        for wanted in positions {
            guard let landmark = landmarks.last(before: wanted) else { break }
            if landmark.position > position { (position, scanner.position) = landmark }
            var token = scanner.next()
            while position < wanted, token != nil {
                token = scanner.next()
                position += 1
            }
            position += 1
            guard let token else { break }
            ranges.append(token.start..<token.end)
        }
        return ranges
    }
}

/// Where some words of a text begin, so that others are found without reading it from its beginning. A scanner knows
/// nothing but its place, so that it finds the same words from a landmark on.
public struct WordLandmarks: Sendable {
    /// The number of words from one landmark to the next.
    public static let distance = 16

    private var starts: [UInt32] = []

    /// The number of landmarks, of 4 bytes each.
    public var count: Int { starts.count }

    /// Takes in the word at `position`, which begins at the offset `start`; all words come in their order.
    mutating func take(_ position: Int, _ start: Int) {
        if position % Self.distance == 0 { starts.append(UInt32(clamping: start)) }
    }

    /// The last landmark that is not behind `position`, and its offset; nil where the text has too few words.
    func last(before position: Int) -> (position: Int, offset: Int)? {
        let place = position / Self.distance
        guard starts.indices.contains(place) else { return nil }
        return (place * Self.distance, Int(starts[place]))
    }
}
